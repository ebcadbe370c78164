// A page of a list in the order of a search: the best first, whatever the keys are. The cursor is how many came before.
import { type Filters, type ListPage, listRecords, mostRows, recordRefusals } from '#projection/record';
import { refusalsOf } from '#register';
import type { Speaker, StoredRegister } from '#store';

/** The keys that a search found, the best first, and the page that is wanted of them. */
export interface MatchQuery {
  readonly keys: readonly string[];
  readonly filters: Filters;
  readonly limit: number;
  readonly after: string | undefined;
}

const refuseRecord = refusalsOf('record', recordRefusals);

/** The page, with the count of all that the filters leave. */
export async function listByMatch(sql: Speaker, stored: StoredRegister, query: MatchQuery): Promise<ListPage> {
  const { keys, filters, limit, after = '0' } = query;
  const start = /^\d{1,4}$/.test(after) ? Number(after) : undefined;
  if (start === undefined) throw refuseRecord('bad-cursor');
  // Without filters every key is a row of the list: only those of the page are read.
  const filtered = Object.keys(filters).length > 0;
  const wanted = filtered ? keys.slice(0, mostRows) : keys.slice(start, start + limit);
  const places = new Map(wanted.map((key, place) => [key, place]));
  const { records } = await listRecords(sql, stored, { keys: wanted, filters, limit: mostRows });
  const ordered = records.toSorted((one, other) => (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0));
  const count = filtered ? ordered.length : keys.length;
  return {
    records: filtered ? ordered.slice(start, start + limit) : ordered,
    next: start + limit < count ? String(start + limit) : null,
    count,
  };
}
