// Whether a process lives, and whether it is PostgreSQL at work in a certain folder. A pid alone proves nothing: they are
// used again, in containers at once.

import { execFile } from 'node:child_process';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Alive and not a zombie nobody has waited for. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives under another account
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/^\d+ \(.*\) [ZX]/s.test(status);
}

/**
 * Does this live process work in that PGDATA? PostgreSQL's working folder is its PGDATA; where the system does not tell it,
 * the command line names it (or, for a folder handed down, the socket's); where it tells neither (Windows), a live pid is believed.
 */
export async function worksIn(pid: number, postgresFolder: string, socketFolder: string): Promise<boolean> {
  if (!(await isAlive(pid))) return false;
  const folder = await realpath(postgresFolder).catch(() => postgresFolder);
  const at = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  if (at !== undefined) return at === folder;
  const line = await commandLine(pid);
  if (line === undefined) return true;
  if (!line.includes('postgres')) return false;
  const names = line.includes('/proc/self/fd/') ? [socketFolder] : [folder, postgresFolder];
  return names.some(name => name !== '' && line.includes(name));
}

async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  const known = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (known !== undefined) return known.replaceAll('\0', ' ');
  return promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(
    run => run.stdout,
    () => undefined,
  );
}
