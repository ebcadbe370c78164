// The query of a list's address: written for links, read from requests. Field names are not checked here.

/** What a list is narrowed to and ordered by. */
export interface ListQuery {
  readonly q: string;
  readonly sort: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly after?: string;
  readonly asAt?: string;
}

/** The longest search text, in characters, and the most filter values, that a page takes. */
export const longestSearch = 500;
export const mostFilters = 20;

const longestValue = 500;
const parameters = new Set(['q', 'sort', 'after', 'as-at', 'valid-at', 'limit', 'count', 'register', 'by', 'to']);

/** The query with its `?`, or nothing. */
export function writeListQuery(query: ListQuery): string {
  const pairs = new URLSearchParams();
  if (query.q !== '') pairs.append('q', query.q);
  for (const [field, values] of Object.entries(query.filters))
    for (const value of values) pairs.append(filterName(field), value);
  if (query.sort !== '') pairs.append('sort', query.sort);
  if (query.asAt !== undefined) pairs.append('as-at', query.asAt);
  if (query.after !== undefined) pairs.append('after', query.after);
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
}

/** The query of a request; undefined where it is longer than a page takes. Empty values are left out. */
export function readListQuery(search: string): ListQuery | undefined {
  const pairs = new URLSearchParams(search);
  const filters: Record<string, string[]> = Object.create(null);
  let count = 0;
  for (const [name, value] of pairs) {
    if (value.length > longestValue) return undefined;
    if (value === '' || parameters.has(name)) continue;
    const field = name.startsWith('f.') ? name.slice(2) : name;
    filters[field] = [...(filters[field] ?? []), value];
    count++;
  }
  const q = (pairs.get('q') ?? '').trim();
  if (count > mostFilters || q.length > longestSearch) return undefined;
  return {
    q,
    sort: pairs.get('sort') ?? '',
    filters,
    ...optional('after', pairs.get('after')),
    ...optional('asAt', pairs.get('as-at')),
  };
}

/** The name of a filter in a query: a field named like a parameter is `f.{field}`. */
export function filterName(field: string): string {
  return parameters.has(field) || field.startsWith('f.') ? `f.${field}` : field;
}

function optional<Name extends string>(name: Name, value: string | null): { readonly [K in Name]?: string } {
  return value === null || value === '' ? {} : ({ [name]: value } as { readonly [K in Name]: string });
}
