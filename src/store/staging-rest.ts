// What an import left behind that was killed: brought to a beginning that is whole, so that the same file can go on behind it.
import { finishedTables } from './compose.ts';
import { type FinishedLoad, isFinished } from './finished.ts';
import { finishedTable } from './finished-name.ts';
import type { Speaker } from './fold.ts';

/** Where a load stood. `lastKey` is the key of its last whole row. */
export interface LoadRest {
  readonly rows: number;
  readonly lastKey: string | null;
}

/** Removes all rows behind the first gap of the ordinals, and says how many there are before it. In one transaction. */
export async function cutToWhole(sql: Speaker, load: FinishedLoad): Promise<LoadRest> {
  const { registerId, register, staging, folds, first } = load;
  const counted = await sql.unsafe(`
    select count(*) as rows from (
      select ordinal, row_number() over (order by ordinal) - 1 as place from ${staging} where op <> 'keep') o
    where ordinal = place`);
  const rows = Number(counted[0]?.['rows']);
  await sql.unsafe(`delete from ${staging} where op = 'keep' or ordinal >= ${rows}`);
  if (await isFinished(sql, staging)) {
    const from = first + rows;
    const tableOf = (name: string) => finishedTable(staging, name);
    for (const { name } of finishedTables(registerId, register, []))
      await sql.unsafe(`delete from ${tableOf(name)} where number >= ${from}`);
    for (const fold of folds) await fold.finishing?.cut(sql, { registerId, register, staging, from, tableOf });
  }
  const last = await sql.unsafe(`select key from ${staging} where ordinal = ${rows - 1}`);
  return { rows, lastKey: last[0] === undefined ? null : String(last[0]['key']) };
}
