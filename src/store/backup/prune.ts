// Lets old bases go, and the WAL that no base needs any more. The newest base always stays; a base's statement goes first, so
// that what is met half-way is never taken for a base.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { removeWhole, syncFolder } from '#lib/durable';
import { locks } from './archive.ts';
import type { BaseStatement } from './base.ts';
import { type LineInventory, readInventory } from './inventory.ts';
import { findRemembered } from './line.ts';
import type { BackupSet } from './set.ts';
import { segmentNamed } from './wal-chain.ts';

/** How long bases are kept: so many days, or so many of them. */
export type Keep = { readonly days: number } | { readonly bases: number };

/** Reads `7d` (days) or `5` (base copies); undefined for anything else. */
export function readKeep(text: string): Keep | undefined {
  const [, number, unit] = /^([1-9]\d{0,4})(d?)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  return unit === 'd' ? { days: Number(number) } : { bases: Number(number) };
}

/** What went. */
export interface Pruned {
  readonly bases: readonly string[];
  readonly segments: number;
}

/**
 * Prunes a set. With days, the newest base older than that stays too: it is from there that the first of these days is
 * restored. Does nothing while a base copy is being made.
 */
export async function pruneBackup(sql: Sql, set: BackupSet, keep: Keep, dataFolder: string): Promise<Pruned> {
  const session = await sql.reserve();
  try {
    const [lock] = await session`select pg_try_advisory_lock(${locks.space}, ${locks.base}) as got`;
    if (lock?.['got'] !== true) return { bases: [], segments: 0 };
    return await prune(set, keep, (await findRemembered(dataFolder))?.line);
  } finally {
    await session`select pg_advisory_unlock(${locks.space}, ${locks.base})`.catch(() => {});
    session.release();
  }
}

async function prune(set: BackupSet, keep: Keep, present: string | undefined): Promise<Pruned> {
  const lines = await readInventory(set);
  const gone = goingBases(
    lines.flatMap(line => line.bases),
    keep,
    Date.now(),
  );
  let segments = 0;
  for (const line of lines) {
    const going = line.bases.filter(base => gone.includes(base.name)).map(base => base.name);
    for (const name of [...going, ...line.unfinished]) await removeBase(join(set.folder, line.name, 'base', name));
    const staying = line.bases.filter(base => !gone.includes(base.name));
    if (staying.length === 0 && line.bases.length > 0 && line.name !== present && line.damaged.length === 0)
      await removeWhole(join(set.folder, line.name));
    else segments += await removeWal(set, line, staying);
  }
  return { bases: gone, segments };
}

/** Names of the bases that go, `now` in milliseconds. Never the newest. */
export function goingBases(all: readonly Pick<BaseStatement, 'name' | 'ended'>[], keep: Keep, now: number): string[] {
  const newestFirst = [...all].sort((one, other) => (one.ended < other.ended ? 1 : -1));
  if ('bases' in keep) return newestFirst.slice(Math.max(1, keep.bases)).map(base => base.name);
  const limit = new Date(now - keep.days * 86_400_000).toISOString();
  const firstOlder = newestFirst.findIndex(base => base.ended <= limit);
  return firstOlder < 0 ? [] : newestFirst.slice(firstOlder + 1).map(base => base.name);
}

async function removeBase(folder: string): Promise<void> {
  await rm(join(folder, 'base.json'), { force: true });
  await syncFolder(folder);
  await removeWhole(folder);
}

async function removeWal(set: BackupSet, line: LineInventory, staying: readonly BaseStatement[]): Promise<number> {
  const first = staying.map(base => base.firstSegment).sort()[0];
  // A line whose first base is still to come, or whose statement is damaged, keeps all it has.
  if (first === undefined || line.damaged.length > 0) return 0;
  const going = line.wal.filter(name => segmentNamed(name) < first);
  for (const name of going) await rm(join(set.folder, line.name, 'wal', name), { force: true });
  return going.length;
}
