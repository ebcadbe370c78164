// What the tests of this room share: temp data folders (made by initdb once, then copied) and processes that hold a cluster.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';
import { type ClusterOptions, openCluster } from './cluster.ts';
import { openPool } from './pool.ts';
import { findPostmaster } from './postmaster-file.ts';

const folders: string[] = [];
const started: ChildProcess[] = [];

after(async () => {
  for (const child of started) child.kill('SIGKILL');
  for (const folder of folders) await endWhatRuns(folder);
});

/** Ends a PostgreSQL that a failed test left behind (nothing of it is worth keeping), and removes everything. */
async function endWhatRuns(folder: string): Promise<void> {
  const left = await findPostmaster(join(folder, 'data', 'postgres'));
  if (left !== undefined) {
    process.kill(left.pid, 'SIGQUIT');
    await rm(left.socketFolder, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** A temp folder that is removed at the end of the file. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-room-'));
  folders.push(folder);
  return folder;
}

let made: Promise<string> | undefined;

/** A data folder that was opened and left once: made by initdb once a file, used by one test after the other. */
export async function dataFolder(): Promise<string> {
  made ??= tempFolder().then(async folder => {
    const cluster = await openCluster({ dataFolder: join(folder, 'data'), role: 'command' });
    await cluster.stop();
    return join(folder, 'data');
  });
  return made;
}

/** The holders still alive, also those that have not told anything yet. */
export function children(): ChildProcess[] {
  return started.filter(child => child.exitCode === null && child.signalCode === null);
}

/** A process that opened a cluster, and what it told. */
export interface Holder {
  readonly told: Readonly<Record<string, unknown>>;
  /** Kills it as `kill -9` does and waits until it is gone. */
  kill(): Promise<void>;
  /** Lets it leave in order. */
  leave(): Promise<void>;
}

/** Starts a process that holds the cluster; `as` runs it under another account. */
export async function startHolder(options: ClusterOptions, as: { uid?: number; gid?: number } = {}): Promise<Holder> {
  const script = fileURLToPath(new URL('./holder.fixture.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...as,
  });
  started.push(child);
  const ended = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => ['{}'])]);
  return {
    told: JSON.parse(String(line)),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    leave: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** Runs something with a pool that is closed afterwards. */
export async function withPool<T>(url: string, act: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = openPool(url, { max: 1, onnotice: () => {} });
  try {
    return await act(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
