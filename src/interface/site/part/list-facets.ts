// What a list can be narrowed and ordered by: plain links with counts, folded on a phone.
import { attributes, type Html, html } from '#lib/html';
import { type Field, findField } from '#register';
import { registerAddress } from '../address.ts';
import { formatNumber } from '../format.ts';
import { runOf } from '../language.ts';
import { type ListQuery, writeListQuery } from '../list-query.ts';
import type { Facet, FacetValue, ListView } from '../view.ts';
import { type Frame, runHtml, wordsOf } from './frame.ts';

/** The chosen filters, the facets and the order, in one fold. */
export function listFacets(view: ListView, frame: Frame): Html | false {
  const shown = view.facets.filter(facet => facet.values.length > 0);
  const t = wordsOf(frame);
  return html`${chosen(view, frame)}
    <details class="facets"><summary>${t('narrow')}</summary>
    ${shown.map(facet => facetSection(facet, view, frame))}
    ${sortSection(view, frame)}
    </details>`;
}

/** The address of the list with another query; the cursor is dropped, since it belongs to the old one. */
export function listAddress(view: ListView, frame: Frame, change: Partial<ListQuery>): string {
  const { q, sort, filters, asAt } = view;
  const query = { q, sort, filters, ...(asAt === undefined ? {} : { asAt }), ...change };
  return registerAddress(frame.lang, view.register.name) + writeListQuery(query);
}

function chosen(view: ListView, frame: Frame): Html | false {
  const t = wordsOf(frame);
  const items = Object.entries(view.filters).flatMap(([field, values]) =>
    values.map(value => {
      const href = listAddress(view, frame, { filters: toggled(view, field, value) });
      return html`<li><a href="${href}" rel="nofollow"><span class="unseen">${t('remove')}: </span>${filterWords(view, field, value, frame)}
        <span aria-hidden="true">×</span></a></li>\n`;
    }),
  );
  if (items.length === 0) return false;
  const clear = html`<li><a class="clear" href="${listAddress(view, frame, { filters: {} })}">${t('clearAll')}</a></li>`;
  return html`<section aria-label="${t('chosen')}"><ul class="chosen">${items}${items.length > 1 && clear}</ul></section>`;
}

function filterWords(view: ListView, name: string, value: string, frame: Frame): Html {
  const facet = view.facets.find(one => one.field.name === name);
  const known = facet?.values.find(one => one.value === value);
  const field = findField(view.register.schema, name.replace(/\.(?:from|to)$/, ''));
  const sign = name.endsWith('.from') ? '≥ ' : name.endsWith('.to') ? '≤ ' : '';
  return html`${field?.title[frame.lang] ?? name}: ${sign}${runHtml(runOf(known?.title[frame.lang] ?? value), frame)}`;
}

function facetSection({ field, values }: Facet, view: ListView, frame: Frame): Html {
  return html`<section><h2>${field.title[frame.lang]}</h2>
    <ul>${values.map(value => facetLink(field, value, view, frame))}</ul></section>`;
}

function facetLink(field: Field, value: FacetValue, view: ListView, frame: Frame): Html {
  const href = listAddress(view, frame, { filters: toggled(view, field.name, value.value) });
  return html`<li><a${attributes({ href, rel: 'nofollow', 'aria-current': value.chosen && 'true' })}>${runHtml(runOf(value.title[frame.lang]), frame)}</a>
    <span class="count">${formatNumber(value.count, frame.lang)}</span></li>\n`;
}

function toggled(view: ListView, field: string, value: string): Record<string, readonly string[]> {
  const { [field]: values = [], ...others } = view.filters;
  const left = values.includes(value) ? values.filter(one => one !== value) : [...values, value];
  return left.length === 0 ? others : { ...others, [field]: left };
}

function sortSection(view: ListView, frame: Frame): Html {
  const t = wordsOf(frame);
  const items = sortableFields(view).map(field => {
    const { href, order } = sortLink(field, view, frame);
    const sign = order === undefined ? '' : order === 'ascending' ? ' ↑' : ' ↓';
    return html`<li><a${attributes({ href, rel: 'nofollow', 'aria-current': order !== undefined && 'true' })}>${field.title[frame.lang]}${sign}</a></li>\n`;
  });
  if (items.length === 0) return html``;
  return html`<section class="sort"><h2>${t('sortBy')}</h2><ul>${view.q !== '' && bestMatch(view, frame)}${items}</ul></section>`;
}

// The order of a search, where no other is chosen.
function bestMatch(view: ListView, frame: Frame): Html {
  const href = listAddress(view, frame, { sort: '' });
  return html`<li><a${attributes({ href, rel: 'nofollow', 'aria-current': view.sort === '' && 'true' })}>${wordsOf(frame)('byMatch')}</a></li>\n`;
}

/** The fields of a list that can be ordered by; a list of the past stands by its keys. */
export function sortableFields(view: ListView): Field[] {
  if (view.asAt !== undefined) return [];
  return view.register.view.list
    .map(name => findField(view.register.schema, name))
    .filter(field => field !== undefined)
    .filter(({ type, as }) => type !== 'list' && type !== 'object' && type !== 'geometry' && as !== 'markdown');
}

/** Where a column's link leads (the other direction when it is the order already), and its order now. */
export function sortLink(
  field: Field,
  view: ListView,
  frame: Frame,
): { href: string; order?: 'ascending' | 'descending' } {
  const up = view.sort === field.name;
  const down = view.sort === `-${field.name}`;
  const href = listAddress(view, frame, { sort: up ? `-${field.name}` : field.name });
  return up || down ? { href, order: up ? 'ascending' : 'descending' } : { href };
}
