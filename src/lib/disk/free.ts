// The room of the disk that a folder lies on, as an ordinary program may use it. It looks once and keeps nothing.
import { statfs } from 'node:fs/promises';

/** A disk as found. `freeBytes` leaves out what only root may fill. */
export interface Disk {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Looks at the disk of a folder that is there. */
export async function readDisk(folder: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
