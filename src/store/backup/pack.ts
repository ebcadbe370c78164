// Many files as one stream, each with its length before it and its SHA-256 behind it. A file that changes meanwhile is taken
// as long as it was when opened: the WAL puts it right at recovery. It reads and holds one piece at a time.
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** What goes in: a file of the disk, an empty folder, or a text. */
export type Packable =
  | { readonly path: string; readonly from: string }
  | { readonly path: string; readonly folder: true }
  | { readonly path: string; readonly text: string };

/** How much went in: files, texts and folders, without what was gone when its turn came. */
export interface PackedSize {
  files: number;
  bytes: number;
}

/** Before each file stands this, as JSON behind its length in 4 bytes; the last says that it is the last. */
export interface PackHead {
  readonly path?: string;
  readonly bytes?: number;
  readonly folder?: true;
  readonly end?: true;
}

const pieceBytes = 2 ** 20;

/** The stream. `size` grows with it. */
export async function* pack(all: AsyncIterable<Packable>, size: PackedSize): AsyncIterable<Uint8Array> {
  for await (const one of all) {
    if ('folder' in one) yield* packFolder(one.path, size);
    else if ('text' in one) yield* packText(one.path, one.text, size);
    else yield* packFile(one.path, one.from, size);
  }
  yield headOf({ end: true });
}

function headOf(head: PackHead): Buffer {
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text]);
}

function* packFolder(path: string, size: PackedSize): Iterable<Uint8Array> {
  size.files++;
  yield headOf({ path, folder: true });
}

function* packText(path: string, text: string, size: PackedSize): Iterable<Uint8Array> {
  const bytes = Buffer.from(text);
  size.files++;
  size.bytes += bytes.length;
  yield headOf({ path, bytes: bytes.length });
  yield bytes;
  yield createHash('sha256').update(bytes).digest();
}

async function* packFile(path: string, from: string, size: PackedSize): AsyncIterable<Uint8Array> {
  const file = await open(from, 'r').catch(goneOrThrow);
  if (file === undefined) return; // dropped meanwhile: the WAL says so too
  try {
    const bytes = (await file.stat()).size;
    size.files++;
    size.bytes += bytes;
    yield headOf({ path, bytes });
    const digest = createHash('sha256');
    for (let at = 0; at < bytes; ) {
      const piece = await readAt(file, at, Math.min(pieceBytes, bytes - at));
      digest.update(piece);
      yield piece;
      at += piece.length;
    }
    yield digest.digest();
  } finally {
    await file.close();
  }
}

// Truncated meanwhile: what is gone is zeros here, and the WAL truncates it again.
async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
  return bytesRead === 0 ? Buffer.alloc(length) : buffer.subarray(0, bytesRead);
}

function goneOrThrow(problem: unknown): undefined {
  if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw problem;
}
