// Makes a register that is equal to another installation's: the same entries, byte for byte, under the same root, in one
// transaction. Hidden bodies do not travel; the copy has their digests only, and takes no publications of its own.
import type { JsonObject } from '#lib/canonical-json';
import { emptyFrontier, emptyRoot, encodeFrontier, frontierRoot, leafHash } from '#lib/merkle';
import { type Definition, readDefinition } from '#register';
import type { Speaker } from './fold.ts';
import { keepProgress } from './progress.ts';
import { refuseLog } from './refusals.ts';
import { findRegister, getRegister, type StoredRegister } from './registers.ts';
import { replay } from './replay.ts';
import type { Store } from './store.ts';
import { extendLog } from './tiles.ts';

/** One entry to be copied: its exact bytes, what they say, and its public body where there is one. */
export interface CopiedEntry {
  readonly bytes: Uint8Array;
  readonly entry: JsonObject;
  readonly open?: { readonly salt: Uint8Array; readonly body: string };
}

/** A log to be copied. `end` is asked for when all entries were taken: the size and root they must have made. */
export interface CopiedLog {
  readonly origin: string;
  readonly name: string;
  /** The newest signed note, if one came along; served again as it is. */
  readonly checkpoint?: { readonly note: string; readonly size: number; readonly root: Uint8Array };
  readonly entries: AsyncIterable<CopiedEntry>;
  end(): { readonly size: number; readonly root: Uint8Array };
}

const batchEntries = 1000;

/** Copies a log into a new register. Refuses a name that is taken, and rolls all back unless size and root agree. */
export async function appendCopy(store: Store, log: CopiedLog): Promise<StoredRegister> {
  await store.owner.begin(async sql => {
    await sql.unsafe('set local role laopedia_owner');
    if ((await findRegister(sql, log.name)) !== undefined) throw refuseLog('name-taken', { register: log.name });
    const id = await makeCopy(sql, log);
    const copying: Copying = { sql, id, number: 0, definition: undefined, schemaEntry: 0, time: undefined };
    const frontier = await extendLog(sql, id, emptyFrontier, copyEntries(copying, log.entries));
    const { size, root } = log.end();
    if (
      frontier.size !== size ||
      !Buffer.from(frontierRoot(frontier)).equals(root) ||
      copying.definition === undefined
    ) {
      throw refuseLog('copy-differs', { register: log.name });
    }
    await finishCopy(copying, { size, root, frontier: encodeFrontier(frontier) }, log);
    const register = readDefinition(copying.definition);
    for (const fold of store.folds) await fold.define(sql, id, register, undefined);
    await replay(sql, { id, register, size }, store.folds);
    await keepProgress(sql, id, store.folds, size - 1);
    await sql.unsafe(
      `update laopedia.head set records = (select count(*) from records.r${id} where not withdrawn) where register_id = ${id}`,
    );
  });
  return getRegister(store.app, log.name);
}

/** A copying under way: what it has come to know on its way. */
export interface Copying {
  readonly sql: Speaker;
  readonly id: number;
  number: number;
  definition: Definition | undefined;
  schemaEntry: number;
  time: string | undefined;
}

async function makeCopy(sql: Speaker, { name, origin }: CopiedLog): Promise<number> {
  const rows = await sql`
    insert into laopedia.register (name, origin, open, copied, definition) values (${name}, ${origin}, true, true, '{}')
    returning id`;
  const id = Number(rows[0]?.['id']);
  await sql`insert into laopedia.head (register_id, root, frontier) values (${id}, ${emptyRoot()}, ${new Uint8Array(0)})`;
  return id;
}

/** Inserts entries, their public bodies and what they mean, and gives their leaves, batch by batch. */
export async function* copyEntries(copying: Copying, entries: AsyncIterable<CopiedEntry>): AsyncIterable<Uint8Array[]> {
  let batch: CopiedEntry[] = [];
  for await (const entry of entries) {
    batch.push(entry);
    if (batch.length < batchEntries) continue;
    yield await copyBatch(copying, batch);
    batch = [];
  }
  yield await copyBatch(copying, batch);
}

async function copyBatch(copying: Copying, batch: readonly CopiedEntry[]): Promise<Uint8Array[]> {
  const { sql, id, number: from } = copying;
  const rows = batch.map(({ bytes }, at) => ({ register_id: id, number: from + at, bytes }));
  if (rows.length > 0) await sql`insert into laopedia.entry ${sql(rows, 'register_id', 'number', 'bytes')}`;
  const bodies = batch.flatMap(({ open }, at) =>
    open === undefined ? [] : [{ register_id: id, number: from + at, ...open }],
  );
  if (bodies.length > 0)
    await sql`insert into laopedia.body_public ${sql(bodies, 'register_id', 'number', 'salt', 'body')}`;
  for (const [at, { entry, open }] of batch.entries()) await takeMeaning(copying, from + at, entry, open?.body);
  copying.number += batch.length;
  return batch.map(({ bytes }) => leafHash(bytes));
}

// A publication has a row of its own; a schema is the register's definition from there on.
async function takeMeaning(
  copying: Copying,
  number: number,
  entry: JsonObject,
  body: string | undefined,
): Promise<void> {
  const { sql, id } = copying;
  if (entry['op'] === 'publication') {
    copying.time = String(entry['time']);
    await sql`
      insert into laopedia.publication (register_id, number, first, count, time, proposal, organisations)
      values (${id}, ${number}, ${Number(entry['first'])}, ${Number(entry['count'])}, ${copying.time}, ${String(entry['proposal'])},
        ${entry['organisations'] as string[]})`;
  }
  if (entry['op'] === 'schema' && body !== undefined) {
    copying.definition = JSON.parse(body) as Definition;
    copying.schemaEntry = number;
  }
}

async function finishCopy(
  { sql, id, definition, schemaEntry, time }: Copying,
  head: { readonly size: number; readonly root: Uint8Array; readonly frontier: Uint8Array },
  { checkpoint }: CopiedLog,
): Promise<void> {
  await sql`update laopedia.register set definition = ${sql.json(definition ?? {})}, schema_entry = ${schemaEntry} where id = ${id}`;
  await sql`
    update laopedia.head set size = ${head.size}, root = ${head.root}, frontier = ${head.frontier}, time = ${time ?? '-infinity'}
    where register_id = ${id}`;
  if (checkpoint === undefined) return;
  await sql`
    insert into laopedia.checkpoint (register_id, size, root, note, anchored)
    values (${id}, ${checkpoint.size}, ${checkpoint.root}, ${checkpoint.note}, true)`;
}
