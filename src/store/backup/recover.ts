// Lets PostgreSQL recover an unpacked base to a moment: its WAL is laid beside it, it is started, replays, promotes itself, and
// is ended again. Nobody can connect before it has come to the end.
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { makeFolder } from '#lib/durable';
import { openCluster, PostgresProblem } from '#lib/postgres';
import { openRolePool } from '../pool.ts';
import type { BaseStatement } from './base.ts';
import { filesOf } from './inventory.ts';
import { layOutKeys } from './keys.ts';
import { refuseBackup } from './refusals.ts';
import { presentName, readSealed } from './sealed-file.ts';
import { segmentBytes } from './segment.ts';
import type { BackupSet } from './set.ts';
import { unpack } from './unpack.ts';
import { segmentNamed } from './wal-chain.ts';

/** What is recovered from. */
export interface Source {
  readonly set: BackupSet;
  readonly secret: string | undefined;
  readonly base: BaseStatement;
  /** WAL files of the base's line, in order. */
  readonly wal: readonly string[];
}

/** Where recovery ends; undefined: with the last of the WAL. */
export type Stop = { readonly time: string } | { readonly xid: string } | undefined;

/** Unpacks base and WAL into an empty data folder. Everything is checked on its way; what is not whole is refused. */
export async function layOut({ set, secret, base, wal }: Source, folder: string): Promise<void> {
  await makeFolder(folder);
  const name = filesOf(base);
  const { files, bytes } = await unpack(readSealed(set, name, secret), folder, name);
  if (files !== base.files || bytes !== base.bytes) throw refuseBackup('damaged', { file: join(set.folder, name) });
  await layOutKeys(set, base.line, secret, folder);
  for (const one of wal) {
    const path = join(folder, 'postgres', 'pg_wal', segmentNamed(one));
    const present = await presentName(set, `${base.line}/wal/${one}`);
    await writeSegment(path, readSealed(set, present, secret));
  }
  await writeFile(join(folder, 'postgres', 'recovery.signal'), '');
}

async function writeSegment(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of bytes) await file.writeFile(piece);
    await file.truncate(segmentBytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Recovers, and shows the database to `look` before it ends. False: the WAL ends before the moment asked for. */
export async function recover(
  folder: string,
  stop: Stop,
  log: (line: string) => void,
  look: (sql: Sql) => Promise<void> = async () => {},
): Promise<boolean> {
  const cluster = await openCluster({ dataFolder: folder, role: 'command', log, settings: settingsFor(stop) }).catch(
    problem => {
      const words = problem instanceof PostgresProblem ? String(problem.detail['log'] ?? '') : '';
      if (/recovery ended before configured recovery target was reached/.test(words)) return undefined;
      throw problem;
    },
  );
  if (cluster === undefined) return false;
  const pool = openRolePool(cluster.url(), undefined, 1);
  try {
    await look(pool);
  } finally {
    await pool.end({ timeout: 5 });
    await cluster.stop();
  }
  return true;
}

function settingsFor(stop: Stop): Record<string, string> {
  return {
    // All of the WAL lies there already: there is nothing to fetch.
    restore_command: 'exit 1',
    recovery_target_timeline: 'current',
    recovery_target_action: 'promote',
    recovery_target_inclusive: 'true',
    hot_standby: 'off',
    ...(stop !== undefined && 'time' in stop
      ? { recovery_target_time: stop.time.replace('T', ' ').replace('Z', '+00') }
      : {}),
    ...(stop !== undefined && 'xid' in stop ? { recovery_target_xid: stop.xid } : {}),
  };
}
