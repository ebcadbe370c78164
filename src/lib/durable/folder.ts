// Folders made, removed and written to the disk. Windows has no handle of a folder, and needs none.
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Makes a folder that only its owner can enter, and what leads to it. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  // Each that was made stands in the one above it.
  const top = dirname(resolve(first));
  for (let made = resolve(path); made.length > top.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Writes to the disk which files a folder has. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Removes a folder so that nobody ever meets half of it: it goes by its name first. */
export async function removeWhole(path: string): Promise<void> {
  const gone = `${path}.gone`;
  await rm(gone, { recursive: true, force: true });
  await rename(path, gone);
  await syncFolder(dirname(path));
  await rm(gone, { recursive: true, force: true });
}

/** Is there a file or folder of that name? */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
