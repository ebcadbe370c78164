// The page of a record: its name large, its facts in reading order, what points at it, where it comes from.
import { type Content, type Html, html } from '#lib/html';
import { type Field, findField } from '#register';
import { registerAddress } from '../address.ts';
import { asAtForm } from '../part/as-at-form.ts';
import { breadcrumb } from '../part/breadcrumb.ts';
import { type Frame, runHtml, wordsOf } from '../part/frame.ts';
import { inboundList } from '../part/inbound.ts';
import { layout } from '../part/layout.ts';
import { provinceCodeOf } from '../part/place-code.ts';
import { provenance } from '../part/provenance.ts';
import { placeMap } from '../part/province-map.ts';
import { dayField, readFields, reading } from '../part/reading.ts';
import { recordNotices } from '../part/record-notices.ts';
import { sampleMark } from '../part/sample.ts';
import { type ValuePlace, valueHtml } from '../part/value.ts';
import { decodedKey, secondTitleOf, titleFields, titleOf } from '../title.ts';
import type { RecordPageView } from '../view.ts';

/** The page of a record, as it is or as it was. */
export function recordPage(frame: Frame, view: RecordPageView): Html {
  const { record } = view;
  const { register } = record;
  const title = titleOf(record, frame.lang);
  const content = html`${breadcrumb(frame, [
    { text: register.title[frame.lang], href: registerAddress(frame.lang, register.name) },
    { text: decodedKey(record.key) },
  ])}
    <article>
    ${recordNotices(view, frame)}
    ${recordHeading(view, 'status', frame)}
    ${reading(record, frame)}
    <div class="columns">
    <div>${facts(view, frame)}</div>
    <div class="aside">
    ${placeMap(view.provinces, provinceCodeOf(record) ?? '', frame)}
    ${inboundList(record, view.inbound, frame)}
    </div>
    </div>
    ${provenance(record, view.labels, frame)}
    ${asAtForm(record, view.asAt, frame)}
    </article>`;
  return layout(frame, {
    title: title.text,
    description: `${title.text} – ${register.title[frame.lang]}`,
    content,
    section: register.name === 'article' ? 'article' : 'registers',
    unlisted: view.asAt !== undefined || view.validAt !== undefined,
  });
}

/** The name of a record with its second name, key, status and sample mark. */
export function recordHeading(
  { record, labels }: Pick<RecordPageView, 'record' | 'labels'>,
  standingField: string,
  frame: Frame,
): Html {
  const { register, item } = record;
  const second = secondTitleOf(record, frame.lang);
  const status = findField(register.schema, standingField);
  const place: ValuePlace = { frame, register, labels, whole: false };
  const standing: Content = status === undefined ? undefined : valueHtml(item[standingField], status, place);
  const day = dayField(record);
  const on: Content = day === undefined ? undefined : valueHtml(item[day.name], day, place);
  const struck = record.withdrawn ? html`<span class="mark gone">${wordsOf(frame)('opWithdrawn')}</span>` : false;
  return html`<header class="record">
    <h1>${runHtml(titleOf(record, frame.lang), frame)}${sampleMark(record, frame)}</h1>
    ${second !== undefined && html`<p class="second">${runHtml(second, frame)}</p>`}
    <p class="under">${on !== undefined && html`<span class="day">${on}</span> `}<span class="code">${decodedKey(record.key)}</span>${standing !== undefined && html` <span class="status">${standing}</span>`} ${struck}</p>
    </header>`;
}

function facts({ record, labels }: RecordPageView, frame: Frame): Html {
  const { register, item } = record;
  const place: ValuePlace = { frame, register, labels, whole: true };
  const rows = shownFields(record).map(field => {
    const value = valueHtml(item[field.name], field, place);
    if (value === undefined) return false;
    const about =
      field.description === undefined ? false : html`<span class="hint">${field.description[frame.lang]}</span>`;
    return html`<div><dt>${field.title[frame.lang]}</dt><dd>${value}${about}</dd></div>\n`;
  });
  return html`<section aria-label="${wordsOf(frame)('facts')}"><dl class="facts">${rows}</dl></section>`;
}

// The fields of the page's view, without what the heading says already; any public field the view forgot comes last.
function shownFields(record: RecordPageView['record']): Field[] {
  const { register } = record;
  const read = readFields(record).map(field => field.name);
  const said = new Set([...titleFields(register), ...read, dayField(record)?.name, register.sample, 'status']);
  if (register.key.kind === 'fields' && register.key.fields.length === 1) said.add(register.key.fields[0]);
  const listed = register.view.page.map(name => findField(register.schema, name)).filter(field => field !== undefined);
  const all = [...listed, ...register.schema.fields.filter(field => !listed.includes(field))];
  return all.filter(field => field.visibility === 'public' && !said.has(field.name));
}
