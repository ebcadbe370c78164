// Who stands today in the place of keys that have gone: successions followed to their ends.
import type { Speaker } from '#store';

/**
 * The standing keys that took the place of each of these withdrawn ones, in the order of keys; several where one was split. A
 * key whose successors are all gone without an heir is not in the answer.
 */
export async function readSuccessors(
  sql: Speaker,
  registerId: number,
  gone: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (gone.length === 0) return new Map();
  // union without all: a ring of successions ends where it meets itself. Only a succession that still holds leads on.
  const rows = await sql.unsafe(
    `with recursive heir (old, key) as (
       select key collate "C", key collate "C" from unnest($1::text[]) as g (key)
       union
       select h.old, s.successor
       from heir h
       join records.r${registerId} r on r.key = h.key and r.withdrawn
       join laopedia.successor s on s.register_id = ${registerId} and s.key = h.key and s.entry = r.entry
     )
     select h.old, array_agg(h.key order by h.key) as keys
     from heir h join records.r${registerId} r on r.key = h.key and not r.withdrawn
     group by h.old`,
    [gone as string[]],
  );
  return new Map(rows.map(row => [String(row['old']), row['keys'] as string[]]));
}
