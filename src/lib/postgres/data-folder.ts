// The places inside a data folder, and the folder itself with its modes. It never reads what lies in them.

import { randomBytes } from 'node:crypto';
import { chmod, lchown, link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fromSystemError } from './problem.ts';

/** Absolute paths of everything the launcher keeps. */
export interface DataFolder {
  readonly root: string;
  /** PGDATA. */
  readonly postgres: string;
  readonly run: string;
  readonly log: string;
  /** 0700; holds the password of the superuser (0600). */
  readonly secret: string;
  readonly password: string;
  /** Lock files; see lock.ts. They hold nothing and must not be opened and closed by anybody else in the process. */
  readonly locks: { readonly door: string; readonly server: string; readonly users: string };
}

export function placesIn(dataFolder: string): DataFolder {
  const root = resolve(dataFolder);
  const secret = join(root, 'secret');
  const lock = (name: string): string => join(root, 'lock', name);
  return {
    root,
    postgres: join(root, 'postgres'),
    run: join(root, 'run.json'),
    log: join(root, 'postgres.log'),
    secret,
    password: join(secret, 'postgres-password'),
    locks: { door: lock('door'), server: lock('server'), users: lock('users') },
  };
}

export async function makeDataFolder(dataFolder: string): Promise<DataFolder> {
  const places = placesIn(dataFolder);
  try {
    await mkdir(places.root, { recursive: true, mode: 0o700 });
    for (const folder of [dirname(places.locks.door), places.secret]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await ownLikeFolder(folder);
    }
    await chmod(places.secret, 0o700);
    for (const lock of Object.values(places.locks)) await makeLockFile(lock);
  } catch (error) {
    // making a path of several folders on a read-only disk is answered by ENOENT
    const isReadOnly = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw fromSystemError(isReadOnly ? Object.assign(new Error(places.root), { code: 'EROFS' }) : error, places.root);
  }
  return places;
}

/**
 * Closing any descriptor of a locked file would let go this process's locks on it (POSIX), so a lock file is never opened here: it
 * is made under another name, closed, and linked into place once.
 */
async function makeLockFile(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined)) !== undefined) return;
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(beside, '', { flag: 'wx', mode: 0o600 });
  try {
    await ownLikeFolder(beside);
    await link(beside, path);
  } catch {
    // it is there, or the file system has no links: then the lock makes it
  } finally {
    await rm(beside, { force: true });
  }
}

/** Root at work in somebody's folder (`sudo` once, by mistake) leaves nothing there that its owner could not open. */
export async function ownLikeFolder(path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(path));
  if (uid !== 0) await lchown(path, uid, gid);
}

/** Writes a whole file or nothing: a reader sees the old text or the new one, also after a power cut. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await ownLikeFolder(beside);
    await rename(beside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw fromSystemError(error, path);
  }
}

/** Makes renames and removals in a folder survive a power cut; Windows has no such call and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The text of a file, or undefined where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fromSystemError(error, path);
  }
}

/** The superuser's password; made (256 bits) when the folder has none. */
export async function readOrMakePassword(places: DataFolder): Promise<string> {
  const known = (await readIfThere(places.password))?.trim();
  if (known !== undefined && known !== '') return known;
  const password = randomBytes(32).toString('base64url');
  await writeWhole(places.password, `${password}\n`, 0o600);
  return password;
}
