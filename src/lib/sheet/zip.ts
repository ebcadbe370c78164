// Reads the directory of a zip file and refuses what may harm before a single byte is inflated: too many entries, sizes beyond any
// limit, names that lead elsewhere, entries that overlap (APPNOTE 4.3, 4.4; Fifield 2019). It writes nothing to disk.
import type { Limits } from './limits.ts';
import { SheetProblem } from './problem.ts';
import type { ByteSource } from './source.ts';

/** One file in a zip, as its directory says. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly storedBytes: number;
  readonly inflatedBytes: number;
  readonly headerOffset: number;
}

const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const directorySignature = 0x02014b50;
const ratioFreeBytes = 10 * 1024 * 1024;

/** The entries by name. Throws 'zip-bomb', 'zip-slip', 'encrypted', or 'bad-xlsx' for a directory that cannot be read. */
export async function readZipDirectory(source: ByteSource, limits: Limits): Promise<Map<string, ZipEntry>> {
  const end = await findEnd(source);
  if (end.entries > limits.zipEntries)
    throw new SheetProblem('zip-bomb', { given: `${end.entries} > ${limits.zipEntries}` });
  if (end.offset + end.sizeBytes > source.sizeBytes || end.sizeBytes > limits.zipEntries * 1_024)
    throw badZip('directory');
  const directory = view(await source.read(end.offset, end.sizeBytes));
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let count = 0; count < end.entries; count += 1) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== directorySignature)
      throw badZip('directory');
    const entry = readEntry(directory, at);
    checkEntry(entry, limits);
    if (entries.has(entry.name)) throw badZip(`two entries ${entry.name}`);
    entries.set(entry.name, entry);
    at +=
      46 + directory.getUint16(at + 28, true) + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  checkTogether([...entries.values()], end.offset, limits);
  return entries;
}

function badZip(given: string): SheetProblem {
  return new SheetProblem('bad-xlsx', { given });
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface DirectoryEnd {
  readonly entries: number;
  readonly offset: number;
  readonly sizeBytes: number;
}

/** The end record stands in the last 64 kB (a comment may follow it); a zip64 file has its own before it. */
async function findEnd(source: ByteSource): Promise<DirectoryEnd> {
  const tailOffset = Math.max(0, source.sizeBytes - 65_557);
  const tail = view(await source.read(tailOffset, 65_557));
  for (let at = tail.byteLength - 22; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== endSignature) continue;
    const entries = tail.getUint16(at + 10, true);
    const sizeBytes = tail.getUint32(at + 12, true);
    const offset = tail.getUint32(at + 16, true);
    if (entries !== 0xffff && sizeBytes !== 0xffffffff && offset !== 0xffffffff) return { entries, sizeBytes, offset };
    return findEnd64(source, tailOffset + at - 20);
  }
  throw badZip('no directory');
}

async function findEnd64(source: ByteSource, locatorOffset: number): Promise<DirectoryEnd> {
  const locator = view(await source.read(Math.max(0, locatorOffset), 20));
  if (locator.byteLength < 20 || locator.getUint32(0, true) !== end64LocatorSignature) throw badZip('zip64');
  const end = view(await source.read(Number(locator.getBigUint64(8, true)), 56));
  if (end.byteLength < 56 || end.getUint32(0, true) !== end64Signature) throw badZip('zip64');
  return {
    entries: Number(end.getBigUint64(32, true)),
    sizeBytes: Number(end.getBigUint64(40, true)),
    offset: Number(end.getBigUint64(48, true)),
  };
}

function readEntry(directory: DataView, at: number): ZipEntry {
  const nameBytes = directory.getUint16(at + 28, true);
  const extraBytes = directory.getUint16(at + 30, true);
  if (at + 46 + nameBytes + extraBytes > directory.byteLength) throw badZip('directory');
  if ((directory.getUint16(at + 8, true) & 1) === 1) throw new SheetProblem('encrypted', { given: 'zip' });
  const name = Buffer.from(directory.buffer, directory.byteOffset + at + 46, nameBytes)
    .toString('utf8')
    .replaceAll('\\', '/');
  const sizes = { inflated: directory.getUint32(at + 24, true), stored: directory.getUint32(at + 20, true) };
  const offset = directory.getUint32(at + 42, true);
  const wide = readZip64(directory, at + 46 + nameBytes, extraBytes, [sizes.inflated, sizes.stored, offset]);
  return {
    name,
    method: directory.getUint16(at + 10, true),
    crc: directory.getUint32(at + 16, true),
    inflatedBytes: wide[0] ?? 0,
    storedBytes: wide[1] ?? 0,
    headerOffset: wide[2] ?? 0,
  };
}

/** Numbers that do not fit in 32 bits stand in an extra field, only those, in this order (APPNOTE 4.5.3). */
function readZip64(directory: DataView, from: number, extraBytes: number, narrow: readonly number[]): number[] {
  if (!narrow.includes(0xffffffff)) return [...narrow];
  for (let at = from; at + 4 <= from + extraBytes; ) {
    const length = directory.getUint16(at + 2, true);
    if (directory.getUint16(at, true) === 1)
      return widened(directory, at + 4, Math.min(at + 4 + length, from + extraBytes), narrow);
    at += 4 + length;
  }
  throw badZip('zip64');
}

function widened(directory: DataView, from: number, end: number, narrow: readonly number[]): number[] {
  let at = from;
  return narrow.map(value => {
    if (value !== 0xffffffff) return value;
    if (at + 8 > end) throw badZip('zip64');
    at += 8;
    return Number(directory.getBigUint64(at - 8, true));
  });
}

function checkEntry(entry: ZipEntry, limits: Limits): void {
  const { name, storedBytes, inflatedBytes } = entry;
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.split('/').includes('..') || name.includes('\0')) {
    throw new SheetProblem('zip-slip', { given: name });
  }
  if (inflatedBytes > ratioFreeBytes && inflatedBytes > storedBytes * limits.inflateRatio) {
    throw new SheetProblem('zip-bomb', { given: `${name}: ${storedBytes} B, ${inflatedBytes} B` });
  }
}

function checkTogether(entries: ZipEntry[], directoryOffset: number, limits: Limits): void {
  let total = 0;
  for (const entry of entries) total += entry.inflatedBytes;
  if (total > limits.inflatedBytes) throw new SheetProblem('zip-bomb', { given: `${total} B` });
  entries.sort((a, b) => a.headerOffset - b.headerOffset);
  entries.forEach((entry, index) => {
    const next = entries[index + 1]?.headerOffset ?? directoryOffset;
    const least = entry.headerOffset + 30 + entry.storedBytes;
    if (least > next) throw index + 1 < entries.length ? overlap(entry) : badZip(entry.name);
  });
}

function overlap(entry: ZipEntry): SheetProblem {
  return new SheetProblem('zip-bomb', { given: entry.name });
}
