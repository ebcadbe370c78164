// Who uses a data folder's PostgreSQL, told by three locks that the kernel lets go when a process dies: the door (held while
// anybody starts or ends PostgreSQL), the server's, and the users' (shared: who holds it uses PostgreSQL). It starts nothing.

import type { DataFolder } from './data-folder.ts';
import { removeSocketFolderNow } from './listening.ts';
import { type Hold, hold, tryHold } from './lock.ts';
import type { Engine } from './postmaster.ts';
import { readPid } from './postmaster-file.ts';
import { PostgresProblem } from './problem.ts';
import { endRun } from './run.ts';
import { type Run, writeRunFile } from './run-file.ts';

/** Somebody at the door may be recovering a big database. */
const doorSeconds = 900;

/** What an open cluster has in hand. */
export interface Held {
  readonly engine: Engine;
  /** Shared lock: "I use it". */
  readonly lease: Hold;
  /** Exclusive lock of the one server. */
  readonly server: Hold | undefined;
  run: Run;
  left: boolean;
}

/** Runs alone among all who would start or end this PostgreSQL. */
export async function throughDoor<T>(places: DataFolder, act: () => Promise<T>): Promise<T> {
  const door = await hold(places.locks.door, 'exclusive', doorSeconds);
  if (door === undefined)
    throw new PostgresProblem(
      'start-failed',
      `another process has been starting PostgreSQL in ${places.root} for long`,
      {
        path: places.root,
      },
    );
  try {
    return await act();
  } finally {
    door.release();
  }
}

/** Writes the server's HTTP address into run.json. */
export async function announce(held: Held, http: string): Promise<void> {
  await throughDoor(held.engine.places, async () => {
    held.run = { ...held.run, http };
    await writeRunFile(held.engine.places, held.run);
  });
}

/** Gives the lease back; the last one ends PostgreSQL. */
export async function leave({ engine, lease, server, run }: Held): Promise<void> {
  try {
    await throughDoor(engine.places, async () => {
      lease.release();
      const alone = tryHold(engine.places.locks.users, 'exclusive');
      alone?.release();
      if (alone !== undefined) return endRun(engine, run);
      const { serverPid: _pid, http: _http, ...rest } = run;
      if (server !== undefined) await writeRunFile(engine.places, rest);
    });
  } finally {
    lease.release();
    server?.release();
  }
}

/** A process that ends without `stop` still tells an unused PostgreSQL to end, if that can be done without waiting. */
export function leaveAtExit(held: Held): () => void {
  const { door, users } = held.engine.places.locks;
  const atExit = (): void => {
    try {
      held.lease.release();
      if (tryHold(door, 'exclusive') !== undefined && tryHold(users, 'exclusive') !== undefined) endNow(held);
    } catch {
      // left to the next start, which takes it over
    }
  };
  process.once('exit', atExit);
  return () => process.off('exit', atExit);
}

function endNow({ engine, run }: Held): void {
  const pid = readPid(engine.places.postgres);
  if (process.platform === 'win32' || pid !== run.postgresPid) return;
  process.kill(pid, 'SIGINT');
  removeSocketFolderNow(run.socketFolder);
}
