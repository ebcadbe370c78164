// A log as a folder of static files under the same names as its addresses: what a mirror, a backup or a plain web server
// gives. It holds public bodies only.
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  encodeBodyBundle,
  encodeEntryBundle,
  partialTiles,
  tileIndexPath,
  tilePath,
  tilesFilledBetween,
  tileWidth,
} from '#lib/merkle';
import {
  findCheckpoint,
  readEntries,
  readPublicBodies,
  type Speaker,
  type StoredCheckpoint,
  type StoredRegister,
  tileReader,
} from '#store';
import { refuseVerify } from './refusals.ts';

/** What was written: a log up to its newest anchored checkpoint, and the verifier key beside it. */
export interface ExportedLog {
  readonly size: number;
  readonly key: string;
}

const bodiesAtOnce = 16;

/** Writes a log's files below a folder, the checkpoint last: whoever reads along never meets a checkpoint without its tiles. */
export async function exportLogFolder(sql: Speaker, stored: StoredRegister, folder: string): Promise<ExportedLog> {
  const checkpoint = await findCheckpoint(sql, stored.id);
  const keys = await sql`select vkeys from laopedia.log_key where register_id = ${stored.id}`;
  if (checkpoint === undefined || keys[0] === undefined) {
    throw refuseVerify('not-signed-yet', { register: stored.register.name });
  }
  const vkeys = String(keys[0]['vkeys']);
  await writeTiles(sql, stored.id, checkpoint, folder);
  await writeBundles(sql, stored.id, checkpoint, folder);
  await write(folder, 'key', Buffer.from(vkeys));
  await write(folder, 'checkpoint', Buffer.from(checkpoint.note));
  return { size: checkpoint.size, key: vkeys.split('\n')[0] ?? '' };
}

async function writeTiles(sql: Speaker, id: number, { size }: StoredCheckpoint, folder: string): Promise<void> {
  const read = tileReader(sql, id, size);
  for (const { level, index, width } of [...tilesFilledBetween(0, size), ...partialTiles(size)]) {
    await write(folder, tilePath(level, index, width), await read(level, index, width));
  }
}

async function writeBundles(sql: Speaker, id: number, { size }: StoredCheckpoint, folder: string): Promise<void> {
  for (let first = 0; first < size; first += tileWidth) {
    const until = Math.min(size, first + tileWidth);
    const [index, width] = [first / tileWidth, until - first];
    const entries = await readEntries(sql, id, first, until);
    await write(folder, tilePath('entries', index, width), encodeEntryBundle(entries));
    const path = join(folder, 'public', ...tileIndexPath(index, width).split('/'));
    await mkdir(dirname(path), { recursive: true });
    await pipeline(Readable.from(bodies(sql, id, first, until)), createWriteStream(path));
  }
}

async function* bodies(sql: Speaker, id: number, from: number, until: number): AsyncIterable<Uint8Array> {
  for (let at = from; at < until; at += bodiesAtOnce) {
    const there = await readPublicBodies(sql, id, at, Math.min(until, at + bodiesAtOnce));
    yield encodeBodyBundle(
      there.map(one => (one === undefined ? Buffer.of() : Buffer.concat([one.salt, Buffer.from(one.body)]))),
    );
  }
}

async function write(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const file = join(folder, ...path.split('/'));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
