// The registers as a timetable: name and what it holds at the left, how many records at the right.
import { type Html, html } from '#lib/html';
import { registerAddress } from '../address.ts';
import { formatDay, formatNumber } from '../format.ts';
import type { RegisterSummary } from '../view.ts';
import { type Frame, wordsOf } from './frame.ts';

/** The registers, one line each; numbers line up. */
export function registerTable(registers: readonly RegisterSummary[], frame: Frame): Html {
  return html`<ul class="timetable">${registers.map(summary => line(summary, frame))}</ul>`;
}

function line({ register, records, changedAt }: RegisterSummary, frame: Frame): Html {
  const t = wordsOf(frame);
  const { lang } = frame;
  return html`<li><a href="${registerAddress(lang, register.name)}">${register.title[lang]}</a>
    <span class="count">${t('records', { count: formatNumber(records, lang) })}</span>
    <p>${register.description?.[lang] ?? ''}</p>
    <p class="hint">${changedAt === null ? t('notYet') : t('changedOn', { date: formatDay(changedAt, lang) })}</p></li>\n`;
}
