// Withdrawals of what a complete file no longer names: the records that stand and have no row in the staging table.

import type { Sql } from 'postgres';
import { openStaging, type Store, type StoredRegister } from '#store';

/** Stages a withdrawal for each standing record without a row; answers how many. */
export async function stageMissing(
  store: Store,
  stored: StoredRegister,
  staging: string,
  connection: Sql,
  from: number,
): Promise<number> {
  const writer = await openStaging(connection, staging, stored.register, store.folds, from);
  const missing = store.app.unsafe(`
    select r.key, r.entry from records.r${stored.id} r
    where not r.withdrawn and not exists (select 1 from ${staging} s where s.key = r.key)
    order by r.key`);
  for await (const rows of missing.cursor(2000)) {
    for (const row of rows) {
      const wanted = { op: 'withdraw', item: undefined, row: null, sheet: null, change: 'withdrawn' } as const;
      await writer.write({ ...wanted, key: String(row['key']), base: Number(row['entry']) });
    }
  }
  await writer.end();
  return writer.count - from;
}
