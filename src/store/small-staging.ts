// Where the rows of small proposals wait: one lasting table for each definition of a register, and a view of the rows of the
// proposal a transaction is about, so that every statement has the same text for all of them and is planned once a connection.
import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Register } from '#register';
import { wholeComposer } from './compose.ts';
import type { Fold, Speaker, StagedColumn } from './fold.ts';
import { sayPrepared } from './prepared.ts';
import type { StoredRegister } from './registers.ts';
import { columnsText, dropStaging, stagedColumns, type Wanted } from './staging.ts';

/** A proposal of at most so many rows is small. */
export const smallRows = 1000;

/** The place of a register's small proposals. `view` shows the rows of one of them, within a transaction that named it. */
export interface SmallStaging {
  readonly table: string;
  readonly view: string;
  readonly columns: readonly StagedColumn[];
  /** Makes a row: a text of PostgreSQL for each column, or null. */
  readonly compose: (wanted: Wanted, ordinal: number) => readonly (string | null)[];
}

/** A proposal's rows: where they lie, and whose they are. */
export interface StagedBy {
  readonly id: string;
  /** As the proposal names it: a table of its own, or the lasting one of its register. */
  readonly staging: string;
}

const prefix = 'staging."small_';
const known = new WeakMap<Sql, Map<string, SmallStaging>>();

/** The place for small proposals under a register's present definition; made when it is first needed. */
export async function openSmallStaging(
  store: { readonly app: Sql; readonly folds: readonly Fold[] },
  stored: StoredRegister,
): Promise<SmallStaging> {
  const made = known.get(store.app) ?? new Map<string, SmallStaging>();
  known.set(store.app, made);
  const small = smallStagingOf(stored, store.folds);
  const held = made.get(small.table);
  if (held !== undefined) return held;
  await store.app.begin(sql => makeSmallStaging(sql, small));
  made.set(small.table, small);
  return small;
}

/** Its names and columns. Another definition, or folds that keep other columns, have another. */
export function smallStagingOf(
  { id, register, schemaEntry }: { readonly id: number; readonly register: Register; readonly schemaEntry: number },
  folds: readonly Fold[],
): SmallStaging {
  const columns = stagedColumns(register, folds);
  const name = `${id}_${schemaEntry}_${digestOf(columnsText(columns))}`;
  return {
    table: `${prefix}${name}"`,
    view: viewOf(`${prefix}${name}"`),
    columns,
    compose: wholeComposer(register, folds),
  };
}

/** A short name for a long text. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Makes it, if it is not there, within a transaction of the application's role. */
export async function makeSmallStaging(sql: Speaker, { table, view, columns }: SmallStaging): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${table}))`;
  const there = await sql`select to_regclass(${view}) is not null as yes`;
  if (there[0]?.['yes'] === true) return;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  await sql.unsafe(`
    create table ${table} (proposal text not null, ${columnsText(columns)}) with (toast_tuple_target = 8160);
    create index on ${table} (proposal, ordinal);
    create view ${view} as
      select ${names} from ${table} where proposal = current_setting('laopedia.proposal', true)`);
}

/** Stages composed rows of a proposal; from here on, in this transaction, the view shows them. */
export async function stageFew(
  sql: Speaker,
  { table, columns }: SmallStaging,
  proposal: string,
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map(({ type }, at) => `c${at}::${type}`).join(', ');
  const text = `
    insert into ${table} (proposal, ${names})
    select $1, ${values}
    from unnest(${columns.map((_, at) => `$${at + 2}::text[]`).join(', ')}) as u (${columns.map((_, at) => `c${at}`).join(', ')})`;
  const given = columns.map((_, at) => rows.map(row => row[at] ?? null));
  await Promise.all([nameProposal(sql, proposal), sayPrepared(sql, text, [proposal, ...given])]);
}

/** What a statement of this transaction reads to see the rows of a proposal, in the columns of a staging table. */
export async function stagedRows(sql: Speaker, { id, staging }: StagedBy): Promise<string> {
  if (!isSmall(staging)) return staging;
  await nameProposal(sql, id);
  return viewOf(staging);
}

/** The same for a single statement outside of a transaction: its text is the proposal's own. */
export function stagedFrom({ id, staging }: StagedBy): string {
  return isSmall(staging) ? `(select * from ${staging} where proposal = '${id.replaceAll("'", "''")}')` : staging;
}

/** Removes the rows of a proposal that has ended. */
export async function endStaging(sql: Speaker, { id, staging }: StagedBy): Promise<void> {
  if (isSmall(staging)) await sayPrepared(sql, `delete from ${staging} where proposal = $1`, [id]);
  else await dropStaging(sql, staging);
}

/** Whether a proposal's rows lie in the lasting table of their register. */
export function isSmall(staging: string): boolean {
  return staging.startsWith(prefix);
}

/** The view of a lasting table. */
export function viewOf(table: string): string {
  return table.replace('small_', 'now_');
}

async function nameProposal(sql: Speaker, id: string): Promise<void> {
  await sql`select set_config('laopedia.proposal', ${id}, true)`;
}
