// Under which account PostgreSQL runs. It refuses root, so root either maps itself to an ordinary user in a user namespace
// (in place, nothing is copied) or hands data and programs to an account without rights. It never runs anything as root.

import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { chmod, cp, lchown, lstat, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Binaries, binariesIn } from './binaries.ts';
import { PostgresProblem } from './problem.ts';

/** `self`: the account we run under; `namespace`: root seen as an ordinary user; `other`: a uid root gives everything to. */
export type Account = { readonly kind: 'self' | 'namespace' } | { readonly kind: 'other'; readonly uid: number };

/** The account without rights on every Unix. */
const nobody = 65534;
const copyPrefix = 'laopedia-programs-';
const namespaceArguments = ['--user', '--map-user=1000', '--map-group=1000', '--'];

/** How root is dropped; chosen by trying, unless the caller insists. */
export type RootWay = 'namespace' | 'other';

/** Chooses the account for a data folder (it may not exist yet). Data that root finds with another owner stays its owner's. */
export async function chooseAccount(postgresFolder: string, way?: RootWay): Promise<Account> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const owner = (await stat(postgresFolder).catch(() => undefined))?.uid ?? 0;
  if (owner !== 0) return { kind: 'other', uid: owner };
  if (way !== 'other' && (await namespacesWork())) return { kind: 'namespace' };
  if (way === 'namespace')
    throw new PostgresProblem('cannot-drop-root', 'user namespaces are not to be had here', { path: postgresFolder });
  return { kind: 'other', uid: nobody };
}

async function namespacesWork(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  return new Promise(resolve => {
    execFile('unshare', [...namespaceArguments, 'true'], { cwd: '/' }, error => resolve(error === null));
  });
}

/** Starts a program under an account. Environment variables meant for other PostgreSQLs (PGPORT, PGDATA) are kept away. */
export function spawnAs(
  account: Account,
  binaries: Binaries,
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'stdio' | 'detached'>,
): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...ordinaryEnvironment() };
  if (binaries.libraryFolder !== undefined) {
    const loaderPath = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
    env[loaderPath] = [binaries.libraryFolder, env[loaderPath]].filter(Boolean).join(':');
  }
  const all: SpawnOptions = { ...options, env, windowsHide: true };
  if (process.platform !== 'win32') all.cwd = '/';
  if (account.kind === 'other') Object.assign(all, { uid: account.uid, gid: account.uid });
  return account.kind === 'namespace'
    ? spawn('unshare', [...namespaceArguments, program, ...args], all)
    : spawn(program, [...args], all);
}

function ordinaryEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_)/.test(name)));
}

/** May this account walk down to the path? Root in its namespace and ourselves always may. */
export async function canEnter(account: Account, path: string): Promise<boolean> {
  if (account.kind !== 'other') return true;
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid } = await stat(at);
    if ((mode & 0o001) === 0 && !(uid === account.uid && (mode & 0o100) !== 0)) return false;
    if (at === dirname(at)) return true;
  }
}

/** Gives a file or a whole folder to the account; nothing to do unless it is another one, or has it already. */
export async function giveTo(account: Account, path: string): Promise<void> {
  if (account.kind !== 'other' || (await lstat(path)).uid === account.uid) return;
  try {
    await giveAll(account.uid, path);
  } catch (error) {
    throw new PostgresProblem('cannot-drop-root', `root may not give ${path} away here`, { path }, error);
  }
}

/** Links are not followed. The folder itself comes last, so that a walk cut short is made again. */
async function giveAll(uid: number, path: string): Promise<void> {
  if ((await lstat(path)).isDirectory()) for (const name of await readdir(path)) await giveAll(uid, join(path, name));
  await lchown(path, uid, uid);
}

/** Programs the account can run: those installed, or a copy in the temp folder where it cannot reach them. */
export async function reachableBinaries(
  account: Account,
  binaries: Binaries,
): Promise<{ binaries: Binaries; copied?: string }> {
  if (await canEnter(account, dirname(binaries.postgres))) return { binaries };
  const copied = await mkdtemp(join(await enterableTemp(account), copyPrefix));
  const root = join(copied, 'native');
  await cp(binaries.root, root, { recursive: true, verbatimSymlinks: true });
  await chmod(copied, 0o755);
  return { binaries: await binariesIn(root, join(root, 'lib')), copied };
}

/** The temp folder, or `/tmp` where the account cannot enter the one that is set. */
export async function enterableTemp(account: Account): Promise<string> {
  for (const folder of [tmpdir(), '/tmp']) if (await canEnter(account, folder)) return folder;
  throw new PostgresProblem('cannot-drop-root', 'no temp folder that an account without rights may enter', {
    path: tmpdir(),
  });
}

/**
 * The data folder as the account will name it. Where a parent is closed to it, the folder is opened by root and handed down
 * as file descriptor 3: `/proc/self/fd/3` needs no right on the parents.
 */
export async function handedDown(
  account: Account,
  folder: string,
): Promise<{ path: string; descriptor?: number; close(): Promise<void> }> {
  if (await canEnter(account, folder)) return { path: folder, close: async () => {} };
  if (process.platform !== 'linux')
    throw new PostgresProblem('cannot-drop-root', `an account without rights cannot enter ${folder}`, { path: folder });
  const opened = await open(folder, 'r');
  return { path: '/proc/self/fd/3', descriptor: opened.fd, close: () => opened.close() };
}

/** Removes a copy made by `reachableBinaries`; anything else is left alone. */
export async function removeCopy(copied: string | undefined): Promise<void> {
  if (copied !== undefined && basename(copied).startsWith(copyPrefix))
    await rm(copied, { recursive: true, force: true });
}
