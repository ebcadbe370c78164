// What a reader must know before the facts: the past is shown, a change is coming, the record is withdrawn.
import { type Html, html, joinHtml } from '#lib/html';
import { homeOf, recordAddress } from '../address.ts';
import { formatDate, formatDay, formatNumber } from '../format.ts';
import { decodedKey } from '../title.ts';
import type { RecordPageView } from '../view.ts';
import { type Frame, wordsOf } from './frame.ts';

/** The notices of a record page, most often none. */
export function recordNotices({ record, asAt, validAt }: RecordPageView, frame: Frame): Html {
  const t = wordsOf(frame);
  const { lang } = frame;
  const today = html`<a href="${recordAddress(lang, record.register.name, record.key)}">${t('seeToday')}</a>`;
  const past = asAt !== undefined || validAt !== undefined;
  return html`${asAt !== undefined && html`<p class="notice">${pastSentence(asAt, frame)} ${today}</p>`}
    ${validAt !== undefined && html`<p class="notice">${t('validAtNotice', { date: formatDate(validAt, lang) })} ${today}</p>`}
    ${!past && record.later !== undefined && laterNotice(record, record.later.validFrom, frame)}
    ${record.withdrawn && withdrawnNotice(record, frame)}`;
}

/** What an `as-at` shows: a day, or the number of an entry. */
export function pastSentence(asAt: string, frame: Frame): string {
  const t = wordsOf(frame);
  if (!asAt.includes('-')) return t('asAtEntryNotice', { entry: formatNumber(asAt, frame.lang) });
  return t('asAtNotice', { date: formatDate(asAt, frame.lang) });
}

function laterNotice(record: RecordPageView['record'], day: string, frame: Frame): Html {
  const t = wordsOf(frame);
  const href = `${recordAddress(frame.lang, record.register.name, record.key)}?valid-at=${day}`;
  return html`<p class="notice">${t('laterNotice', { date: formatDate(day, frame.lang) })} <a href="${href}">${t('seeLater')}</a></p>`;
}

function withdrawnNotice({ register, key, time, successors = [] }: RecordPageView['record'], frame: Frame): Html {
  const t = wordsOf(frame);
  const { lang } = frame;
  const links = successors.map(
    next => html`<a href="${homeOf(lang, register.name, next.key)}">${decodedKey(next.key)}</a>`,
  );
  return html`<div class="notice gone"><p><b>${t('withdrawnTitle')}</b></p>
    <p>${t('withdrawnText', { date: formatDay(time, lang) })} <a href="${recordAddress(lang, register.name, key, 'history')}">${t('history')}</a></p>
    ${links.length > 0 && html`<p>${t('succeeded')}${joinHtml(links, ', ')}</p>`}</div>`;
}
