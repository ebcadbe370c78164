// The bytes of a file wherever they come from: memory, disk, or a stream, which is first set down (zip needs random access).
// It never looks at what the bytes mean.
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SheetProblem } from './problem.ts';

/** A file as bytes at offsets. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Up to `length` bytes from `offset`; fewer only at the end. The bytes are the caller's to keep. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** All bytes from `offset` in pieces; a piece is only valid until the next one is asked for. */
  chunks(offset?: number, end?: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Where a file may come from. */
export type SheetSource = { path: string } | { bytes: Uint8Array } | { stream: AsyncIterable<Uint8Array> };

const chunkBytes = 256 * 1024;
const keptInMemoryBytes = 8 * 1024 * 1024;

/** Opens any of the three; a stream longer than `limitBytes` is refused, a long one waits in a temporary file. */
export async function openSource(source: SheetSource, limitBytes: number): Promise<ByteSource> {
  if ('path' in source) return fileSource(await open(source.path, 'r'));
  if ('bytes' in source) return bytesSource(source.bytes);
  return streamSource(source.stream, limitBytes);
}

/** A source that says how much of it the last walk through its pieces has passed, from 0 to 1. */
export interface FollowedSource extends ByteSource {
  readShare(): number;
}

/** Follows a source: for whoever shows how far a long file has been read. */
export function followed(source: ByteSource): FollowedSource {
  let passed = 0;
  return {
    ...source,
    async *chunks(offset = 0, end = source.sizeBytes) {
      passed = offset;
      for await (const chunk of source.chunks(offset, end)) {
        passed += chunk.length;
        yield chunk;
      }
    },
    readShare: () => (source.sizeBytes === 0 ? 1 : passed / source.sizeBytes),
  };
}

function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    async *chunks(offset = 0, end = bytes.length) {
      for (let at = offset; at < end; at += chunkBytes) yield bytes.subarray(at, Math.min(end, at + chunkBytes));
    },
    close: async () => {},
  };
}

async function fileSource(file: FileHandle, afterClose?: () => Promise<void>): Promise<ByteSource> {
  const sizeBytes = (await file.stat()).size;
  async function read(offset: number, length: number): Promise<Uint8Array> {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, sizeBytes - offset)));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }
  return {
    sizeBytes,
    read,
    chunks: (offset = 0, end = sizeBytes) => fileChunks(file, offset, end),
    async close() {
      await file.close();
      await afterClose?.();
    },
  };
}

/** Reads ahead by one piece, so that disk and parsing overlap; two buffers take turns. */
async function* fileChunks(file: FileHandle, offset: number, end: number): AsyncIterable<Uint8Array> {
  const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const;
  let at = offset;
  let turn: 0 | 1 = 0;
  const next = () => file.read(buffers[turn], 0, Math.min(chunkBytes, end - at), at);
  let ahead = next();
  try {
    for (;;) {
      const { bytesRead } = await ahead;
      if (bytesRead === 0) return;
      const ready = buffers[turn].subarray(0, bytesRead);
      at += bytesRead;
      turn = turn === 0 ? 1 : 0;
      ahead = next();
      yield ready;
    }
  } finally {
    // A reader that stops early leaves one read under way: wait for it, so that closing the file is safe.
    await ahead.catch(() => undefined);
  }
}

async function streamSource(stream: AsyncIterable<Uint8Array>, limitBytes: number): Promise<ByteSource> {
  const kept: Uint8Array[] = [];
  let file: { handle: FileHandle; folder: string } | undefined;
  let sizeBytes = 0;
  try {
    for await (const piece of stream) {
      sizeBytes += piece.length;
      if (sizeBytes > limitBytes) throw new SheetProblem('too-large-file', { given: `> ${limitBytes} B` });
      if (file === undefined && sizeBytes > keptInMemoryBytes) file = await temporaryFile(kept);
      if (file === undefined) kept.push(Uint8Array.from(piece));
      else await file.handle.appendFile(piece);
    }
  } catch (problem) {
    await file?.handle.close();
    if (file !== undefined) await rm(file.folder, { recursive: true, force: true });
    throw problem;
  }
  if (file === undefined) return bytesSource(Buffer.concat(kept));
  const { handle, folder } = file;
  return fileSource(handle, () => rm(folder, { recursive: true, force: true }));
}

async function temporaryFile(pieces: readonly Uint8Array[]): Promise<{ handle: FileHandle; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'sheet-stream-'));
  const handle = await open(join(folder, 'bytes'), 'wx+', 0o600);
  for (const piece of pieces) await handle.appendFile(piece);
  return { handle, folder };
}
