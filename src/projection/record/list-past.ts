// A list as at a past moment: the versions that stood when the log had so many entries, read from record_past.
import type { Speaker, StoredRegister } from '#store';
import { readCursor, writeCursor } from './cursor.ts';
import { readFilters } from './filter.ts';
import { fits } from './filter-fit.ts';
import type { ListPage, ListQuery } from './list-query.ts';
import { listedRecords } from './listed.ts';
import { tableOf } from './physical.ts';

const batch = 500;

/**
 * Lists what stood with `size` entries, by key. Filters are applied to each body under today's field names, since the
 * schema of that time may have named them otherwise.
 */
export async function listPast(
  sql: Speaker,
  stored: StoredRegister,
  query: ListQuery,
  size: number,
  limit: number,
): Promise<ListPage> {
  const filters = readFilters(stored.register, query.filters ?? {});
  const found = [];
  let after = query.after === undefined ? '' : readCursor(query.after).key;
  for (;;) {
    const rows = await readBatch(sql, stored, size, after);
    for (const record of await listedRecords(sql, stored, rows)) {
      if (
        filters.every(filter => fits(filter, record.item)) &&
        (query.keys === undefined || query.keys.includes(record.key))
      )
        found.push(record);
      if (found.length > limit) {
        const last = found[limit - 1];
        return { records: found.slice(0, limit), next: writeCursor({ value: null, key: last?.key ?? '' }) };
      }
    }
    if (rows.length < batch) return { records: found, next: null };
    after = String(rows.at(-1)?.['key']);
  }
}

async function readBatch(
  sql: Speaker,
  stored: StoredRegister,
  size: number,
  after: string,
): Promise<Record<string, unknown>[]> {
  return sql.unsafe(
    `select v.key, v.entry, b.body,
       (select time from laopedia.publication p where p.register_id = $1 and p.number >= v.entry order by p.number limit 1) as time
     from (
       select key, entry from ${tableOf(stored.id)} where entry < $2 and not withdrawn and key > $3
       union all
       select key, from_entry from laopedia.record_past
       where register_id = $1 and from_entry < $2 and until_entry >= $2 and not withdrawn and key > $3
     ) v
     join laopedia.body_public b on b.register_id = $1 and b.number = v.entry
     order by v.key limit ${batch}`,
    [stored.id, size, after],
  );
}
