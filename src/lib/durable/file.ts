// One file, whole or not at all. It never writes into a file that has its name already.
import { createHash, randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './folder.ts';

/** What a file is written from. */
export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** What was written. */
export interface Written {
  readonly bytes: number;
  /** SHA-256, in hex. */
  readonly digest: string;
}

/** Puts a file in its place, over an older one. */
export function replaceFile(path: string, pieces: Pieces): Promise<Written> {
  return write(path, pieces, fresh => rename(fresh, path));
}

/** Adds a file under a name that is free; `EEXIST` where it is not. */
export function addFile(path: string, pieces: Pieces): Promise<Written> {
  return write(path, pieces, async fresh => {
    await link(fresh, path);
    await rm(fresh);
  });
}

async function write(path: string, pieces: Pieces, place: (fresh: string) => Promise<void>): Promise<Written> {
  const fresh = `${path}.${randomBytes(4).toString('hex')}.new`;
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      for await (const piece of pieces) {
        digest.update(piece);
        bytes += piece.length;
        await file.writeFile(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await place(fresh);
  } catch (problem) {
    await rm(fresh, { force: true });
    throw problem;
  }
  await syncFolder(dirname(path));
  return { bytes, digest: digest.digest('hex') };
}
