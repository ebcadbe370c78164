// Keeps a backup up to date while a server runs: WAL every few seconds, a base copy when the last is a day old or recovery
// from it would read too much. A failure is told and tried again; serving goes on.
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { archiveWal } from './archive.ts';
import { takeBase } from './base.ts';
import { readInventory } from './inventory.ts';
import { findLine, findRemembered } from './line.ts';
import { type Keep, pruneBackup } from './prune.ts';
import { segmentBytes, segmentsBetween } from './segment.ts';
import { findSet, openSet, type Sealing } from './set.ts';

/** What the follower is told. Without `folder` it follows what `laopedia backup` began, if anything. */
export interface FollowOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly folder?: string | undefined;
  /** For a set that is not made yet. */
  readonly sealing?: Sealing | undefined;
  readonly keep: Keep;
  readonly everyMs: number;
}

const baseHours = 24;
const fewestWalBytes = 4 * 2 ** 30;
const retryMs = 30_000;

/** Goes round until told to stop. `tell` gets a line when something begins to go wrong, goes right again, or a base was made. */
export async function follow(sql: Sql, options: FollowOptions, tell: (line: string) => void, stop: AbortSignal) {
  let failing = false;
  while (!stop.aborted) {
    let wait = options.everyMs;
    try {
      await round(sql, options, tell);
      if (failing) tell('backup: it goes on');
      failing = false;
    } catch (problem) {
      if (!failing) tell(`backup: it does not go on: ${problem instanceof Error ? problem.message : String(problem)}`);
      failing = true;
      wait = Math.max(wait, Math.min(retryMs, wait * 3));
    }
    await pause(wait, undefined, { signal: stop }).catch(() => {});
  }
}

async function round(sql: Sql, options: FollowOptions, tell: (line: string) => void): Promise<void> {
  const { dataFolder, folder, sealing, keep } = options;
  const known = await findRemembered(dataFolder);
  if (folder === undefined && known === undefined) return;
  // An unmounted disk leaves its empty folder behind: a backup that was there is never begun anew by itself.
  if (known !== undefined && (folder ?? known.folder) === known.folder && (await findSet(known.folder)) === undefined)
    throw new Error(`the backup in ${known.folder} is gone; is its disk mounted?`);
  const set =
    folder === undefined ? await findSet(known?.folder ?? '') : await openSet(folder, await systemOf(sql), sealing);
  if (set === undefined) return;
  const line = await findLine(sql, set, dataFolder);
  if (line !== undefined) await archiveWal(sql, line);
  const inventory = (await readInventory(set)).find(one => one.name === line?.name);
  if (line !== undefined && inventory !== undefined && !isBaseDue(inventory, Date.now())) return;
  const base = await takeBase(sql, set, options);
  tell(`backup: base copy ${base.name}, ${Math.ceil(base.sealedBytes / 2 ** 20)} MB`);
  await pruneBackup(sql, set, keep, dataFolder);
}

/** The number of the cluster that a pool is connected to. */
export async function systemOf(sql: Sql): Promise<string> {
  const [row] = await sql`select system_identifier::text as system from pg_control_system()`;
  return String(row?.['system']);
}

function isBaseDue(
  { bases, wal }: Pick<Awaited<ReturnType<typeof readInventory>>[number], 'bases' | 'wal'>,
  now: number,
) {
  const base = bases.at(-1);
  if (base === undefined) return true;
  const since = segmentsBetween(base.firstSegment, (wal.at(-1) ?? base.firstSegment).slice(0, 24)) * segmentBytes;
  return now - Date.parse(base.ended) > baseHours * 3_600_000 || since > Math.max(fewestWalBytes, 2 * base.bytes);
}
