// Writes a zip file front to back without knowing sizes beforehand (APPNOTE 4.3.9: they follow the data). The same input gives the same bytes.
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { SheetProblem } from './problem.ts';

/** One file to be put into a zip. */
export interface ZipPart {
  readonly name: string;
  readonly content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

interface WrittenEntry {
  readonly name: Buffer;
  readonly crc: number;
  readonly storedBytes: number;
  readonly inflatedBytes: number;
  readonly offset: number;
}

/** 1980-01-01, the first day a zip knows: no clock, so that the bytes can be compared. */
const firstDay = 0x0021;
const largest = 0xffff_fffe;

/** The pieces of a zip file; the next part's content is asked for when the one before is finished. */
export async function* writeZip(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncIterable<Uint8Array> {
  const written: WrittenEntry[] = [];
  let offset = 0;
  for await (const part of parts) {
    const name = Buffer.from(part.name, 'utf8');
    const count = { crc: 0, inflatedBytes: 0 };
    const start = offset;
    let storedBytes = 0;
    const header = localHeader(name);
    offset += header.length;
    yield header;
    for await (const piece of deflated(part.content, count)) {
      storedBytes += piece.length;
      yield piece;
    }
    const entry = { name, ...count, storedBytes, offset: start };
    const descriptor = dataDescriptor(entry);
    offset += storedBytes + descriptor.length;
    if (offset > largest || count.inflatedBytes > largest)
      throw new SheetProblem('too-large-file', { given: part.name });
    written.push(entry);
    yield descriptor;
  }
  yield directory(written, offset);
}

async function* deflated(
  content: ZipPart['content'],
  count: { crc: number; inflatedBytes: number },
): AsyncIterable<Uint8Array> {
  async function* counted(): AsyncIterable<Uint8Array> {
    for await (const text of content) {
      const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
      count.crc = crc32(bytes, count.crc);
      count.inflatedBytes += bytes.length;
      yield bytes;
    }
  }
  const deflate = createDeflateRaw({ level: 4, chunkSize: 64 * 1024 });
  // The pipeline's own error is the one that the loop below meets.
  pipeline(Readable.from(counted()), deflate, () => {});
  yield* deflate;
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(0x0808, 6); // sizes follow, name in UTF-8
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(firstDay, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function dataDescriptor(entry: WrittenEntry): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(entry.crc, 4);
  descriptor.writeUInt32LE(entry.storedBytes, 8);
  descriptor.writeUInt32LE(entry.inflatedBytes, 12);
  return descriptor;
}

function directory(entries: readonly WrittenEntry[], offset: number): Buffer {
  const records = Buffer.concat(entries.map(directoryRecord));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([records, end]);
}

function directoryRecord(entry: WrittenEntry): Buffer {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(0x0808, 8);
  record.writeUInt16LE(8, 10);
  record.writeUInt16LE(firstDay, 14);
  record.writeUInt32LE(entry.crc, 16);
  record.writeUInt32LE(entry.storedBytes, 20);
  record.writeUInt32LE(entry.inflatedBytes, 24);
  record.writeUInt16LE(entry.name.length, 28);
  record.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([record, entry.name]);
}
