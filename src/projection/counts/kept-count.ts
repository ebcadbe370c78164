// How many records fit a list's filters, where that is kept already: of all, or of one value of one facet.
import type { Speaker, StoredRegister } from '#store';
import { countedFields } from './counted-fields.ts';

/**
 * What reads the number of standing records with these filters (field name to values) from what is kept; undefined where it must be
 * counted: more filters, several values, ranges, and facets whose values can be written in more ways than one.
 */
export function keptCount(
  stored: StoredRegister,
  filters: Readonly<Record<string, readonly string[]>>,
): ((sql: Speaker) => Promise<number>) | undefined {
  const [only, ...others] = Object.entries(filters);
  if (only === undefined)
    return sql => readCount(sql`select records as count from laopedia.head where register_id = ${stored.id}`);
  const [name, values] = only;
  const field = countedFields(stored.register).find(one => one.name === name);
  const [value] = values;
  if (others.length > 0 || values.length !== 1 || value === undefined || field === undefined) return undefined;
  if (field.type !== 'string' || field.as === 'bilingual' || value.includes('\0')) return undefined;
  return sql =>
    readCount(sql`
      select count from laopedia.value_count
      where register_id = ${stored.id} and field = ${field.number} and value = ${value.normalize('NFC')}`);
}

async function readCount(rows: PromiseLike<readonly Readonly<Record<string, unknown>>[]>): Promise<number> {
  return Number((await rows)[0]?.['count'] ?? 0);
}
