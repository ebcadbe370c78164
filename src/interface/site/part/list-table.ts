// The records of a list as a table that becomes stacked label-and-value lines on a phone. Roles are written out, since
// browsers drop them from a table that is laid out in another way.
import { attributes, type Content, type Html, html } from '#lib/html';
import { type Field, findField } from '#register';
import { homeOf } from '../address.ts';
import { titleFields, titleOf } from '../title.ts';
import type { ListView, RecordView } from '../view.ts';
import { type Frame, runHtml } from './frame.ts';
import { sortableFields, sortLink } from './list-facets.ts';
import { sampleMark } from './sample.ts';
import { valueHtml } from './value.ts';

interface Column {
  readonly field: Field;
  /** The column whose cell is the record's link. */
  readonly title: boolean;
}

/** The table of a list's records. */
export function listTable(view: ListView, frame: Frame): Html {
  const columns = columnsOf(view, frame);
  const sortable = new Set(sortableFields(view));
  const heads = columns.map(({ field }) => head(field, sortable.has(field), view, frame));
  return html`<table class="records" role="table"><caption class="unseen">${view.register.title[frame.lang]}</caption>
    <thead role="rowgroup"><tr role="row">${heads}</tr></thead>
    <tbody role="rowgroup">
    ${view.records.map(record => row(record, columns, view, frame))}</tbody></table>`;
}

// Of the title fields only the first shown is kept: the title is written in the reader's language.
function columnsOf(view: ListView, frame: Frame): Column[] {
  const titles = titleFields(view.register);
  const fields = view.register.view.list
    .map(name => findField(view.register.schema, name))
    .filter(field => field !== undefined && field.visibility === 'public')
    .filter(field => field !== undefined);
  const first = fields.find(({ name }) => titles.has(name)) ?? fields[0];
  const second = frame.lang === 'en' ? [] : fields.filter(field => titles.has(field.name) && field !== first);
  return fields
    .filter(field => field === first || !titles.has(field.name) || second.includes(field))
    .map(field => ({ field, title: field === first }));
}

function head(field: Field, sortable: boolean, view: ListView, frame: Frame): Html {
  const { href, order } = sortLink(field, view, frame);
  const sign = order === undefined ? '' : html` <span aria-hidden="true">${order === 'ascending' ? '↑' : '↓'}</span>`;
  const text = sortable
    ? html`<a href="${href}" rel="nofollow">${field.title[frame.lang]}${sign}</a>`
    : field.title[frame.lang];
  return html`<th${attributes({ role: 'columnheader', scope: 'col', 'aria-sort': order, class: numeric(field) && 'figure' })}>${text}</th>`;
}

function row(record: RecordView, columns: readonly Column[], view: ListView, frame: Frame): Html {
  return html`<tr role="row">${columns.map(column => cell(record, column, view, frame))}</tr>\n`;
}

function cell(record: RecordView, { field, title }: Column, view: ListView, frame: Frame): Content {
  const { register, labels } = view;
  if (title) {
    const href = homeOf(frame.lang, register.name, record.key);
    return html`<th role="rowheader" scope="row"><a href="${href}">${runHtml(titleOf(record, frame.lang), frame)}</a>${sampleMark(record, frame)}</th>`;
  }
  const value = valueHtml(record.item[field.name], field, { frame, register, labels, whole: false });
  const label = field.title[frame.lang];
  return html`<td${attributes({ role: 'cell', 'data-label': label, class: numeric(field) && 'figure' })}>${value ?? html`<span class="quiet">–</span>`}</td>`;
}

function numeric(field: Field): boolean {
  return ['integer', 'number', 'decimal', 'money'].includes(field.type);
}
