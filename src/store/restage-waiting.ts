// Brings proposals that wait up to the program's folds, when it was another version that staged them.
import type { Register } from '#register';
import { isFinished, thaw } from './finished.ts';
import type { Fold, Speaker } from './fold.ts';
import { itemOf, restage } from './restage.ts';
import {
  isSmall,
  makeSmallStaging,
  type SmallStaging,
  type StagedBy,
  smallStagingOf,
  stageFew,
} from './small-staging.ts';
import { stagedColumns } from './staging.ts';

/** Does so for every waiting proposal of the register that was made under its present schema. As its own role. */
export async function restageWaiting(
  sql: Speaker,
  registerId: number,
  register: Register,
  folds: readonly Fold[],
): Promise<void> {
  const waiting = await sql`
    select p.id, p.staging, p.base_size, r.schema_entry from laopedia.proposal p join laopedia.register r on r.id = p.register_id
    where r.id = ${registerId} and p.state = 'waiting' and p.schema_entry = r.schema_entry
      and to_regclass(p.staging) is not null`;
  if (waiting.length === 0) return;
  await sql.unsafe('set local role laopedia_app');
  for (const row of waiting) {
    const staging = String(row['staging']);
    if (isSmall(staging)) {
      const small = smallStagingOf({ id: registerId, register, schemaEntry: Number(row['schema_entry']) }, folds);
      await restageFew(sql, { id: String(row['id']), staging }, small, register, folds);
    } else if (await isFinished(sql, staging)) {
      await thaw(sql, { registerId, register, staging, folds, first: Number(row['base_size']) });
    } else await restage(sql, staging, register, folds);
  }
  await sql.unsafe('set local role laopedia_owner');
}

// Into the place for small proposals that this program keeps. A lasting table is never altered: others may be reading it.
async function restageFew(
  sql: Speaker,
  { id, staging }: StagedBy,
  small: SmallStaging,
  register: Register,
  folds: readonly Fold[],
): Promise<void> {
  await makeSmallStaging(sql, small);
  const kept = stagedColumns(register, []).map(({ name }) => name);
  const texts = kept.map(name => `"${name}"::text`).join(', ');
  const rows = await sql.unsafe(`delete from ${staging} where proposal = $1 returning ${texts}`, [id]);
  const refilledRows = rows.map(row => {
    const staged = { key: String(row['key']), item: row['op'] === 'put' ? itemOf(row) : undefined };
    return [
      ...kept.map(name => row[name] as string | null),
      ...folds.flatMap(fold => [...fold.stage(register, staged)]),
    ];
  });
  await stageFew(sql, small, id, refilledRows);
  await sql`update laopedia.proposal set staging = ${small.table} where id = ${id}`;
}
