// Locks on files that the kernel itself lets go when their holder dies, by kill -9 too: SQLite's byte-range locks, which
// Node carries for every platform. No pid is ever judged stale here, and nothing is written into the files.

import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fromSystemError } from './problem.ts';

/** A held lock. `release` may be called twice. */
export interface Hold {
  release(): void;
}

export type LockMode = 'exclusive' | 'shared';

/** SQLite's primary result code for "another holds it". */
const busy = 5;
/** SQLite's read-only, full and cannot-open, as the system would say them. */
const systemCodes: Readonly<Record<number, string>> = { 8: 'EROFS', 13: 'ENOSPC', 14: 'EACCES' };
const pollMilliseconds = 25;

/** Takes the lock now, or says undefined when another process (or another hold in this one) is in the way. */
export function tryHold(path: string, mode: LockMode): Hold | undefined {
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(path, { timeout: 0 });
    // the first exclusive lock on an empty file prepares a page, never written: without a journal on disk it needs no space there
    file.exec('pragma journal_mode = memory');
    file.exec(mode === 'exclusive' ? 'begin exclusive' : 'begin; select * from sqlite_schema');
  } catch (error) {
    file?.close();
    const code = (error as { errcode?: number }).errcode;
    if (code !== undefined && (code & 0xff) === busy) return undefined;
    const reason = code === undefined ? undefined : systemCodes[code & 0xff];
    if (reason !== undefined) throw fromSystemError(Object.assign(new Error(path), { code: reason }), path);
    throw error;
  }
  return { release: () => file.isOpen && file.close() };
}

/** Waits for the lock up to so many seconds; undefined when the time is over. */
export async function hold(path: string, mode: LockMode, waitSeconds: number): Promise<Hold | undefined> {
  const until = performance.now() + waitSeconds * 1000;
  for (;;) {
    const held = tryHold(path, mode);
    if (held !== undefined || performance.now() >= until) return held;
    await pause(pollMilliseconds);
  }
}
