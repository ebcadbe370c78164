// Opens sealed files, or only finds them whole. Encrypted bytes are given out checked; of a file that is not encrypted
// nothing may be believed before its end was reached. It reads no more than it was given.
import { createDecipheriv, createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import {
  chunkBytes,
  digestBytes,
  type Header,
  keyFor,
  mostHeaderBytes,
  nonceOf,
  parseHeader,
  tagBytes,
} from './header.ts';
import { type Piece, piecesOf, withoutEnd } from './pieces.ts';
import { SealProblem } from './problem.ts';

/** A sealed file: how to read it, which it should be, and the secret half of its key. */
export interface SealedFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly name: string;
  readonly within: string;
  readonly secret?: string | undefined;
}

/** Finds a file whole and under its right name, without a key. Throws SealProblem. Answers what its header says. */
export async function checkSealed(file: SealedFile): Promise<Header> {
  const opened = await open(file);
  for await (const _ of opened.rest);
  return opened.header;
}

/** What was sealed. Throws SealProblem as soon as something is wrong: `damaged`, `cut-off`, `other-file`, a key. */
export async function* unseal(file: SealedFile): AsyncIterable<Uint8Array> {
  const { header, line, rest } = await open(file);
  const key = keyFor(header, line, file.secret);
  const packed = key === undefined ? rest : decrypted(rest, key, header.name);
  const digest = createHash('sha256');
  for await (const bytes of unpacked(packed, header.name)) {
    digest.update(bytes);
    yield bytes;
  }
  if (header.digest !== undefined && digest.digest('hex') !== header.digest)
    throw new SealProblem('damaged', `${header.name} does not hold what was sealed`);
}

interface Opened {
  readonly header: Header;
  readonly line: Buffer;
  /** What lies between header and digest; throws at its end where the digest is another. */
  readonly rest: AsyncIterable<Buffer>;
}

async function open({ bytes, name, within }: SealedFile): Promise<Opened> {
  let end: Buffer = Buffer.alloc(0);
  const body = withoutEnd(bytes, digestBytes, last => {
    end = last;
  })[Symbol.asyncIterator]();
  const { line, after } = await readLine(body, name);
  const header = parseHeader(line);
  if (header.name !== name || header.within !== within)
    throw new SealProblem('other-file', `in the place of ${name} lies ${header.name}`);
  return { header, line, rest: checked({ body, line, after, name }, () => end) };
}

interface Body {
  readonly body: AsyncIterator<Buffer>;
  readonly line: Buffer;
  readonly after: Buffer;
  readonly name: string;
}

async function* checked({ body, line, after, name }: Body, end: () => Buffer): AsyncIterable<Buffer> {
  const whole = createHash('sha256').update(line);
  for (let next: Buffer | undefined = after; next !== undefined; ) {
    whole.update(next);
    yield next;
    const { value, done } = await body.next();
    next = done === true ? undefined : value;
  }
  if (end().length < digestBytes) throw new SealProblem('cut-off', `${name} is cut off`);
  if (!whole.digest().equals(end())) throw new SealProblem('damaged', `${name} was changed or cut off`);
}

async function readLine(body: AsyncIterator<Buffer>, name: string): Promise<{ line: Buffer; after: Buffer }> {
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    const at = held.indexOf(10);
    if (at >= 0) return { line: held.subarray(0, at + 1), after: held.subarray(at + 1) };
    const { value, done } = await body.next();
    if (done === true) throw new SealProblem(held.length === 0 ? 'cut-off' : 'unknown-form', `${name} has no header`);
    held = Buffer.concat([held, value]);
    if (held.length > mostHeaderBytes && held.indexOf(10) < 0)
      throw new SealProblem('unknown-form', `${name} is no sealed file`);
  }
}

async function* decrypted(rest: AsyncIterable<Buffer>, key: Buffer, name: string): AsyncIterable<Buffer> {
  for await (const piece of piecesOf(rest, chunkBytes + tagBytes)) yield decryptedPiece(piece, key, name);
}

function decryptedPiece({ bytes, place, last }: Piece, key: Buffer, name: string): Buffer {
  if (bytes.length < tagBytes) throw new SealProblem('cut-off', `${name} is cut off`);
  const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(place, last), { authTagLength: tagBytes });
  cipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(0, bytes.length - tagBytes)), cipher.final()]);
  } catch {
    throw new SealProblem('damaged', `chunk ${place} of ${name} was changed, moved or cut`);
  }
}

async function* unpacked(packed: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  const unpacker = createZstdDecompress();
  pipeline(Readable.from(packed, { objectMode: false }), unpacker, () => {});
  try {
    yield* unpacker as AsyncIterable<Uint8Array>;
  } catch (problem) {
    if (problem instanceof SealProblem || !String((problem as NodeJS.ErrnoException).code).startsWith('ZSTD'))
      throw problem;
    throw new SealProblem('damaged', `${name} cannot be unpacked`);
  }
}
