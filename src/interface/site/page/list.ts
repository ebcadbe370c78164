// A register's list: title, count, search within, facets, table, next, download of this selection.
import { type Html, html } from '#lib/html';
import { exportAddress, registerAddress } from '../address.ts';
import { formatNumber } from '../format.ts';
import { filterName, writeListQuery } from '../list-query.ts';
import { breadcrumb } from '../part/breadcrumb.ts';
import { type Frame, wordsOf } from '../part/frame.ts';
import { layout } from '../part/layout.ts';
import { listFacets } from '../part/list-facets.ts';
import { listTable } from '../part/list-table.ts';
import { pastSentence } from '../part/record-notices.ts';
import { searchLine } from '../part/search-form.ts';
import type { ListView } from '../view.ts';

/** The page of a register's list. */
export function listPage(frame: Frame, view: ListView): Html {
  const t = wordsOf(frame);
  const { register } = view;
  const title = register.title[frame.lang];
  const content = html`${breadcrumb(frame, [{ text: title }])}
    <div class="heading"><h1>${title}</h1>${count(view, frame)}</div>
    ${register.description !== undefined && html`<p class="lead">${register.description[frame.lang]}</p>`}
    ${view.asAt !== undefined && asAtNotice(view, frame)}
    <div class="list">
    <div class="tools">
    ${searchWithin(view, frame)}
    ${listFacets(view, frame)}
    </div>
    <div>
    ${closest(view, frame)}
    ${view.records.length === 0 ? empty(view, frame) : listTable(view, frame)}
    ${turning(view, frame)}
    ${downloads(view, frame)}
    </div>
    </div>`;
  return layout(frame, {
    title,
    description: register.description?.[frame.lang] ?? t('registersLead'),
    content,
    section: register.name === 'article' ? 'article' : 'registers',
    unlisted: view.asAt !== undefined || view.q !== '' || view.after !== undefined,
    script: frame.assets.suggestScript,
  });
}

function count({ total }: ListView, frame: Frame): Html | false {
  if (total === null) return false;
  const t = wordsOf(frame);
  const text = total === 1 ? t('oneRecord') : t('records', { count: formatNumber(total, frame.lang) });
  return html`<p class="count">${text}</p>`;
}

function closest({ closest: found }: ListView, frame: Frame): Html | false {
  if (found === undefined) return false;
  const figure = (number: number) => formatNumber(number, frame.lang);
  const count = `${figure(found.count)}${found.exact ? '' : '+'}`;
  return html`<p class="hint">${wordsOf(frame)('closestShown', { count, shown: figure(found.shown) })}</p>`;
}

function asAtNotice(view: ListView, frame: Frame): Html {
  const t = wordsOf(frame);
  return html`<p class="notice">${pastSentence(view.asAt ?? '', frame)}
    <a href="${registerAddress(frame.lang, view.register.name)}">${t('seeToday')}</a></p>`;
}

function searchWithin(view: ListView, frame: Frame): Html {
  const t = wordsOf(frame);
  const kept = Object.entries(view.filters).flatMap(([field, values]) =>
    values.map(value => html`<input type="hidden" name="${filterName(field)}" value="${value}">`),
  );
  return html`<form class="search small" action="${registerAddress(frame.lang, view.register.name)}" method="get">
    <label for="q">${t('searchWithin')}</label>
    ${searchLine(frame, view.q, {}, view.register.name)}
    ${kept}
    ${view.sort !== '' && html`<input type="hidden" name="sort" value="${view.sort}">`}
    ${view.asAt !== undefined && html`<input type="hidden" name="as-at" value="${view.asAt}">`}
    </form>`;
}

function empty(view: ListView, frame: Frame): Html {
  const t = wordsOf(frame);
  const narrowed = view.q !== '' || Object.keys(view.filters).length > 0;
  if (!narrowed) return html`<p class="empty">${t('emptyRegister')}</p>`;
  return html`<div class="empty"><p><b>${t('emptyList')}</b></p><p>${t('emptyListNext')}</p>
    <p><a href="${registerAddress(frame.lang, view.register.name)}">${t('clearAll')}</a></p></div>`;
}

function turning(view: ListView, frame: Frame): Html | false {
  const t = wordsOf(frame);
  const base = registerAddress(frame.lang, view.register.name);
  const { after, ...first } = view;
  if (view.next === null && after === undefined) return false;
  return html`<p class="turning">
    ${view.next !== null && html`<a class="button" rel="next" href="${base}${writeListQuery({ ...view, after: view.next })}">${t('next')}</a>`}
    ${after !== undefined && html`<a href="${base}${writeListQuery(first)}">${t('first')}</a>`}</p>`;
}

function downloads(view: ListView, frame: Frame): Html | false {
  if (view.records.length === 0) return false;
  const { after: _, ...selection } = view;
  // A file comes in the order of keys.
  const query = writeListQuery({ ...selection, sort: '' });
  const mapped = view.register.schema.fields.some(field => field.type === 'geometry' || field.name === 'lat');
  const formats = ['csv', 'xlsx', 'jsonl', ...(mapped ? ['geojson'] : [])];
  const names: Readonly<Record<string, string>> = {
    csv: 'CSV',
    xlsx: 'Excel',
    jsonl: 'JSON Lines',
    geojson: 'GeoJSON',
  };
  const links = formats.map(
    format =>
      html`<li><a href="${exportAddress(view.register.name, format, query)}" lang="en">${names[format]}</a></li>\n`,
  );
  return html`<section class="downloads" aria-labelledby="downloads"><h2 id="downloads">${wordsOf(frame)('downloadSelection')}</h2>
    <ul class="acts">${links}</ul></section>`;
}
