// Replays a register's log into folds: drops what they hold and builds it again, through the same road as a publication.
import type { JsonObject } from '#lib/canonical-json';
import { type Item, parseEntry, type Register, type Succeeded, succeededBy, tiers } from '#register';
import { succeededTexts } from './compose.ts';
import { openCopy } from './copy.ts';
import type { Applied, Fold, Speaker } from './fold.ts';
import { currentNames, type SchemaReader, schemaReader } from './schema-history.ts';
import { dropStaging, makeStaging } from './staging.ts';

/** What is replayed: the register as it is defined now, and where its log ends. */
export interface Replayed {
  readonly id: number;
  readonly register: Register;
  readonly size: number;
}

/** A row of the log, read for replay. */
export interface LoggedRow {
  readonly number: number;
  readonly op: string;
  readonly key: string;
  readonly item: Item | undefined;
  /** Of a `succeed`. */
  readonly succeeded?: Succeeded | undefined;
}

const chunkRows = 20_000;

/** Clears the folds' holdings of the register and folds its whole log again. Needs the owner's or app's rights on them. */
export async function replay(sql: Speaker, { id, register, size }: Replayed, folds: readonly Fold[]): Promise<void> {
  const lacking = folds.flatMap(fold => fold.leansOn ?? []).find(name => !folds.some(fold => fold.name === name));
  if (lacking !== undefined) throw new Error(`the fold ${lacking} has to be replayed as well`);
  for (const fold of folds) await fold.clear(sql, id);
  await foldOnward(sql, { id, register, size }, folds, 0);
}

/** Folds a log's entries from one on into folds that hold everything before it. */
export async function foldOnward(
  sql: Speaker,
  { id, register, size }: Replayed,
  folds: readonly Fold[],
  from: number,
): Promise<void> {
  let fresh = from === 0;
  let chunk: LoggedRow[] = [];
  let keys = new Set<string>();
  const applyChunk = async () => {
    if (chunk.length > 0) await applyRows(sql, id, register, chunk, fresh, folds);
    fresh = false;
    chunk = [];
    keys = new Set();
  };
  for await (const row of readRows(sql, id, register, from, size)) {
    if (row.op !== 'put' && row.op !== 'withdraw' && row.op !== 'succeed') continue;
    // A key stands once in a staging table: its next appearance waits for the next chunk.
    if (keys.has(row.key) || chunk.length >= chunkRows) await applyChunk();
    keys.add(row.key);
    chunk.push(row);
  }
  await applyChunk();
}

async function applyRows(
  sql: Speaker,
  registerId: number,
  register: Register,
  rows: readonly LoggedRow[],
  fresh: boolean,
  folds: readonly Fold[],
): Promise<void> {
  const staging = await makeStaging(sql, `replay_${registerId}`, register, folds, 'logged');
  const columns = folds.flatMap(fold => fold.columns(register).map(column => column.name));
  const copy = await openCopy(sql, staging, ['ordinal', 'key', 'op', 'successors', 'how', ...columns]);
  for (const { number, key, op, item, succeeded } of rows) {
    const values = folds.flatMap(fold => [...fold.stage(register, { key, item })]);
    const staged = op === 'put' ? 'put' : 'withdraw';
    await copy.write([String(number), key, staged, ...succeededTexts(succeeded), ...values]);
  }
  await copy.end();
  // The ordinal is the entry's own number here, hence first = 0.
  const applied: Applied = { registerId, register, staging, first: 0, publication: rows.at(-1)?.number ?? 0, fresh };
  for (const fold of folds) await fold.apply(sql, applied);
  await dropStaging(sql, staging);
}

const batchRows = 2000;

/** The rows of a log from `from` to before `until`, with their items under today's field names. All tiers. */
export async function* readRows(
  sql: Speaker,
  id: number,
  register: Register,
  from: number,
  until: number,
): AsyncIterable<LoggedRow> {
  const schemas = await schemaReader(sql, id);
  for (let at = from; at < until; at += batchRows) {
    const rows = await sql`
      select e.number, convert_from(e.bytes, 'UTF8') as bytes, p.body as public, g.body as government, c.body as custodian
      from laopedia.entry e
      left join laopedia.body_public p using (register_id, number)
      left join laopedia.body_government g using (register_id, number)
      left join laopedia.body_custodian c using (register_id, number)
      where register_id = ${id} and number >= ${at} and number < ${Math.min(until, at + batchRows)}
      order by number`;
    for (const row of rows) yield loggedRow(row, register, schemas);
  }
}

function loggedRow(row: Record<string, unknown>, register: Register, schemas: SchemaReader): LoggedRow {
  const number = Number(row['number']);
  const entry = parseEntry(String(row['bytes'])) ?? {};
  const op = String(entry['op']);
  const key = String(entry['key'] ?? '');
  if (op !== 'put') return { number, op, key, item: undefined, succeeded: succeededBy(entry) };
  const bodies = tiers.map(tier => (row[tier] === null ? {} : (JSON.parse(String(row[tier])) as JsonObject)));
  return { number, op, key, item: currentNames(Object.assign({}, ...bodies), schemas.at(number), register) };
}
