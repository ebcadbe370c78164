// Restores a backup beside everything that is there: into a folder of its own, which is proved by the caller and only then
// takes the name asked for. A stop at any moment leaves what was there before, and a folder that the next restore removes.
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isThere, makeFolder, syncFolder } from '#lib/durable';
import { findPostmaster, findServer } from '#lib/postgres';
import type { BaseStatement } from './base.ts';
import { readInventory } from './inventory.ts';
import { layOut, recover, type Source, type Stop } from './recover.ts';
import { refuseBackup } from './refusals.ts';
import { glanceAt } from './sealed-file.ts';
import type { BackupSet } from './set.ts';
import { reaches, type Target, targetText } from './target.ts';
import { walChain } from './wal-chain.ts';

/** What is restored, and where to. */
export interface RestoreOptions {
  readonly set: BackupSet;
  /** The secret half of the key, where the set is encrypted. */
  readonly secret: string | undefined;
  readonly target: Target;
  /** The data folder it shall become. */
  readonly into: string;
  /** Where data that lies there is moved to; undefined: it is refused. */
  readonly aside: string | undefined;
  readonly log: (line: string) => void;
  /** Opens the restored data folder, holds it against what is known of it, and closes it. What it throws ends the restore. */
  readonly prove: (dataFolder: string, base: BaseStatement) => Promise<void>;
}

/** What was restored. `aside` is where the data lies that was there before. */
export interface Restored {
  readonly base: BaseStatement;
  readonly segments: number;
  /** The time up to which this backup reaches. */
  readonly until: string;
  readonly aside?: string;
}

/** Kept from the data folder that was there: the keys that sign, and the anchors that know how long the logs were. */
const carried = ['keys', 'anchor'];

/** Restores. Refuses a folder that holds data unless it may be put aside, and one that is in use. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { into, aside, log } = options;
  await refuseUsed(into, aside);
  const work = `${into}.restoring`;
  await refuseRunning(work);
  await rm(work, { recursive: true, force: true });
  const { source, until } = await recoverTo(options, work, log);
  await options.prove(work, source.base);
  await takeName(work, into, aside);
  const moved = aside !== undefined && (await isThere(aside)) ? { aside } : {};
  return { base: source.base, segments: source.wal.length, until, ...moved };
}

async function recoverTo(options: RestoreOptions, work: string, log: RestoreOptions['log']) {
  const { target } = options;
  if (target.kind !== 'entry') {
    const source = await chooseSource(options, base => reaches(base, target));
    const stop = target.kind === 'time' ? { time: target.time } : undefined;
    return { source, until: await recoverFrom(options, source, stop, work, log) };
  }
  // Which transaction brought the entry is known to the database only: it is restored whole, asked, and restored again.
  const { register, entry } = target;
  const newest = await chooseSource(options, () => true);
  const found: { xid?: string; publication?: number } = {};
  await layOut(newest, work);
  await recover(work, undefined, log, async sql => {
    const [row] = await sql`
      select e.xmin::text as xid, p.number as publication
      from laopedia.register r
      join laopedia.publication p on p.register_id = r.id and ${entry} between p.first and p.number
      join laopedia.entry e on e.register_id = r.id and e.number = p.number
      where r.name = ${register}`;
    if (row !== undefined) Object.assign(found, { xid: String(row['xid']), publication: Number(row['publication']) });
  });
  await rm(work, { recursive: true, force: true });
  const { xid, publication } = found;
  if (xid === undefined) throw refuseBackup('not-reached', { to: targetText(target), until: await untilOf(newest) });
  const source = await chooseSource(options, base => reaches(base, target, publication));
  return { source, until: await recoverFrom(options, source, { xid }, work, log) };
}

async function recoverFrom(
  { target }: RestoreOptions,
  source: Source,
  stop: Stop,
  work: string,
  log: RestoreOptions['log'],
): Promise<string> {
  const until = await untilOf(source);
  await layOut(source, work);
  if (await recover(work, stop, log)) return until;
  // Nothing was committed between that moment and the end of the backup: the end is that moment's state.
  const isWithin = target.kind === 'time' && target.time <= until;
  if (isWithin && (await recover(work, undefined, log))) return until;
  throw refuseBackup('not-reached', { to: targetText(target), until });
}

async function chooseSource(
  { set, secret, target }: RestoreOptions,
  fits: (base: BaseStatement) => boolean,
): Promise<Source> {
  const lines = await readInventory(set);
  const all = lines.flatMap(line => line.bases.map(base => ({ line, base })));
  const newest = all
    .filter(({ base }) => fits(base))
    .sort((one, other) => (one.base.ended < other.base.ended ? 1 : -1))[0];
  const damaged = lines.flatMap(line => line.damaged)[0];
  if (newest === undefined)
    throw damaged ?? refuseBackup('nothing-complete', { folder: set.folder, to: targetText(target) });
  return { set, secret, base: newest.base, wal: walChain(set, newest.line, newest.base) };
}

async function untilOf({ set, base, wal }: Source): Promise<string> {
  const { until = base.ended } = await glanceAt(set, `${base.line}/wal/${wal.at(-1) ?? ''}`);
  return until;
}

async function refuseUsed(into: string, aside: string | undefined): Promise<void> {
  if (!(await isThere(into))) return;
  const isEmpty = (await readdir(into)).length === 0;
  if (!isEmpty && aside === undefined) throw refuseBackup('data-there', { folder: into });
  await refuseRunning(into);
}

async function refuseRunning(folder: string): Promise<void> {
  if (!(await isThere(folder))) return;
  const running = (await findServer(folder)) ?? (await findPostmaster(join(folder, 'postgres')));
  if (running !== undefined) throw refuseBackup('in-use', { folder });
}

async function takeName(work: string, into: string, aside: string | undefined): Promise<void> {
  await makeFolder(dirname(into));
  if (await isThere(into)) {
    for (const name of carried) {
      if (await isThere(join(into, name)))
        await cp(join(into, name), join(work, name), { recursive: true, preserveTimestamps: true });
    }
    if (aside === undefined || (await readdir(into)).length === 0) await rm(into, { recursive: true });
    else await rename(into, aside);
  }
  await rename(work, into);
  await syncFolder(dirname(into));
}
