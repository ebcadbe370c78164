// From bytes to text, piece by piece, in a known encoding; strict, and exact about where it stops.
// It never replaces a bad byte by a sign of its own.
import { type Encoding, wholeUtf8 } from './encoding.ts';
import { SheetProblem } from './problem.ts';
import type { ByteSource } from './source.ts';

/**
 * The text of a file after its byte order mark. Text before a bad place is given first, then a SheetProblem is thrown:
 * the reader that counts rows then knows the row.
 */
export function decodeText(source: ByteSource, encoding: Encoding): AsyncIterable<string> {
  if (encoding.label === 'utf-8') return decodeUtf8(source, encoding);
  if (encoding.label === 'utf-16le' || encoding.label === 'utf-16be') return decodeUtf16(source, encoding);
  return decodeLegacy(source, encoding);
}

async function* decodeUtf8(source: ByteSource, encoding: Encoding): AsyncIterable<string> {
  let tail: Uint8Array = new Uint8Array(0);
  const end = encoding.badByte ?? source.sizeBytes;
  for await (const chunk of source.chunks(encoding.bomBytes, end)) {
    const piece = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    const whole = wholeUtf8(piece);
    yield Buffer.from(piece.buffer, piece.byteOffset, whole).toString('utf8');
    tail = Uint8Array.from(piece.subarray(whole));
  }
  if (encoding.badByte !== undefined) {
    const [bad = 0] = await source.read(encoding.badByte, 1);
    throw new SheetProblem('invalid-encoding', {
      byte: encoding.badByte,
      given: `0x${bad.toString(16).toUpperCase()}`,
    });
  }
}

/** `Buffer` keeps lone surrogates as they are, `TextDecoder` does not say where they were. */
async function* decodeUtf16(source: ByteSource, encoding: Encoding): AsyncIterable<string> {
  let tail: Uint8Array = new Uint8Array(0);
  let offset = encoding.bomBytes;
  for await (const chunk of source.chunks(encoding.bomBytes)) {
    const piece = Buffer.concat([tail, chunk]);
    const text = utf16Text(piece, encoding.label);
    // Half a surrogate pair at the end waits for its other half.
    const last = text.charCodeAt(text.length - 1);
    const whole = last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
    yield* wellFormed(whole, offset);
    tail = Uint8Array.from(piece.subarray(whole.length * 2));
    offset += whole.length * 2;
  }
  if (tail.length > 1) throw new SheetProblem('lone-surrogate', { byte: offset });
  if (tail.length === 1) throw new SheetProblem('invalid-encoding', { byte: offset, given: 'half a UTF-16 unit' });
}

function utf16Text(piece: Buffer, label: string): string {
  const even = piece.subarray(0, piece.length & ~1);
  return (label === 'utf-16be' ? Buffer.from(even).swap16() : even).toString('utf16le');
}

function* wellFormed(text: string, offset: number): Iterable<string> {
  if (text.isWellFormed()) {
    if (text !== '') yield text;
    return;
  }
  const bad = text.search(/\p{Surrogate}/u);
  yield text.slice(0, bad);
  throw new SheetProblem('lone-surrogate', { byte: offset + bad * 2 });
}

async function* decodeLegacy(source: ByteSource, encoding: Encoding): AsyncIterable<string> {
  const decoder = legacyDecoder(encoding.label);
  let offset = encoding.bomBytes;
  for await (const chunk of source.chunks(encoding.bomBytes)) {
    yield strictly(decoder, chunk, true, encoding, offset);
    offset += chunk.length;
  }
  yield strictly(decoder, new Uint8Array(0), false, encoding, offset);
}

function strictly(
  decoder: TextDecoder,
  bytes: Uint8Array,
  stream: boolean,
  encoding: Encoding,
  offset: number,
): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch (cause) {
    throw new SheetProblem('invalid-encoding', { byte: offset, given: encoding.label }, cause);
  }
}

function legacyDecoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (cause) {
    throw new SheetProblem('unsupported-encoding', { given: label }, cause);
  }
}
