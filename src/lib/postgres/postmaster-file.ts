// PostgreSQL's own postmaster.pid: who runs on a PGDATA and where it listens. It never removes the file: PostgreSQL's
// guard against two servers on one folder (the shared memory named in it) must stay.

import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from './data-folder.ts';
import { worksIn } from './process-identity.ts';

/** A postmaster as its file tells it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Empty where it listens on no Unix socket (Windows). */
  readonly socketFolder: string;
}

/** No system gives out a pid like this (Linux ends at 2^22), so PostgreSQL finds nobody alive under it. */
const nobodysPid = 2 ** 22 + 7;

/** The postmaster that works in this PGDATA now, if any. A file left by a dead one, or whose pid is somebody else's now, is none. */
export async function findPostmaster(postgresFolder: string): Promise<Postmaster | undefined> {
  const told = parse(await readIfThere(join(postgresFolder, 'postmaster.pid')));
  return told !== undefined && (await works(told, postgresFolder)) ? told : undefined;
}

/**
 * After a crash the pid in the file may belong to another program by now (in a container it usually does), and PostgreSQL would
 * refuse to start. Writes a pid nobody has in its place and leaves the rest, so that the check for living backends is still made.
 * `known` is a pid proven to be another's, whatever the process looks like.
 */
export async function disownPid(postgresFolder: string, known?: number): Promise<void> {
  const path = join(postgresFolder, 'postmaster.pid');
  const text = await readIfThere(path);
  const told = parse(text);
  if (text === undefined || told === undefined) return;
  if (told.pid !== known && (await works(told, postgresFolder))) return;
  await overwrite(path, text.replace(/^-?\d+/, String(nobodysPid)));
}

// In place: on a full disk an emptied file could not be written again, and PostgreSQL refuses an empty one for ever.
async function overwrite(path: string, text: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.write(text, 0);
    await file.truncate(Buffer.byteLength(text));
  } finally {
    await file.close();
  }
}

/** Has this postmaster ended? It removes its file as its last act; a killed one leaves it. */
export async function isGone(postgresFolder: string, pid: number): Promise<boolean> {
  const told = parse(await readIfThere(join(postgresFolder, 'postmaster.pid')));
  return told?.pid !== pid || !(await works(told, postgresFolder));
}

/** The pid in the file, without asking whose it is; for the moment when nothing can be awaited. */
export function readPid(postgresFolder: string): number | undefined {
  try {
    return parse(readFileSync(join(postgresFolder, 'postmaster.pid'), 'utf8'))?.pid;
  } catch {
    return undefined;
  }
}

async function works(told: Postmaster, postgresFolder: string): Promise<boolean> {
  return worksIn(told.pid, postgresFolder, told.socketFolder);
}

function parse(text: string | undefined): Postmaster | undefined {
  const [pid, , , port, socketFolder] = (text ?? '').split('\n').map(line => line.trim());
  if (pid === undefined || !/^-?\d+$/.test(pid)) return undefined;
  return { pid: Math.abs(Number(pid)), port: Number(port ?? 0), socketFolder: socketFolder ?? '' };
}
