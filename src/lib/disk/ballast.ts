// A ballast: a file of real blocks that is good for nothing but being let go, when somebody must write and cannot.

import { randomFillSync } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Disk, readDisk } from './free.ts';

/** The ballast of a folder. */
export interface Ballast {
  /** Its size there when whole: a fortieth of the disk, at least 48 MiB (three WAL segments), at most 256 MiB. */
  sizeBytes(disk: Pick<Disk, 'totalBytes'>): number;
  isThere(): Promise<boolean>;
  /** Makes it if it is not there, with fsync. Leaves nothing behind when the room does not suffice. */
  make(): Promise<void>;
  /** Lets it go; false when there was none. */
  letGo(): Promise<boolean>;
}

const mebibyte = 2 ** 20;
const chunkBytes = 4 * mebibyte;

/** The ballast of a folder; nothing is written yet. */
export function ballastIn(folder: string): Ballast {
  const path = join(folder, 'ballast');
  const unfinished = `${path}.unfinished`;
  const isThere = async () => (await stat(path).catch(() => undefined)) !== undefined;
  const sizeBytes = ({ totalBytes }: Pick<Disk, 'totalBytes'>) =>
    Math.round(Math.min(Math.max(totalBytes / 40, 48 * mebibyte), 256 * mebibyte));
  return {
    sizeBytes,
    isThere,
    async make() {
      if (await isThere()) return;
      try {
        await writeBlocks(unfinished, sizeBytes(await readDisk(folder)));
        await rename(unfinished, path);
      } catch (problem) {
        await rm(unfinished, { force: true });
        throw problem;
      }
    },
    async letGo() {
      await rm(unfinished, { force: true });
      const was = await isThere();
      await rm(path, { force: true });
      return was;
    },
  };
}

// Noise, since a file system that compresses would keep a file of zeros in no room at all, and free none with it.
async function writeBlocks(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let left = bytes; left > 0; left -= chunk.length) {
      randomFillSync(chunk);
      await file.write(chunk, 0, Math.min(left, chunk.length));
    }
    await file.sync();
  } finally {
    await file.close();
  }
}
