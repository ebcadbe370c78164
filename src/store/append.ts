// The one road into a log: everything of a publication in one transaction. Before the commit all of it can fail and
// nothing has happened; after it everything can be repeated. Only publication and exchange may call it (floors.ts).
import { canonicalJson, type JsonObject } from '#lib/canonical-json';
import { encodeFrontier, frontierRoot, leafHash } from '#lib/merkle';
import { composePublication, type Provenance, type Register, tierDigest, tiersOf } from '#register';
import { adoptFinished, canFinish, isFinished, thaw } from './finished.ts';
import type { Applied, Fold, Speaker } from './fold.ts';
import { type Head, lockHead } from './head.ts';
import { hasPartition, openPartitions, ownPartitionRows, type Partitions } from './partition.ts';
import type { sayPrepared } from './prepared.ts';
import { keepProgress } from './progress.ts';
import { refuseReadOnly } from './read-only.ts';
import { refuseLog } from './refusals.ts';
import { nextSalt } from './salt.ts';
import { extendLog } from './tiles.ts';

/** What is to be published: a staging table of `count` rows, and who answers for it. */
export interface Appendix {
  readonly registerId: number;
  readonly register: Register;
  readonly staging: string;
  readonly count: number;
  /** Unique: asked again with the same proposal, the first answer is given and nothing is appended. */
  readonly proposal: string;
  readonly organisations: readonly string[];
  readonly provenance: Provenance;
  /** The log's size and schema entry when the proposal was compared with what stood. */
  readonly basedOn: { readonly size: number; readonly schemaEntry: number };
  /** Above so many rows a fresh register gets partitions of its own: `ownPartitionRows` unless said otherwise. */
  readonly largeAbove?: number;
}

/** A publication done: its entries are `first` to `number`, the last being the publication entry itself. */
export interface Appended {
  readonly first: number;
  readonly number: number;
  readonly size: number;
  readonly time: Date;
}

const moved = 5;
const leavesAtOnce = 8192;

/** Appends a staged publication within the caller's transaction; the caller's commit is THE commit point. */
export async function appendPublication(sql: Speaker, appendix: Appendix, folds: readonly Fold[]): Promise<Appended> {
  const head = await lockHead(sql, appendix.registerId);
  const before = await findAppended(sql, appendix.proposal);
  if (before !== undefined) return before;
  await refuseReadOnly(sql);
  await refuseCopied(sql, appendix);
  await refuseMovedOn(sql, appendix, head);
  const first = head.frontier.size;
  const publication = first + appendix.count;
  const { registerId, register, staging } = appendix;
  const finished = await finishedFor(sql, appendix, first, folds);
  const fresh = finished !== undefined || (await isFresh(sql, registerId));
  const partitions = fresh && finished === undefined ? await partitionsFor(sql, appendix) : undefined;
  if (finished === undefined) await insertEntries(sql, appendix, first, partitions);
  const own = partitions === undefined ? {} : { partition: partitions.of };
  const done = finished === undefined ? {} : { finished: finished.tableOf };
  const applied: Applied = { registerId, register, staging, first, publication, fresh, ...own, ...done };
  for (const fold of folds) await fold.apply(sql, applied);
  await keepProgress(sql, registerId, folds, publication);
  const leaf = await insertPublication(sql, appendix, head, publication);
  const frontier = await extendLog(sql, registerId, head.frontier, leavesOf(sql, appendix, leaf));
  if (frontier.size !== publication + 1) throw new Error(`the staging table of ${appendix.proposal} lost rows`);
  const root = frontierRoot(frontier);
  await moveHead(sql, appendix, { size: frontier.size, root, frontier: encodeFrontier(frontier), time: head.now });
  await partitions?.attach();
  await finished?.place();
  await sql`select pg_notify('laopedia_head', ${String(registerId)})`;
  return { first, number: publication, size: frontier.size, time: head.now };
}

/** The publication a proposal became, if it has been published. */
export async function findAppended(sql: Speaker, proposal: string): Promise<Appended | undefined> {
  const rows = await sql`
    select first, number, time from laopedia.publication where proposal = ${proposal}`;
  const row = rows[0];
  if (row === undefined) return undefined;
  const number = Number(row['number']);
  return {
    first: Number(row['first']),
    number,
    size: number + 1,
    time: row['time'] as Date,
  };
}

// A copy grows only where its original does: an entry of our own would make it another log under the same name.
async function refuseCopied(sql: Speaker, { registerId, register }: Appendix): Promise<void> {
  const rows = await sql`select copied from laopedia.register where id = ${registerId}`;
  if (rows[0]?.['copied'] === true) throw refuseLog('copied', { register: register.name });
}

// Nothing was published since the proposal was compared: nothing can have moved. Else only the keys that moved conflict.
async function refuseMovedOn(sql: Speaker, appendix: Appendix, head: Head): Promise<void> {
  if (head.frontier.size === appendix.basedOn.size) return;
  const schema = await sql`select schema_entry from laopedia.register where id = ${appendix.registerId}`;
  if (Number(schema[0]?.['schema_entry']) !== appendix.basedOn.schemaEntry) {
    throw refuseLog('schema-moved-on', { register: appendix.register.name });
  }
  await refuseMovedKeys(sql, appendix);
}

/** Refuses when a record has another entry than the one its staged row replaces, and names the first few. */
export async function refuseMovedKeys(
  sql: Speaker,
  { staging, registerId }: Pick<Appendix, 'staging' | 'registerId'>,
  say: typeof sayPrepared = (to, text) => to.unsafe(text),
): Promise<void> {
  const rows = await say(
    sql,
    `select s.key from ${staging} s left join records.r${registerId} r using (key)
     where s.base is distinct from r.entry
     limit ${moved}`,
  );
  if (rows.length > 0) throw refuseLog('moved-on', { keys: rows.map(row => String(row['key'])).join(', ') });
}

// Withdrawn records stand too, in their way: a register whose records are all withdrawn is not fresh.
async function isFresh(sql: Speaker, registerId: number): Promise<boolean> {
  const rows = await sql.unsafe(`select from records.r${registerId} limit 1`);
  return rows.length === 0;
}

// Finished rows carry their numbers: they stand if nothing was published since they were given. Else they are staged whole
// again, and go the ordinary way.
async function finishedFor(sql: Speaker, appendix: Appendix, first: number, folds: readonly Fold[]) {
  const { registerId, register, staging, basedOn } = appendix;
  if (!(await isFinished(sql, staging))) return undefined;
  const load = { registerId, register, staging, folds, first: basedOn.size };
  if (first === basedOn.size && (await canFinish(sql, registerId))) return adoptFinished(sql, load);
  await thaw(sql, load);
  return undefined;
}

async function partitionsFor(
  sql: Speaker,
  { registerId, count, largeAbove }: Appendix,
): Promise<Partitions | undefined> {
  if (count <= (largeAbove ?? ownPartitionRows)) return undefined;
  return (await hasPartition(sql, 'laopedia.entry', registerId)) ? undefined : openPartitions(sql, registerId);
}

async function insertEntries(
  sql: Speaker,
  { registerId, register, staging }: Appendix,
  first: number,
  partitions: Partitions | undefined,
): Promise<void> {
  const into = async (parent: string) => (partitions === undefined ? parent : partitions.of(parent));
  await sql.unsafe(`
    insert into ${await into('laopedia.entry')} (register_id, number, bytes)
    select ${registerId}, ${first} + ordinal, bytes from ${staging} order by ordinal`);
  for (const tier of tiersOf(register.schema)) {
    await sql.unsafe(`
      insert into ${await into(`laopedia.body_${tier}`)} (register_id, number, salt, body)
      select ${registerId}, ${first} + ordinal, salt_${tier}, body_${tier} from ${staging}
      where body_${tier} is not null order by ordinal`);
  }
}

/** The tier of a publication's own body: who answers for it. */
export const provenanceTier = 'custodian';

/** What a publication entry says. */
export interface Published {
  readonly time: Date;
  readonly first: number;
  readonly count: number;
  readonly proposal: string;
  readonly organisations: readonly string[];
  readonly provenance: Provenance;
}

/** The entry that closes a publication: its bytes, and its body with a fresh salt. */
export function composeLast({ provenance, time, ...published }: Published) {
  const salt = nextSalt();
  const body = canonicalJson(provenance as unknown as JsonObject);
  const said = { ...published, time: `${time.toISOString().slice(0, 19)}Z` };
  return { salt, body, bytes: Buffer.from(composePublication(said, tierDigest(salt, body))) };
}

async function insertPublication(sql: Speaker, appendix: Appendix, head: Head, number: number): Promise<Uint8Array> {
  const { registerId, proposal, organisations, count, provenance } = appendix;
  const first = head.frontier.size;
  const last = composeLast({ time: head.now, first, count, proposal, organisations, provenance });
  await sql`insert into laopedia.entry (register_id, number, bytes) values (${registerId}, ${number}, ${last.bytes})`;
  await sql`
    insert into laopedia.${sql(`body_${provenanceTier}`)} (register_id, number, salt, body)
    values (${registerId}, ${number}, ${last.salt}, ${last.body})`;
  await sql`
    insert into laopedia.publication (register_id, number, first, count, time, proposal, organisations)
    values (${registerId}, ${number}, ${first}, ${count}, ${head.now}, ${proposal}, ${organisations as string[]})`;
  return leafHash(last.bytes);
}

// A cursor of SQL, not of the driver: the tiles are written on the same connection between two fetches.
async function* leavesOf(sql: Speaker, appendix: Appendix, last: Uint8Array): AsyncIterable<readonly Uint8Array[]> {
  await sql.unsafe(`declare staged_leaves no scroll cursor for select leaf from ${appendix.staging} order by ordinal`);
  for (;;) {
    const rows = await sql.unsafe(`fetch ${leavesAtOnce} from staged_leaves`);
    if (rows.length > 0) yield rows.map(row => row['leaf'] as Uint8Array);
    if (rows.length < leavesAtOnce) break;
  }
  await sql.unsafe('close staged_leaves');
  yield [last];
}

interface Moved {
  readonly size: number;
  readonly root: Uint8Array;
  readonly frontier: Uint8Array;
  readonly time: Date;
}

async function moveHead(sql: Speaker, { registerId, staging, count }: Appendix, to: Moved): Promise<void> {
  const live = count === 0 ? 0 : await liveBalance(sql, staging);
  await sql`
    update laopedia.head
    set size = ${to.size}, root = ${to.root}, frontier = ${to.frontier}, time = ${to.time}, records = records + ${live}
    where register_id = ${registerId}`;
}

async function liveBalance(sql: Speaker, staging: string): Promise<number> {
  const rows = await sql.unsafe(`
    select count(*) filter (where change = 'added') - count(*) filter (where change = 'withdrawn') as live
    from ${staging}`);
  return Number(rows[0]?.['live'] ?? 0);
}
