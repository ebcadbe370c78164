// Somebody's copy of one register's log, by an address, a folder or a file of an export: its signed head, and its entries
// from a number on. The signature is checked here; that the entries lead to the head is for whoever takes them.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeEntryBundle, tileIndexPath, tilePath, tileWidth } from '#lib/merkle';
import type { Checkpoint } from '#lib/note';
import { type RsfHead, readRsf } from '#projection/export';
import { parseEntry, tierDigest } from '#register';
import type { CopiedEntry } from '#store';
import { refuseVerify } from '../refusals.ts';
import { type LogSource, logSource } from '../source.ts';
import { readFrames } from './frame.ts';
import { openHead } from './head.ts';

/** A copy of a log. */
export interface KnownLog {
  readonly note: string;
  readonly checkpoint: Checkpoint;
  entries(from: number): AsyncIterable<CopiedEntry>;
}

const maxNoteBytes = 1_000_000;
const maxBundleBytes = tileWidth * (2 + 65_535);

/**
 * Opens the copy of a register. `where` is an installation's address, a log's (`…/log/enterprise`), a folder of one log or of
 * several by their names, or a file made by `export --format rsf`. `keys` are the log's verifier keys: one of them has signed it.
 */
export async function openKnownLog(where: string, register: string, keys: readonly string[]): Promise<KnownLog> {
  const found = /^https?:\/\//.test(where) ? undefined : await stat(where).catch(() => undefined);
  if (found?.isFile()) return openStream(where, keys);
  const source = await sourceOf(where, register);
  const bytes = await source.find('checkpoint', maxNoteBytes);
  if (bytes === undefined) throw refuseVerify('missing', { path: `${source.name}/checkpoint` });
  const note = Buffer.from(bytes).toString();
  const checkpoint = signedHead(note, keys);
  return { note, checkpoint, entries: from => entriesOf(source, checkpoint.size, from) };
}

async function sourceOf(where: string, register: string): Promise<LogSource> {
  if (/^https?:\/\//.test(where)) {
    const isLog = /\/log\/[^/]+\/?$/.test(where);
    return logSource(isLog ? where : `${where.replace(/\/+$/, '')}/log/${register}`);
  }
  const own = await stat(join(where, register)).catch(() => undefined);
  return logSource(own?.isDirectory() ? join(where, register) : where);
}

function signedHead(note: string, keys: readonly string[]): Checkpoint {
  const [first, ...others] = keys;
  for (const key of others) {
    try {
      return openHead(note, key);
    } catch {
      // the first key says what is wrong
    }
  }
  return openHead(note, first);
}

async function* entriesOf(source: LogSource, size: number, from: number): AsyncIterable<CopiedEntry> {
  for (let index = Math.floor(from / tileWidth); index * tileWidth < size; index++) {
    const first = index * tileWidth;
    const width = Math.min(tileWidth, size - first);
    const path = tilePath('entries', index, width);
    const bytes = await source.find(path, maxBundleBytes);
    if (bytes === undefined) throw refuseVerify('missing', { path });
    const entries = decodeEntryBundle(bytes);
    const bodies = await bodiesOf(source, index, width);
    for (const [place, entry] of entries.entries())
      if (first + place >= from) yield copiedEntry(first + place, entry, bodies[place]);
  }
}

type Open = CopiedEntry['open'];

async function bodiesOf(source: LogSource, index: number, width: number): Promise<Open[]> {
  const pieces = await source.open(`public/${tileIndexPath(index, width)}`);
  const bodies: Open[] = [];
  if (pieces !== undefined) for await (const frame of readFrames(pieces)) bodies.push(frame);
  return bodies;
}

function copiedEntry(number: number, bytes: Uint8Array, open: Open): CopiedEntry {
  const entry = parseEntry(Buffer.from(bytes).toString('utf8'));
  if (entry === undefined) throw refuseVerify('entry-unreadable', { number });
  if (open === undefined) return { bytes, entry };
  const { public: digest } = (entry['digests'] ?? {}) as { readonly public?: unknown };
  if (tierDigest(open.salt, open.body) !== digest) throw refuseVerify('body-changed', { number });
  return { bytes, entry, open };
}

// A stream is read twice: for its head, and for its entries. It carries a checkpoint only where its log was signed.
async function openStream(file: string, keys: readonly string[]): Promise<KnownLog> {
  const parts = readRsf(createReadStream(file))[Symbol.asyncIterator]();
  const head = (await parts.next()).value as RsfHead;
  await parts.return?.(undefined);
  if (head.checkpoint === undefined) throw refuseVerify('missing', { path: `${file}: checkpoint` });
  const checkpoint = signedHead(head.checkpoint, keys);
  return {
    note: head.checkpoint,
    checkpoint,
    async *entries(from) {
      for await (const part of readRsf(createReadStream(file))) {
        if (part.kind !== 'entry' || part.number < from || part.number >= checkpoint.size) continue;
        const { bytes, entry, open } = part;
        yield open === undefined ? { bytes, entry } : { bytes, entry, open };
      }
    },
  };
}
