// Staging: one table a proposal, in which every row already stands as it will be appended: canonical bytes, leaf hash,
// salted bodies and the folds' columns. All that can fail or takes long happens here, before the head is locked.

import { type Item, type Register, type Succeeded, tiers } from '#register';
import type { Fold, Speaker, StagedColumn } from './fold.ts';

/** A row to be appended. `base` is the number of the entry it replaces; `row` the line of the officer's file. */
export interface Wanted {
  readonly op: 'put' | 'withdraw';
  readonly key: string;
  readonly item: Item | undefined;
  readonly base: number | null;
  readonly row: number | null;
  /** Name of the sheet; null for files without sheets. */
  readonly sheet: string | null;
  readonly validFrom?: string;
  /** A withdrawal that says what took the key's place: its entry is a `succeed`. */
  readonly succeeded?: Succeeded | undefined;
  readonly change: 'added' | 'corrected' | 'withdrawn';
}

const columns: readonly StagedColumn[] = [
  { name: 'ordinal', type: 'bigint' },
  { name: 'row', type: 'integer' },
  { name: 'sheet', type: 'text' },
  { name: 'key', type: 'text collate "C"' },
  { name: 'op', type: 'text' },
  { name: 'change', type: 'text' },
  { name: 'base', type: 'bigint' },
  { name: 'valid_from', type: 'text' },
  { name: 'successors', type: 'text[]' },
  { name: 'how', type: 'text' },
  { name: 'bytes', type: 'bytea' },
  { name: 'leaf', type: 'bytea' },
  ...tiers.flatMap(tier => [
    { name: `salt_${tier}`, type: 'bytea' },
    { name: `body_${tier}`, type: 'text' },
  ]),
];
const needed = ['ordinal', 'key', 'op'];

/** The columns of staged rows, in the order in which `wholeComposer` gives their values. */
export function stagedColumns(register: Register, folds: readonly Fold[]): readonly StagedColumn[] {
  return [...columns, ...folds.flatMap(fold => fold.columns(register))];
}

/** The columns as a table is made of them. */
export function columnsText(staged: readonly StagedColumn[]): string {
  return staged.map(({ name, type }) => `"${name}" ${type}${needed.includes(name) ? ' not null' : ''}`).join(',\n  ');
}

/** Makes a staging table. An unlogged one is gone after a crash: right for an import that nobody has been promised. */
export async function makeStaging(
  sql: Speaker,
  name: string,
  register: Register,
  folds: readonly Fold[],
  kind: 'unlogged' | 'logged',
): Promise<string> {
  const table = `staging."${name}"`;
  // A staged row of more than 2 kB is not worth compressing: it took six times as long, and is read once.
  const form = `(${columnsText(stagedColumns(register, folds))},
  finished boolean not null default false) with (toast_tuple_target = 8160)`;
  await sql.unsafe(`create ${kind === 'unlogged' ? 'unlogged ' : ''}table ${table} ${form}`);
  return table;
}

/**
 * Marks a staging table as somebody's work for as long as this connection lives: a session lock, let go by itself when
 * the importer dies. Taken before the table is made, so that there is no moment in which it lies about unheld.
 */
export async function holdStaging(connection: Speaker, name: string): Promise<void> {
  await connection`select pg_advisory_lock(hashtext(${`staging ${name}`}))`;
}

/** Holds a staging table that was left behind; false when somebody else does. */
export async function tryHoldStaging(connection: Speaker, table: string): Promise<boolean> {
  const rows = await connection`select pg_try_advisory_lock(hashtext(${`staging ${plainName(table)}`})) as yes`;
  return rows[0]?.['yes'] === true;
}

/** Drops a staging table with its finished tables; its rows have been published, sent back or cancelled. */
export async function dropStaging(sql: Speaker, table: string): Promise<void> {
  const name = plainName(table);
  await dropTables(sql, `relname = '${name}' or starts_with(relname, '${name}_f_')`);
}

/** Drops the finished tables of a staging table. */
export async function dropFinished(sql: Speaker, table: string): Promise<void> {
  await dropTables(sql, `starts_with(relname, '${plainName(table)}_f_')`);
}

function plainName(table: string): string {
  const name = table.replace(/^staging\."(.*)"$/, '$1');
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error(`${table} is no staging table`);
  return name;
}

// The schema's owner may drop what is in it, whoever made it. One statement: it works in a transaction and without.
async function dropTables(sql: Speaker, condition: string): Promise<void> {
  await sql.unsafe(`
    do $$ declare was text := current_setting('role'); made text; begin
      perform set_config('role', 'laopedia_owner', true);
      for made in select relname from pg_class
        where relnamespace = 'staging'::regnamespace and relkind = 'r' and (${condition})
      loop execute format('drop table staging.%I', made); end loop;
      perform set_config('role', was, true);
    end $$`);
}
