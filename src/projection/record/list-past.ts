// A list as at a past moment: the versions that stood when the log had so many entries, read from record_past.
import type { Speaker, StoredRegister } from '#store';
import { readCursor, writeCursor } from './cursor.ts';
import { readFilters } from './filter.ts';
import { fits } from './filter-fit.ts';
import type { ListedRecord, ListPage, ListQuery } from './list-query.ts';
import { listedRecords } from './listed.ts';
import { tableOf } from './physical.ts';

// Most records may not fit the filters, which are held against their bodies.
const filteredBatch = 500;
// One request reads at most so many batches: a page may then hold fewer records than asked for, and still a cursor.
const mostBatches = 100;

/**
 * Lists what stood with `size` entries, by key. Filters are applied to each body under today's field names, since the
 * schema of that time may have named them otherwise. A page may be short of its limit and still name a next one.
 */
export async function listPast(
  sql: Speaker,
  stored: StoredRegister,
  query: ListQuery,
  size: number,
  limit: number,
): Promise<ListPage> {
  const filters = readFilters(stored.register, query.filters ?? {});
  const batch = filters.length === 0 ? limit + 1 : filteredBatch;
  const found: ListedRecord[] = [];
  let after = query.after === undefined ? '' : readCursor(query.after).key;
  for (let read = 1; ; read++) {
    const rows = await readBatch(sql, stored, { size, after, batch, keys: query.keys });
    for (const record of await listedRecords(sql, stored, rows)) {
      if (filters.every(filter => fits(filter, record.item))) found.push(record);
      if (found.length > limit) {
        const last = found[limit - 1];
        return { records: found.slice(0, limit), next: writeCursor({ value: null, key: last?.key ?? '' }) };
      }
    }
    if (rows.length < batch) return { records: found, next: null };
    after = String(rows.at(-1)?.['key']);
    if (read === mostBatches) return { records: found, next: writeCursor({ value: null, key: after }) };
  }
}

interface Batch {
  readonly size: number;
  readonly after: string;
  readonly batch: number;
  readonly keys: readonly string[] | undefined;
}

// Each half is cut by its own index of keys before they are put together: else every record would be read and sorted.
async function readBatch(
  sql: Speaker,
  stored: StoredRegister,
  { size, after, batch, keys }: Batch,
): Promise<Record<string, unknown>[]> {
  const wanted = `not withdrawn and key > $3 ${keys === undefined ? '' : 'and key = any($4::text[])'} order by key limit ${batch}`;
  return sql.unsafe(
    `select v.key, v.entry, b.body
     from (
       (select key, entry from ${tableOf(stored.id)} where entry < $2 and ${wanted})
       union all
       (select key, from_entry from laopedia.record_past
        where register_id = $1 and from_entry < $2 and until_entry >= $2 and ${wanted})
       order by key limit ${batch}
     ) v
     join laopedia.body_public b on b.register_id = $1 and b.number = v.entry
     order by v.key`,
    [stored.id, size, after, ...(keys === undefined ? [] : [keys as string[]])],
  );
}
