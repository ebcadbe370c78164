// PostgreSQL 15 of Debian for tests that need servers following one another: clusters of their own in temp folders, on the
// loopback, as an account without rights. The system's own cluster is never touched.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';

const programs = '/usr/lib/postgresql/15/bin';
const nobody = 65_534;
const account = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
const run = promisify(execFile);

/** Why tests with it are skipped; false where it is there. */
export const withoutDebianPostgres = existsSync(`${programs}/postgres`)
  ? false
  : 'PostgreSQL 15 of Debian is not installed';

/** A server that can be killed, started again, copied and promoted. */
export interface DebianPostgres {
  readonly port: number;
  readonly url: string;
  /** SIGKILL to every process of it at once. */
  kill(): Promise<void>;
  /** Stops all its processes where they are, so that it neither answers nor closes; `wake` lets them go on. */
  freeze(): Promise<void>;
  wake(): Promise<void>;
  /** Starts it again after a kill. */
  start(): Promise<void>;
  /** Makes a standby the primary. */
  promote(): Promise<void>;
  /** Statements as its super-user, each by itself. */
  tell(...statements: readonly string[]): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** A new, empty server. `settings` win over those of the tests. */
export async function openPrimary(settings: Readonly<Record<string, string>> = {}): Promise<DebianPostgres> {
  const folder = await ownFolder();
  await program(
    'initdb',
    '-D',
    folder,
    '-U',
    'laopedia',
    '-A',
    'trust',
    '--locale=C.UTF-8',
    '--encoding=UTF8',
    '--no-sync',
  );
  return serve(folder, settings);
}

/** A standby of a running server, which knows it by `name`. */
export async function openStandby(
  primary: DebianPostgres,
  name: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<DebianPostgres> {
  const folder = await ownFolder();
  const from = `host=127.0.0.1 port=${primary.port} user=laopedia application_name=${name}`;
  await program('pg_basebackup', '-D', folder, '-d', from, '-R', '-X', 'stream', '-c', 'fast', '--no-sync');
  return serve(folder, { hot_standby_feedback: 'on', ...settings });
}

async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-debian-'));
  if (account.uid !== undefined) await chown(folder, account.uid, account.gid);
  return folder;
}

function program(name: string, ...given: readonly string[]): Promise<unknown> {
  return run(`${programs}/${name}`, given, { ...account, cwd: '/' });
}

const ofTests = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '32MB',
  wal_keep_size: '256MB',
  wal_retrieve_retry_interval: '200ms',
};

async function serve(folder: string, settings: Readonly<Record<string, string>>): Promise<DebianPostgres> {
  const port = await freePort();
  const url = `postgres://laopedia@127.0.0.1:${port}/postgres`;
  const all = Object.entries({ ...ofTests, port: String(port), ...settings }).map(
    ([name, value]) => `--${name}=${value}`,
  );
  const pids = () => processesOf(folder);
  const signal = async (name: NodeJS.Signals) => {
    for (const pid of await pids()) sendSignal(pid, name);
  };
  const start = async () => {
    const child = spawn(`${programs}/postgres`, ['-D', folder, ...all], { ...account, cwd: '/', stdio: 'ignore' });
    child.unref();
    const ended = once(child, 'exit').then(() => true);
    while (!(await answers(url)))
      if (await Promise.race([ended, pause(50)])) throw new Error(`PostgreSQL in ${folder} ended by itself`);
  };
  const tell = async (...statements: readonly string[]) => {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    for (const statement of statements) await sql.unsafe(statement);
    await sql.end({ timeout: 1 });
  };
  const kill = async () => {
    await signal('SIGKILL');
    while ((await pids()).length > 0) await pause(20);
  };
  await start();
  return {
    port,
    url,
    kill,
    freeze: () => signal('SIGSTOP'),
    wake: () => signal('SIGCONT'),
    start,
    tell,
    promote: async () => void (await tell('select pg_promote(true, 30)')),
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  const found = await sql`select 1`.then(
    () => true,
    () => false,
  );
  await sql.end({ timeout: 1 });
  return found;
}

// The postmaster first, so that it sees none of its children end.
async function processesOf(folder: string): Promise<number[]> {
  const file = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const postmaster = Number(file.split('\n')[0]);
  if (!(postmaster > 0)) return [];
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,stat=']);
  const rows = stdout.split('\n').map(line => line.trim().split(/\s+/));
  const alive = rows.filter(([, , state = 'Z']) => !state.startsWith('Z'));
  const own = (pid: string | undefined, parent: string | undefined) =>
    Number(pid) === postmaster || Number(parent) === postmaster;
  const found = alive.filter(([pid, parent]) => own(pid, parent)).map(([pid]) => Number(pid));
  return found.sort((one, other) => Number(other === postmaster) - Number(one === postmaster));
}

function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in between.
  }
}

function pause(ms: number): Promise<false> {
  return new Promise(resolve => setTimeout(() => resolve(false), ms));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('no port of 127.0.0.1 is free');
}
