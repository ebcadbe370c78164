// The answer before the results: the record that is itself what was asked for, with its main facts; of a place, what is in it.
import { type Html, html, joinHtml } from '#lib/html';
import { type Field, findField } from '#register';
import { homeOf, placeAddress, registerAddress } from '../address.ts';
import type { Answer, SearchView } from '../search-view.ts';
import { decodedKey, secondTitleOf, titleFields, titleOf } from '../title.ts';
import type { RecordView } from '../view.ts';
import { type Frame, runHtml, wordsOf } from './frame.ts';
import { inboundLinks } from './inbound.ts';
import { sampleMark } from './sample.ts';
import { valueHtml } from './value.ts';

const mostFacts = 4;

/** The answers of a search, most often none or one. */
export function answerFirst(view: SearchView, frame: Frame): Html | false {
  if (view.answers.length === 0) return false;
  return html`<div class="answers">${view.answers.map((answer, at) => answerSection(answer, at, view, frame))}</div>`;
}

function answerSection({ record, inside }: Answer, at: number, view: SearchView, frame: Frame): Html {
  const { lang } = frame;
  const { register, key } = record;
  const second = secondTitleOf(record, lang);
  return html`<article aria-labelledby="answer-${at}">
    <p class="over"><a href="${registerAddress(lang, register.name)}">${register.title[lang]}</a>${inside !== undefined && above(inside.parents.slice(1), frame)}</p>
    <h2 id="answer-${at}"><a href="${homeOf(lang, register.name, key)}">${runHtml(titleOf(record, lang), frame)}</a>${sampleMark(record, frame)}</h2>
    <p class="under">${second !== undefined && html`${runHtml(second, frame)} · `}<span class="code">${decodedKey(key)}</span></p>
    ${facts(record, view, frame)}
    ${inside !== undefined && contents(record, inside.counts, frame)}
    </article>`;
}

function above(parents: readonly RecordView[], frame: Frame): Html {
  const links = parents.map(
    parent =>
      html`<a href="${placeAddress(frame.lang, parent.key)}">${runHtml(titleOf(parent, frame.lang), frame)}</a>`,
  );
  return html`${links.length > 0 && html` › ${joinHtml(links, ' › ')}`}`;
}

function facts(record: RecordView, { labels }: SearchView, frame: Frame): Html | false {
  const { register, item } = record;
  const rows = mainFields(record).map(field => {
    const value = valueHtml(item[field.name], field, { frame, register, labels, whole: false });
    return value === undefined ? false : html`<div><dt>${field.title[frame.lang]}</dt><dd>${value}</dd></div>\n`;
  });
  return rows.length > 0 && html`<dl class="facts">${rows}</dl>`;
}

// What the list of its register shows, without the title and the key, which are said above.
function mainFields({ register, item }: RecordView): Field[] {
  const said = new Set([...titleFields(register), register.sample, 'parent']);
  if (register.key.kind === 'fields' && register.key.fields.length === 1) said.add(register.key.fields[0]);
  return register.view.list
    .map(name => findField(register.schema, name))
    .filter(field => field !== undefined)
    .filter(({ name, visibility }) => visibility === 'public' && !said.has(name) && item[name] !== undefined)
    .slice(0, mostFacts);
}

function contents(record: RecordView, counts: Parameters<typeof inboundLinks>[1], frame: Frame): Html {
  const t = wordsOf(frame);
  const place = titleOf(record, frame.lang).text;
  const some = counts.filter(({ count }) => count > 0);
  return html`<h3>${t('placeCounts', { place })}</h3>
    ${some.length === 0 ? html`<p class="quiet">${t('noPlaceCounts')}</p>` : inboundLinks(record.key, some, frame)}
    <p class="more"><a href="${placeAddress(frame.lang, record.key)}">${t('openPlace', { place })}</a></p>`;
}
