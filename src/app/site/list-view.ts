// A register's list: its page of records, and the facets to narrow it by.
import { type Facet, type Labels, type ListQuery, type ListView, labelKey, namedRegister } from '#interface/site';
import { keptCount, readCounts } from '#projection/counts';
import { countBy, type ListPage, listRecords } from '#projection/record';
import { findKeys } from '#projection/search';
import type { Field } from '#register';
import type { StoredRegister } from '#store';
import { listByMatch } from './list-by-match.ts';
import { labelsOf, listedView } from './record-view.ts';
import type { Shelf } from './shelf.ts';

const pageRows = 20;
const facetValues = 10;
/** Registers up to this size have their facets counted anew when a list is narrowed; larger ones show the kept counts. */
const mostCounted = 200_000;

/** The list as asked for. The total is known without counting where nothing narrows the list. */
export async function listView(shelf: Shelf, stored: StoredRegister, query: ListQuery): Promise<ListView> {
  const found = query.q === '' ? undefined : await foundIn(shelf, stored, query.q);
  const keys = found?.keys;
  const narrowed = keys !== undefined || Object.keys(query.filters).length > 0 || query.asAt !== undefined;
  const page = await pageOf(shelf, stored, query, keys, narrowed);
  const records = page.records.map(record => listedView(stored, record));
  const counted = await countedFacets(shelf, stored, query, keys, narrowed && stored.records <= mostCounted);
  const labels = await labelsOf(shelf, records, namedValues(stored, counted));
  return {
    register: stored.register,
    records,
    next: page.next,
    total: narrowed ? (page.count ?? null) : stored.records,
    facets: counted.map(facet => facetOf(facet, query, labels, stored)),
    sort: query.asAt === undefined ? query.sort : '',
    q: query.q,
    filters: query.filters,
    ...(found?.closest === undefined ? {} : { closest: found.closest }),
    ...(query.after === undefined ? {} : { after: query.after }),
    ...(query.asAt === undefined ? {} : { asAt: query.asAt }),
    labels,
  };
}

async function pageOf(
  shelf: Shelf,
  stored: StoredRegister,
  query: ListQuery,
  keys: readonly string[] | undefined,
  narrowed: boolean,
): Promise<ListPage> {
  const { filters, sort, after, asAt } = query;
  if (keys !== undefined && sort === '' && asAt === undefined)
    return listByMatch(shelf.sql, stored, { keys, filters, limit: pageRows, after });
  const countExactly = narrowed && asAt === undefined;
  const kept = countExactly && keys === undefined ? keptCount(stored, filters) : undefined;
  const [page, count] = await Promise.all([
    listRecords(shelf.sql, stored, {
      filters,
      limit: pageRows,
      sort,
      countExactly: countExactly && kept === undefined,
      ...(after === undefined ? {} : { after }),
      ...(keys === undefined ? {} : { keys }),
      ...(asAt === undefined ? {} : { moment: { asAt } }),
    }),
    kept?.(shelf.sql),
  ]);
  return count === undefined ? page : { ...page, count };
}

interface Matched {
  /** The best first. */
  readonly keys: readonly string[];
  readonly closest?: NonNullable<ListView['closest']>;
}

// So many records are listed and no more: where more have the words, the reader is told.
async function foundIn(shelf: Shelf, stored: StoredRegister, q: string): Promise<Matched> {
  const { keys, exact } = await findKeys(shelf.sql, q, stored.id);
  return exact ? { keys } : { keys, closest: { shown: keys.length, count: keys.length, exact } };
}

interface Counted {
  readonly field: Field;
  readonly counts: readonly { readonly value: string; readonly count: number }[];
}

async function countedFacets(
  shelf: Shelf,
  stored: StoredRegister,
  query: ListQuery,
  keys: readonly string[] | undefined,
  anew: boolean,
): Promise<Counted[]> {
  const fields = stored.register.schema.fields.filter(field => field.facet && field.visibility === 'public');
  const count = (field: Field) => {
    if (!anew) return readCounts(shelf.sql, stored.id, field, facetValues);
    // A facet's own choice does not narrow it: the other values stay to be chosen.
    const filters = Object.fromEntries(Object.entries(query.filters).filter(([name]) => name !== field.name));
    return countBy(shelf.sql, stored, field, keys === undefined ? { filters } : { filters, keys }, facetValues);
  };
  const counted = await Promise.all(fields.map(async field => ({ field, counts: await count(field) })));
  // A facet with one value for everything divides nothing.
  return counted.filter(({ field, counts }) => counts.length > 1 || query.filters[field.name] !== undefined);
}

function namedValues(stored: StoredRegister, counted: readonly Counted[]): [string, string][] {
  return counted.flatMap(({ field, counts }) => {
    const target = namedRegister(field, stored.register);
    return target === undefined ? [] : counts.map(({ value }): [string, string] => [target, value]);
  });
}

function facetOf({ field, counts }: Counted, query: ListQuery, labels: Labels, stored: StoredRegister): Facet {
  const chosen = query.filters[field.name] ?? [];
  const target = namedRegister(field, stored.register);
  const codes = Array.isArray(field.codes) ? field.codes : [];
  const values = counts.map(({ value, count }) => {
    const named = target === undefined ? codes.find(code => code.value === value) : labels.get(labelKey(target, value));
    const title = { lo: named?.lo ?? named?.en ?? value, en: named?.en ?? named?.lo ?? value };
    return { value, title, count, chosen: chosen.includes(value) };
  });
  return { field, values };
}
