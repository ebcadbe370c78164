// The keys that sign the logs, beside the WAL of a line: a register made after the last base has its key in no base. Only
// sealed to a recipient; a backup that anybody can read holds none.
import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere } from '#lib/durable';
import type { Line } from './line.ts';
import { type Packable, pack } from './pack.ts';
import { glanceAt, readSealed, writeSealed } from './sealed-file.ts';
import type { BackupSet } from './set.ts';
import { unpack } from './unpack.ts';

const folderName = 'keys';

/** Name of the sealed keys of a line, in its set. */
export function keysOf(line: string): string {
  return `${line}/keys`;
}

/** Seals the keys anew where one came or went. */
export async function archiveKeys(line: Line, dataFolder: string): Promise<void> {
  if (line.set.recipient === undefined) return;
  const folder = join(dataFolder, folderName);
  const names = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.key')).sort();
  if (names.length === 0) return;
  const bytes = await gathered(pack(keyTexts(folder, names), { files: 0, bytes: 0 }));
  const [name, digest] = [keysOf(line.name), hash('sha256', bytes, 'hex')];
  const known = (await isThere(join(line.set.folder, name))) ? await glanceAt(line.set, name) : {};
  if (known.digest !== digest) await writeSealed(line.set, { name, bytes: only(bytes), digest, replace: true });
}

/** Lays the keys of a line into a data folder, where the line has some. */
export async function layOutKeys(
  set: BackupSet,
  line: string,
  secret: string | undefined,
  folder: string,
): Promise<void> {
  const name = keysOf(line);
  if (await isThere(join(set.folder, name))) await unpack(readSealed(set, name, secret), folder, name);
}

async function* keyTexts(folder: string, names: readonly string[]): AsyncIterable<Packable> {
  for (const name of names) yield { path: `${folderName}/${name}`, text: await readFile(join(folder, name), 'utf8') };
}

async function gathered(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
