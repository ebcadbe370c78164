// Where a new postmaster will listen: a Unix socket in a short 0700 folder of its own, or on Windows a free port of
// 127.0.0.1. It never opens anything to the network.

import { rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Account, canEnter, giveTo } from './account.ts';
import type { Listening } from './answer.ts';
import { PostgresProblem } from './problem.ts';

const prefix = 'laopedia-';
const usualPort = 5432;
/** `sun_path` less its end, on the narrowest system (macOS: 104). */
const socketPathBytes = 103;

/** Makes the folder; `settings` are what PostgreSQL must be told. A port the caller has set stays. `again` names an earlier folder. */
export async function chooseListening(
  account: Account,
  settings: Readonly<Record<string, string>>,
  again?: string,
): Promise<{ at: Listening; settings: Record<string, string> }> {
  const port = Number(settings['port'] ?? (process.platform === 'win32' ? await freePort() : usualPort));
  if (process.platform === 'win32')
    return {
      at: { host: '127.0.0.1', port },
      settings: { listen_addresses: '127.0.0.1', ...settings, port: String(port), unix_socket_directories: '' },
    };
  const host = again === undefined ? await makeSocketFolder(account, port) : await makeAgain(account, again);
  return { at: { host, port }, settings: { ...settings, port: String(port), unix_socket_directories: host } };
}

async function makeSocketFolder(account: Account, port: number): Promise<string> {
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    const longest = join(parent, `${prefix}XXXXXX`, `.s.PGSQL.${port}`);
    // a comma separates folders in unix_socket_directories
    if (Buffer.byteLength(longest) > socketPathBytes || /[,"]/.test(parent)) continue;
    if (!(await canEnter(account, parent).catch(() => false))) continue;
    const folder = await mkdtemp(join(parent, prefix)).catch(() => undefined);
    if (folder === undefined) continue;
    await chmod(folder, 0o700);
    return given(account, folder);
  }
  throw new PostgresProblem('not-writable', 'no temp folder short enough for a socket', { path: tmpdir() });
}

async function makeAgain(account: Account, folder: string): Promise<string> {
  await mkdir(folder, { mode: 0o700 });
  return given(account, folder);
}

async function given(account: Account, folder: string): Promise<string> {
  try {
    await giveTo(account, folder);
    return folder;
  } catch (error) {
    await removeSocketFolder(folder);
    throw error;
  }
}

/** Removes a folder made here; anything else named in an old run.json is left alone. */
export async function removeSocketFolder(host: string): Promise<void> {
  if (basename(host).startsWith(prefix)) await rm(host, { recursive: true, force: true });
}

/** The same for the moment when nothing can be awaited. */
export function removeSocketFolderNow(host: string): void {
  if (basename(host).startsWith(prefix)) rmSync(host, { recursive: true, force: true });
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : usualPort));
    });
  });
}
