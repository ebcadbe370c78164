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
  const start = /^\d{1,5}$/.test(after) ? Number(after) : undefined;
  if (start === undefined) throw refuseRecord('bad-cursor');
  const read = async (wanted: readonly string[], countExactly = false) => {
    const places = new Map(wanted.map((key, place) => [key, place]));
    const { records, count } = await listRecords(sql, stored, { keys: wanted, filters, limit: mostRows, countExactly });
    return {
      records: records.toSorted((one, other) => (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0)),
      count,
    };
  };
  // Without filters every key is a row of the list: only those of the page are read.
  if (Object.keys(filters).length === 0) {
    const { records } = await read(keys.slice(start, start + limit));
    return { records, next: nextOf(start + limit, keys.length), count: keys.length };
  }
  const best = await read(keys.slice(0, mostRows));
  const others = keys.length > mostRows ? await read(keys.slice(mostRows), true) : { records: [], count: 0 };
  const ordered = [...best.records, ...others.records];
  const count = best.records.length + Number(others.count ?? others.records.length);
  return { records: ordered.slice(start, start + limit), next: nextOf(start + limit, ordered.length), count };
}

function nextOf(end: number, length: number): string | null {
  return end < length ? String(end) : null;
}
