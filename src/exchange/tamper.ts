// Shows that tampering is noticed: copies a log, flips one bit of one entry in the copy, and has it checked. The log itself
// is only read.
import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeEntryBundle, encodeEntryBundle, tilePath, tileWidth } from '#lib/merkle';
import { getRegister, type Store } from '#store';
import { exportLogFolder } from './log-folder.ts';
import type { VerifyReport } from './verify/report.ts';
import { verifyLog } from './verify/verify-log.ts';

/** Which bit was flipped, and what the check said before and after. */
export interface Tampering {
  readonly entry: number;
  readonly byte: number;
  readonly bit: number;
  readonly untouched: VerifyReport;
  readonly tampered: VerifyReport;
}

/** Tries it on a register: an entry, a byte and a bit at random, in a copy that is removed afterwards. */
export async function tryTamper(store: Store, registerName: string): Promise<Tampering> {
  const stored = await getRegister(store.public, registerName);
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-tamper-'));
  try {
    const { size, key } = await exportLogFolder(store.public, stored, folder);
    const untouched = await verifyLog(folder, { key });
    const flipped = await flipBit(folder, size);
    return { ...flipped, untouched, tampered: await verifyLog(folder, { key }) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function flipBit(folder: string, size: number): Promise<{ entry: number; byte: number; bit: number }> {
  const entry = randomInt(size);
  const index = Math.floor(entry / tileWidth);
  const width = Math.min(tileWidth, size - index * tileWidth);
  const path = join(folder, ...tilePath('entries', index, width).split('/'));
  const entries = decodeEntryBundle(await readFile(path));
  const bytes = entries[entry % tileWidth];
  if (bytes === undefined) throw new Error(`the copy has no entry ${entry}`);
  const [byte, bit] = [randomInt(bytes.length), randomInt(8)];
  bytes[byte] = (bytes[byte] ?? 0) ^ (1 << bit);
  await writeFile(path, encodeEntryBundle(entries));
  return { entry, byte, bit };
}
