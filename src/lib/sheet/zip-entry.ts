// Inflates one entry of a zip, counting what really comes out and checking its sum. It never trusts the directory further than that.
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { SheetProblem } from './problem.ts';
import type { ByteSource } from './source.ts';
import type { ZipEntry } from './zip.ts';

/** The bytes of an entry. Throws 'zip-bomb' when more comes out than the directory said, 'bad-xlsx' for damage. */
export async function* entryBytes(source: ByteSource, entry: ZipEntry): AsyncIterable<Uint8Array> {
  let inflated = 0;
  let sum = 0;
  try {
    for await (const piece of rawBytes(source, entry)) {
      inflated += piece.length;
      if (inflated > entry.inflatedBytes)
        throw new SheetProblem('zip-bomb', { given: `${entry.name} > ${entry.inflatedBytes} B` });
      sum = crc32(piece, sum);
      yield piece;
    }
  } catch (cause) {
    if (cause instanceof SheetProblem || !isZlibError(cause)) throw cause;
    throw new SheetProblem('bad-xlsx', { given: entry.name }, cause);
  }
  if (inflated !== entry.inflatedBytes || sum !== entry.crc) throw new SheetProblem('bad-xlsx', { given: entry.name });
}

function isZlibError(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

async function* rawBytes(source: ByteSource, entry: ZipEntry): AsyncIterable<Uint8Array> {
  const header = Buffer.from(await source.read(entry.headerOffset, 30));
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50)
    throw new SheetProblem('bad-xlsx', { given: entry.name });
  const from = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const stored = source.chunks(from, Math.min(source.sizeBytes, from + entry.storedBytes));
  if (entry.method === 0) {
    yield* stored;
    return;
  }
  if (entry.method !== 8) throw new SheetProblem('bad-xlsx', { given: `${entry.name}: method ${entry.method}` });
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  // The pipeline's own error is the one that the loop below meets.
  pipeline(Readable.from(copies(stored)), inflate, () => {});
  yield* inflate;
}

/** A stream holds on to several pieces; each is only valid until the next one is read. */
async function* copies(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const piece of pieces) yield Uint8Array.from(piece);
}
