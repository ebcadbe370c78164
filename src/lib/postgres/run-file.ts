// run.json: where the running cluster listens, for commands, people and the next start. It is written whole, and it is
// only a note: who holds the locks and what postmaster.pid says decide.

import { rm } from 'node:fs/promises';
import { type DataFolder, placesIn, readIfThere, writeWhole } from './data-folder.ts';
import { tryHold } from './lock.ts';

/** What run.json says. Times are ISO 8601 UTC. */
export interface Run {
  /** The folder this file was written in; in a copy it is another one. */
  readonly dataFolder: string;
  readonly postgresPid: number;
  /** Folder of the Unix socket; on Windows `127.0.0.1`. */
  readonly socketFolder: string;
  readonly port: number;
  readonly startedAt: string;
  /** The server process, while there is one. */
  readonly serverPid?: number;
  /** The server's HTTP address, once it listens. */
  readonly http?: string;
  /** A copy of the programs made for an account that could not reach them; removed at the end. */
  readonly programs?: string;
  /** The settings it was started with. */
  readonly settings: Readonly<Record<string, string>>;
}

export async function readRunFile(places: DataFolder): Promise<Run | undefined> {
  const text = await readIfThere(places.run);
  if (text === undefined) return undefined;
  try {
    const run: unknown = JSON.parse(text);
    return isRun(run) ? run : undefined;
  } catch {
    return undefined;
  }
}

function isRun(run: unknown): run is Run {
  const like = run as Partial<Run> | null;
  return (
    typeof like?.postgresPid === 'number' && typeof like.socketFolder === 'string' && typeof like.port === 'number'
  );
}

/** Call with the door held. */
export async function writeRunFile(places: DataFolder, run: Run): Promise<void> {
  await writeWhole(places.run, `${JSON.stringify(run, null, 2)}\n`, 0o600);
}

/** Does the file say this already? Then a command need not write it again, which on a full disk it could not. */
export async function isNoted(places: DataFolder, run: Run): Promise<boolean> {
  return JSON.stringify(await readRunFile(places)) === JSON.stringify(run);
}

/** Call with the door held. */
export async function removeRunFile(places: DataFolder): Promise<void> {
  await rm(places.run, { force: true });
}

/**
 * The server at work on a data folder: its pid and, once it listens, its HTTP address. Undefined when no server runs, whatever
 * an old run.json says: the server's lock is asked, not the pid.
 */
export async function findServer(dataFolder: string): Promise<{ pid: number; http?: string } | undefined> {
  const places = placesIn(dataFolder);
  const run = await readRunFile(places);
  if (run?.serverPid === undefined) return undefined;
  const free = tryHold(places.locks.server, 'shared');
  free?.release();
  if (free !== undefined) return undefined;
  return run.http === undefined ? { pid: run.serverPid } : { pid: run.serverPid, http: run.http };
}
