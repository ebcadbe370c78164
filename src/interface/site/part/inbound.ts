// What points at a record: other registers with how many of their records, each a link to that list.
import { type Html, html } from '#lib/html';
import { registerAddress } from '../address.ts';
import { formatNumber } from '../format.ts';
import { writeListQuery } from '../list-query.ts';
import type { Inbound, RecordView } from '../view.ts';
import { type Frame, wordsOf } from './frame.ts';

/** The section of what refers to a record; nothing where nothing does. */
export function inboundList(record: RecordView, inbound: readonly Inbound[], frame: Frame): Html | false {
  const some = inbound.filter(one => one.count > 0);
  if (some.length === 0) return false;
  return html`<section aria-labelledby="inbound"><h2 id="inbound">${wordsOf(frame)('inbound')}</h2>
    ${inboundLinks(record.key, some, frame)}</section>`;
}

/** The links alone: register, by which field, how many. */
export function inboundLinks(key: string, inbound: readonly Inbound[], frame: Frame): Html {
  const { lang } = frame;
  const items = inbound.map(({ register, field, keys, count }) => {
    const query = writeListQuery({ q: '', sort: '', filters: { [field.name]: keys ?? [key] } });
    return html`<li><a href="${registerAddress(lang, register.name)}${query}">${register.title[lang]}</a>
      <span class="count">${formatNumber(count, lang)}</span> <p class="hint">${field.title[lang]}</p></li>\n`;
  });
  return html`<ul class="timetable">${items}</ul>`;
}
