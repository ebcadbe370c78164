// Gives a log back the entries it lacks, byte for byte, from somebody's copy: in one transaction, and only if they lead to the
// signed root. It makes no entry of its own. Hidden bodies are in no copy; the healed entries stand without them.
import { appendLeaves, encodeFrontier, type Frontier, frontierRoot } from '#lib/merkle';
import { type Register, readDefinition } from '#register';
import { type CopiedEntry, type Copying, copyEntries } from './append-copy.ts';
import type { Speaker } from './fold.ts';
import { type Head, lockHead } from './head.ts';
import { keepProgress } from './progress.ts';
import { refuseLog } from './refusals.ts';
import { getRegister, type StoredRegister } from './registers.ts';
import { foldOnward, replay } from './replay.ts';
import { endStaging } from './small-staging.ts';
import type { Store } from './store.ts';
import { extendLog } from './tiles.ts';

/** A size of a log with its root. */
export interface KnownRoot {
  readonly size: number;
  readonly root: Uint8Array;
}

/** The entries from a log's end on. `checkpoint` is where they end, signed; `known` are other roots they have to pass. */
export interface MissingLog {
  readonly register: string;
  readonly entries: (from: number) => AsyncIterable<CopiedEntry>;
  readonly checkpoint: KnownRoot & { readonly note: string };
  readonly known: readonly KnownRoot[];
}

/** Appends what is missing; answers from where to where. Refuses (`log/not-the-missing`) what leads elsewhere, and keeps nothing of it. */
export async function appendMissing(
  store: Store,
  log: MissingLog,
): Promise<{ readonly from: number; readonly until: number }> {
  const from = await store.owner.begin(async sql => {
    await sql.unsafe('set local role laopedia_owner');
    const stored = await getRegister(sql, log.register);
    const head = await lockHead(sql, stored.id);
    const first = head.frontier.size;
    if (first >= log.checkpoint.size) return first;
    const copying: Copying = {
      sql,
      id: stored.id,
      number: first,
      definition: undefined,
      schemaEntry: stored.schemaEntry,
      time: undefined,
    };
    await takeEntries(copying, head, log);
    await keepLog(copying, head, log);
    await foldMissing(copying, store, stored, first);
    await settleProposals(sql, stored.id, first);
    await sql`select pg_notify('laopedia_head', ${String(stored.id)})`;
    return first;
  });
  return { from: Number(from), until: log.checkpoint.size };
}

async function takeEntries(copying: Copying, { frontier }: Head, log: MissingLog): Promise<void> {
  const { register, checkpoint } = log;
  const roots = [...log.known, checkpoint].filter(one => one.size > frontier.size);
  const passed = { frontier, missed: false };
  const leaves = watched(passed, copyEntries(copying, log.entries(frontier.size)), roots);
  const end = await extendLog(copying.sql, copying.id, frontier, leaves);
  if (passed.missed || end.size !== checkpoint.size) throw refuseLog('not-the-missing', { register });
  const root = frontierRoot(end);
  await copying.sql`
    update laopedia.head set size = ${end.size}, root = ${root}, frontier = ${encodeFrontier(end)},
      time = greatest(time, ${copying.time ?? '-infinity'}::timestamptz)
    where register_id = ${copying.id}`;
}

// The same leaves, looked at when a size comes by whose root is known.
async function* watched(
  passed: { frontier: Frontier; missed: boolean },
  batches: AsyncIterable<Uint8Array[]>,
  roots: readonly KnownRoot[],
): AsyncIterable<Uint8Array[]> {
  for await (const batch of batches) {
    for (const { size, root } of roots) {
      const place = size - passed.frontier.size;
      if (place <= 0 || place > batch.length) continue;
      const there = frontierRoot(appendLeaves(passed.frontier, batch.slice(0, place)));
      passed.missed ||= Buffer.compare(there, root) !== 0;
    }
    passed.frontier = appendLeaves(passed.frontier, batch);
    yield batch;
  }
}

async function keepLog({ sql, id }: Copying, { frontier }: Head, { checkpoint }: MissingLog): Promise<void> {
  const { size, root, note } = checkpoint;
  await sql`
    insert into laopedia.checkpoint (register_id, size, root, note, anchored) values (${id}, ${size}, ${root}, ${note}, true)
    on conflict do nothing`;
  await sql`insert into laopedia.healed (register_id, first, until) values (${id}, ${frontier.size}, ${size})`;
}

async function foldMissing(copying: Copying, store: Store, stored: StoredRegister, from: number): Promise<void> {
  const { sql, id, definition, schemaEntry, number: size } = copying;
  const register = definition === undefined ? stored.register : readDefinition(definition);
  if (definition === undefined) await foldOnward(sql, { id, register, size }, store.folds, from);
  else {
    await sql`update laopedia.register set definition = ${sql.json(definition)}, schema_entry = ${schemaEntry} where id = ${id}`;
    for (const fold of store.folds) await fold.define(sql, id, register, stored.register);
    await replay(sql, { id, register, size }, store.folds);
  }
  await keepProgress(sql, id, store.folds, size - 1);
  await sql.unsafe(
    `update laopedia.head set records = (select count(*) from records.r${id} where not withdrawn) where register_id = ${id}`,
  );
  await moveSeries(sql, id, register);
}

// Numbers that the healed entries took are taken: a key is never given twice. The audit log's are those of its acts.
async function moveSeries(sql: Speaker, id: number, { name, key }: Register): Promise<void> {
  if (key.kind === 'series')
    await sql.unsafe(
      `update laopedia.head set series = greatest(series,
        (select max(substr(key, $1)::bigint) from records.r${id} where substr(key, $1) ~ '^[0-9]{1,15}$'))
      where register_id = $2`,
      [key.prefix.length + 1, id],
    );
  if (name === 'audit')
    await sql.unsafe(
      `select setval(pg_get_serial_sequence('laopedia.act', 'id'), greatest(nextval(pg_get_serial_sequence('laopedia.act', 'id')),
        (select max(key::bigint) from records.r${id})))`,
    );
}

// A proposal that waits here and was published there is published; its staged rows go, as they would have gone then.
async function settleProposals(sql: Speaker, id: number, from: number): Promise<void> {
  const ended = await sql`
    with there as (
      select id, staging from laopedia.proposal
      where register_id = ${id} and state <> 'published'
        and id in (select proposal from laopedia.publication where register_id = ${id} and number >= ${from}))
    update laopedia.proposal p set state = 'published', ended = now(), staging = null, leaves = null
    from there where p.id = there.id
    returning p.id, there.staging`;
  await sql.unsafe('set local role laopedia_app');
  for (const row of ended) {
    if (row['staging'] !== null) await endStaging(sql, { id: String(row['id']), staging: String(row['staging']) });
  }
  await sql.unsafe('set local role laopedia_owner');
}
