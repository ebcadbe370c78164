// Opens the embedded PostgreSQL of a data folder: joins the one that runs, adopts one left behind, or starts it; the last
// who leaves ends it. It knows no tables and makes none, only the empty database.

import { chooseAccount, type RootWay } from './account.ts';
import { superuser } from './answer.ts';
import { findBinaries } from './binaries.ts';
import { type DataFolder, makeDataFolder, readOrMakePassword } from './data-folder.ts';
import { keepRunning } from './keeper.ts';
import { type Hold, hold, tryHold } from './lock.ts';
import { announce, type Held, leave, leaveAtExit, throughDoor } from './membership.ts';
import type { Engine } from './postmaster.ts';
import { PostgresProblem, withRoom } from './problem.ts';
import { databaseName, joinRun, startRun } from './run.ts';
import { findServer, isNoted, readRunFile, writeRunFile } from './run-file.ts';
import { ownSettings, sizedSettings } from './settings.ts';

/** What to open. */
export interface ClusterOptions {
  /** Made when absent. PGDATA, secret, locks, run.json and postgres.log lie in it. */
  readonly dataFolder: string;
  /** Told what a person may want to know: adopted, recovering, restarted. Silent by default. */
  readonly log?: (line: string) => void;
  /** PostgreSQL settings laid over our own. A cluster running with others is restarted if nobody else uses it. */
  readonly settings?: Readonly<Record<string, string>>;
  /** One `server` at a time; any number of `command`s beside it. A server also restarts a postmaster that was killed. */
  readonly role: 'server' | 'command';
  /**
   * Called when PostgreSQL does not come up for lack of room on its disk, at the start and after a crash. True when some room was
   * made: then it is tried once more, at once.
   */
  readonly makeRoom?: () => Promise<boolean>;
  /** How root is dropped; by default what works here. */
  readonly rootWay?: RootWay;
}

/** An open cluster with an empty database `laopedia` (UTF-8, code point order). */
export interface Cluster {
  /** Folder of the Unix socket; `127.0.0.1` on Windows. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** The superuser's name. */
  readonly user: string;
  readonly password: string;
  /** Did this call start PostgreSQL? (Who ends it is another matter: the last who leaves.) */
  readonly owned: boolean;
  /** The postmaster's process now; changes when a killed one was restarted. */
  readonly pid: number;
  /** libpq's form, with `?host=` for the socket folder; `openPool` understands it. */
  url(): string;
  /** Writes the server's HTTP address into run.json for commands and people. */
  announce(http: string): Promise<void>;
  /** Leaves; ends PostgreSQL in order when nobody else uses it. May be called twice. Close your connections before. */
  stop(): Promise<void>;
}

/** A server that is just ending may take this long before a new one is refused. */
const serverSeconds = 3;

/**
 * Opens the cluster of a data folder. Throws PostgresProblem. Three locks, all let go by the kernel when a process dies: the
 * door (held while anybody starts or ends PostgreSQL), the server's, and the users' (shared: who holds it uses PostgreSQL).
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const places = await makeDataFolder(options.dataFolder);
  const server = options.role === 'server' ? await holdAsServer(places) : undefined;
  try {
    const { held, owned } = await throughDoor(places, () =>
      withRoom(options.makeRoom, () => enter(places, options, server)),
    );
    const stopKeeping = options.role === 'server' ? keepRunning(held) : () => {};
    return clusterOf(held, owned, stopKeeping);
  } catch (error) {
    server?.release();
    throw error;
  }
}

async function holdAsServer(places: DataFolder): Promise<Hold> {
  const held = await hold(places.locks.server, 'exclusive', serverSeconds);
  if (held !== undefined) return held;
  const other = await findServer(places.root);
  throw new PostgresProblem('server-already-running', `a server already works on ${places.root}`, {
    folder: places.root,
    pid: other?.pid ?? 0,
    address: other?.http ?? '',
  });
}

async function enter(
  places: DataFolder,
  options: ClusterOptions,
  server: Hold | undefined,
): Promise<{ held: Held; owned: boolean }> {
  const engine: Engine = {
    places,
    binaries: await findBinaries(`${places.root}/lib`),
    account: await chooseAccount(places.postgres, options.rootWay),
    password: await readOrMakePassword(places),
    settings: { ...ownSettings, ...(await sizedSettings(places.root)), ...options.settings },
    log: options.log ?? (() => {}),
    makeRoom: options.makeRoom ?? (async () => false),
  };
  const alone = tryHold(places.locks.users, 'exclusive');
  alone?.release();
  const joined = await joinRun(engine, alone !== undefined, server !== undefined);
  // Others are here and PostgreSQL is not: it was killed under them, and they look for it where it was.
  const killed = joined === undefined && alone === undefined ? await readRunFile(places) : undefined;
  const started = joined ?? (await startRun(engine, killed?.dataFolder === places.root ? killed : undefined));
  const lease = tryHold(places.locks.users, 'shared');
  if (lease === undefined) throw new Error('the lock of the users is held exclusively outside the door');
  const { http: _http, ...rest } = started;
  const run = server === undefined ? started : { ...rest, serverPid: process.pid };
  if (!(await isNoted(places, run))) await writeRunFile(places, run);
  return { held: { engine, lease, server, run, left: false }, owned: joined === undefined };
}

function clusterOf(held: Held, owned: boolean, stopKeeping: () => void): Cluster {
  const { engine } = held;
  const forget = leaveAtExit(held);
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    held.left = true;
    stopKeeping();
    await leave(held);
    forget();
  };
  return {
    host: held.run.socketFolder,
    port: held.run.port,
    database: databaseName,
    user: superuser,
    password: engine.password,
    owned,
    get pid() {
      return held.run.postgresPid;
    },
    url: () => urlOf(held),
    announce: http => announce(held, http),
    stop: () => {
      ending ??= end();
      return ending;
    },
  };
}

function urlOf({ run, engine }: Held): string {
  const place = `${databaseName}?host=${encodeURIComponent(run.socketFolder)}`;
  return `postgres://${superuser}:${engine.password}@localhost:${run.port}/${place}`;
}
