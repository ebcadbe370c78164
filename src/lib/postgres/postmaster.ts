// Starts PostgreSQL's postmaster on a PGDATA, waits until it answers, and ends it in order. It decides nothing about who
// may: the caller holds the door.

import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, handedDown, spawnAs } from './account.ts';
import { type Answer, type Listening, waitForAnswer } from './answer.ts';
import type { Binaries } from './binaries.ts';
import { type DataFolder, ownLikeFolder } from './data-folder.ts';
import { disownPid, isGone, type Postmaster } from './postmaster-file.ts';
import { fromServerWords, fromSpawnError, fromSystemError } from './problem.ts';
import { settingArguments } from './settings.ts';

/** All that is needed to run one cluster. */
export interface Engine {
  readonly places: DataFolder;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  readonly makeRoom: () => Promise<boolean>;
}

const pollMilliseconds = 20;
const logLimitBytes = 10 * 2 ** 20;
/** Backends of a killed postmaster end by themselves, but not at once. */
const orphanSeconds = 60;
const stopSeconds = 60;

/** Starts it and waits, however long recovery takes while it lives. Gives the pid and whether our password opens it. */
export async function startPostmaster(engine: Engine, at: Listening): Promise<{ pid: number; answer: Answer }> {
  const until = performance.now() + orphanSeconds * 1000;
  for (;;) {
    const started = await startOnce(engine, at);
    if ('pid' in started) return started;
    const orphansLeft = /pre-existing shared memory block|is still in use/.test(started.words);
    if (!orphansLeft || performance.now() > until) throw fromServerWords(started.words, engine.places.postgres);
    await pause(10 * pollMilliseconds);
  }
}

async function startOnce(engine: Engine, at: Listening): Promise<{ pid: number; answer: Answer } | { words: string }> {
  await disownPid(engine.places.postgres);
  const log = openLog(engine.places.log);
  await ownLikeFolder(engine.places.log);
  const from = fstatSync(log).size;
  const folder = await handedDown(engine.account, engine.places.postgres);
  try {
    // A session of its own: the terminal's Ctrl-C reaches us, and we end PostgreSQL after our own work.
    const child = spawnAs(
      engine.account,
      engine.binaries,
      engine.binaries.postgres,
      ['-D', folder.path, ...settingArguments(engine.settings)],
      { detached: true, stdio: ['ignore', log, log, folder.descriptor ?? 'ignore'] },
    );
    let failure: unknown;
    let ended = false;
    child.once('error', error => {
      failure = error;
    });
    child.once('exit', () => {
      ended = true;
    });
    const answer = await waitForAnswer(engine, at, () => ended || failure !== undefined);
    if (failure !== undefined) throw fromSpawnError(failure, engine.account.kind);
    child.unref();
    if (answer === undefined || child.pid === undefined) return { words: wordsFrom(engine.places.log, from) };
    return { pid: child.pid, answer };
  } finally {
    await folder.close();
    closeSync(log);
  }
}

/** Ends it in order (sessions are cut, everything written); after a minute without them being written out, at once. */
export async function stopPostmaster(engine: Engine, postmaster: Pick<Postmaster, 'pid'>): Promise<void> {
  for (const how of ['fast', 'immediate'] as const) {
    await signal(engine, postmaster.pid, how);
    const until = performance.now() + stopSeconds * 1000;
    while (performance.now() < until) {
      if (await isGone(engine.places.postgres, postmaster.pid)) return;
      await pause(pollMilliseconds);
    }
    engine.log(`PostgreSQL did not end by a ${how} shutdown`);
  }
}

async function signal(engine: Engine, pid: number, how: 'fast' | 'immediate'): Promise<void> {
  if (process.platform !== 'win32') {
    try {
      process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    return;
  }
  // Windows has no signals: pg_ctl speaks to the postmaster by a named pipe
  const args = ['stop', '-D', engine.places.postgres, '-m', how, '--no-wait'];
  const child = spawnAs(engine.account, engine.binaries, engine.binaries.pgCtl, args, { stdio: 'ignore' });
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
}

function openLog(path: string): number {
  try {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > logLimitBytes) renameSync(path, `${path}.1`);
    return openSync(path, 'a', 0o600);
  } catch (error) {
    throw fromSystemError(error, path);
  }
}

function wordsFrom(path: string, from: number): string {
  const log = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(64 * 1024, Math.max(0, fstatSync(log).size - from)));
    return bytes.subarray(0, readSync(log, bytes, 0, bytes.length, from)).toString('utf8');
  } finally {
    closeSync(log);
  }
}
