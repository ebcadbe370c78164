// Brings proposals that wait up to the program's folds, when it was another version that staged them.
import type { Register } from '#register';
import { isFinished, thaw } from './finished.ts';
import type { Fold, Speaker } from './fold.ts';
import { restage } from './restage.ts';

/** Does so for every waiting proposal of the register that was made under its present schema. As its own role. */
export async function restageWaiting(
  sql: Speaker,
  registerId: number,
  register: Register,
  folds: readonly Fold[],
): Promise<void> {
  const waiting = await sql`
    select p.staging, p.base_size from laopedia.proposal p join laopedia.register r on r.id = p.register_id
    where r.id = ${registerId} and p.state = 'waiting' and p.schema_entry = r.schema_entry
      and to_regclass(p.staging) is not null`;
  if (waiting.length === 0) return;
  await sql.unsafe('set local role laopedia_app');
  for (const row of waiting) {
    const staging = String(row['staging']);
    if (await isFinished(sql, staging)) {
      await thaw(sql, { registerId, register, staging, folds, first: Number(row['base_size']) });
    } else await restage(sql, staging, register, folds);
  }
  await sql.unsafe('set local role laopedia_owner');
}
