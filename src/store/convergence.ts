// Brings folds up to their logs when a store is opened: a fold that is new, of a new version or left behind is folded
// again from the log. Where all have come to the end it only looks.
import type { Sql } from 'postgres';
import { type Definition, readDefinition } from '#register';
import type { Fold } from './fold.ts';
import { keepProgress } from './progress.ts';
import { replay } from './replay.ts';
import { restageWaiting } from './restage-waiting.ts';

/** Folds again whatever has not come to its log's end (I8). All folds of such a register: they lean on each other. */
export async function convergeFolds(owner: Sql, folds: readonly Fold[]): Promise<void> {
  const [names, versions] = [folds.map(fold => fold.name), folds.map(fold => fold.version)];
  const behind = await owner`
    select distinct h.register_id as id
    from laopedia.head h
    cross join unnest(${names}::text[], ${versions}::int[]) as f (name, version)
    left join laopedia.projection p on p.register_id = h.register_id and p.name = f.name
    where (p.version, p.entry) is distinct from (f.version, h.size - 1) and h.size > 0`;
  for (const { id } of behind) await converge(owner, Number(id), folds);
}

async function converge(owner: Sql, id: number, folds: readonly Fold[]): Promise<void> {
  await owner.begin(async sql => {
    await sql.unsafe('set local role laopedia_owner');
    const heads = await sql`select size from laopedia.head where register_id = ${id} for update`;
    const rows = await sql`select definition from laopedia.register where id = ${id}`;
    const register = readDefinition(rows[0]?.['definition'] as Definition);
    const size = Number(heads[0]?.['size']);
    const known = await sql`select name, version from laopedia.projection where register_id = ${id}`;
    for (const fold of folds) {
      const held = known.find(row => row['name'] === fold.name);
      // Of another version, its tables may lack columns that this one keeps.
      if (Number(held?.['version']) !== fold.version)
        await fold.define(sql, id, register, held === undefined ? undefined : register);
    }
    await replay(sql, { id, register, size }, folds);
    await restageWaiting(sql, id, register, folds);
    await keepProgress(sql, id, folds, size - 1);
  });
}
