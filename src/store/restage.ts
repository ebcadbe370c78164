// Fills the folds' columns of proposals that wait, when the program that staged them kept other ones. It never touches
// what will be appended: bytes, leaves, salts and bodies stay as people have approved them.
import type { JsonObject } from '#lib/canonical-json';
import { type Item, type Register, tiers } from '#register';
import { openCopy } from './copy.ts';
import type { Fold, Speaker } from './fold.ts';

const batchRows = 2000;
const refilled = 'staging."refilled"';

/** Fills the folds' columns of a staging table anew from its bodies. */
export async function restage(
  sql: Speaker,
  staging: string,
  register: Register,
  folds: readonly Fold[],
): Promise<void> {
  const columns = folds.flatMap(fold => [...fold.columns(register)]);
  // Made anew, since a column of the same name may have held something else.
  for (const { name, type } of columns) {
    await sql.unsafe(`alter table ${staging} drop column if exists "${name}", add column "${name}" ${type}`);
  }
  const typed = columns.map(({ name, type }) => `, "${name}" ${type}`).join('');
  await sql.unsafe(`create unlogged table ${refilled} (ordinal bigint${typed})`);
  await sql.unsafe(`
    declare staged_rows no scroll cursor for
    select ordinal, key, op, ${tiers.map(tier => `body_${tier}`).join(', ')} from ${staging}`);
  for (;;) {
    const rows = await sql.unsafe(`fetch ${batchRows} from staged_rows`);
    if (rows.length === 0) break;
    const copy = await openCopy(sql, refilled, ['ordinal', ...columns.map(({ name }) => name)]);
    for (const row of rows) {
      const staged = { key: String(row['key']), item: row['op'] === 'put' ? itemOf(row) : undefined };
      await copy.write([String(row['ordinal']), ...folds.flatMap(fold => [...fold.stage(register, staged)])]);
    }
    await copy.end();
  }
  await sql.unsafe('close staged_rows');
  const set = columns.map(({ name }) => `"${name}" = n."${name}"`).join(', ');
  await sql.unsafe(`update ${staging} s set ${set} from ${refilled} n where n.ordinal = s.ordinal`);
  await sql.unsafe(`drop table ${refilled}`);
}

/** The item that the bodies of a staged row say, all tiers. */
export function itemOf(row: Readonly<Record<string, unknown>>): Item {
  const bodies = tiers.map(tier => {
    const body = row[`body_${tier}`];
    return typeof body === 'string' ? (JSON.parse(body) as JsonObject) : {};
  });
  return Object.assign({}, ...bodies) as Item;
}
