// The anchor: the newest signed checkpoint of a log, outside of the database, so that a database set back is noticed.
// Beside it an append-only history. It judges nothing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '#lib/durable';
import { appendFile, replaceFile } from './durable.ts';
import { fileNameOf } from './file-name.ts';

/** The newest anchored note of a log; undefined where there is none yet, or an operator declared that none stands. */
export async function findAnchor(folder: string, origin: string): Promise<string | undefined> {
  try {
    const note = await readFile(join(folder, fileNameOf(origin), 'checkpoint'), 'utf8');
    return note === '' ? undefined : note;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw problem;
  }
}

/** Anchors a note: when this returns, it is on the disk. After a crash half-way the history may hold a note twice. */
export async function writeAnchor(folder: string, origin: string, note: string): Promise<void> {
  const home = join(folder, fileNameOf(origin));
  await makeFolder(home);
  await appendFile(join(home, 'history'), `${note}\n`);
  await replaceFile(join(home, 'checkpoint'), note);
}

/** Writes down that an operator declared a shorter log to be the right one; one JSON object a line, for ever. */
export async function writeDeclaration(folder: string, origin: string, declaration: object): Promise<void> {
  const home = join(folder, fileNameOf(origin));
  await makeFolder(home);
  await appendFile(join(home, 'declarations'), `${JSON.stringify(declaration)}\n`);
}
