// Texts of the signer that survive a loss of power: the file first, then its folder. The fresh file has one name, so that what a killed
// signer left of it is written over.
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '#lib/durable';

/** Puts a text in the place of a file, whole or not at all. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await writeSynced(fresh, text, 'w');
  await rename(fresh, path);
  await syncFolder(dirname(path));
}

/** Adds a text to the end of a file, which is made if there is none. */
export async function appendFile(path: string, text: string): Promise<void> {
  await writeSynced(path, text, 'a');
  await syncFolder(dirname(path));
}

/**
 * Makes a file that is not there yet, whole or not at all; `EEXIST` where it is. It gets its name only when it is on the disk: a
 * process that is killed here leaves nothing under that name.
 */
export async function makeFile(path: string, text: string, mode: number): Promise<void> {
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  await writeSynced(fresh, text, 'wx', mode);
  try {
    await link(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, text: string, flags: string, mode = 0o600): Promise<void> {
  const file = await open(path, flags, mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
