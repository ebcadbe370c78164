// What a reader remembers of a log between two checks: its last verified checkpoint, word for word. Only so can a fork be
// seen by one reader alone.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, parseCheckpoint, parseNote } from '#lib/note';

/** The checkpoint remembered of a log, if there is one. */
export async function findRemembered(folder: string, origin: string): Promise<Checkpoint | undefined> {
  try {
    return parseCheckpoint(parseNote(await readFile(fileOf(folder, origin), 'utf8')).text);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw problem;
  }
}

/** Remembers a checkpoint that has been verified, in the place of the last one. */
export async function remember(folder: string, origin: string, note: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = fileOf(folder, origin);
  await writeFile(`${path}.new`, note);
  await rename(`${path}.new`, path);
}

function fileOf(folder: string, origin: string): string {
  return join(folder, `${encodeURIComponent(origin).replaceAll('*', '%2A')}.checkpoint`);
}
