// Tells in which encoding a text file is written, by reading all of it once (validity of UTF-8 is known only at the end).
// It never changes or decodes anything.
import { isAscii, isUtf8 } from 'node:buffer';
import { guessLegacy, type HighBytes, highBytes } from './encoding-legacy.ts';
import type { ByteSource } from './source.ts';

/** What was found out about a file's encoding. */
export interface Encoding {
  /** Label of the Encoding Standard: 'utf-8', 'utf-16le', 'windows-874' ... */
  readonly label: string;
  readonly bomBytes: number;
  /** UTF-8 with a few bad places: offset of the first bad byte. */
  readonly badByte?: number;
}

/** The mark at the start of a file, if it has one; UTF-32 is told apart since it starts like UTF-16. */
export function byteOrderMark(head: Uint8Array): Encoding | undefined {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { label: 'utf-8', bomBytes: 3 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0 && head.length % 4 === 0)
    return { label: 'utf-32le', bomBytes: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { label: 'utf-32be', bomBytes: 4 };
  if (a === 0xff && b === 0xfe) return { label: 'utf-16le', bomBytes: 2 };
  if (a === 0xfe && b === 0xff) return { label: 'utf-16be', bomBytes: 2 };
  return undefined;
}

/** UTF-16 without a mark: every other byte is 0 or the number of a script's page (Lao 0x0E, punctuation 0x20). */
export function bareUtf16(head: Uint8Array): Encoding | undefined {
  const pairs = Math.min(head.length, 65_536) >> 1;
  if (pairs < 2) return undefined;
  let zerosEven = 0;
  let zerosOdd = 0;
  let pagesEven = 0;
  let pagesOdd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    const even = head[at] ?? 0;
    const odd = head[at + 1] ?? 0;
    if (even === 0) zerosEven += 1;
    if (odd === 0) zerosOdd += 1;
    if (even === 0 || even === 0x0e || even === 0x20) pagesEven += 1;
    if (odd === 0 || odd === 0x0e || odd === 0x20) pagesOdd += 1;
  }
  const most = pairs * 0.9;
  if (pagesOdd >= most && zerosOdd > pairs * 0.05 && zerosEven * 10 < zerosOdd)
    return { label: 'utf-16le', bomBytes: 0 };
  if (pagesEven >= most && zerosEven > pairs * 0.05 && zerosOdd * 10 < zerosEven)
    return { label: 'utf-16be', bomBytes: 0 };
  return undefined;
}

/** Reads the file once and says how it is encoded. `declared` is the caller's word: only a mark overrules it. */
export async function findEncoding(source: ByteSource, head: Uint8Array, declared?: string): Promise<Encoding> {
  const marked = byteOrderMark(head);
  if (marked !== undefined && marked.label !== 'utf-8') return marked;
  const label = marked?.label ?? declared?.toLowerCase();
  if (label !== undefined && label !== 'utf-8' && label !== 'utf8') return { label, bomBytes: 0 };
  const bare = label === undefined ? bareUtf16(head) : undefined;
  if (bare !== undefined) return bare;
  const scan = await scanUtf8(source);
  const bomBytes = marked?.bomBytes ?? 0;
  if (scan.badByte === undefined) return { label: 'utf-8', bomBytes };
  const isUtf8Meant = label !== undefined || scan.validSequences > scan.bytes.bad;
  if (isUtf8Meant) return { label: 'utf-8', bomBytes, badByte: scan.badByte };
  return { label: guessLegacy(scan.bytes), bomBytes };
}

interface Utf8Scan {
  readonly badByte?: number;
  readonly validSequences: number;
  readonly bytes: HighBytes;
}

const samples = 16;
const enough = 1_000_000;

/** Goes through the whole file; pieces without fault cost one pass of native code, up to 16 faulty ones are looked at. */
async function scanUtf8(source: ByteSource): Promise<Utf8Scan> {
  const bytes = highBytes();
  let badByte: number | undefined;
  let validSequences = 0;
  let looked = 0;
  let offset = 0;
  let tail: Uint8Array = new Uint8Array(0);
  for await (const chunk of source.chunks()) {
    const piece = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    const whole = piece.subarray(0, wholeUtf8(piece));
    if (!isUtf8(whole)) {
      const bad = bytes.add(whole);
      badByte ??= offset + bad;
      looked += 1;
      if (looked >= samples) break;
    } else if (validSequences < enough && !isAscii(whole)) validSequences += countLeads(whole);
    offset += whole.length;
    tail = Uint8Array.from(piece.subarray(whole.length));
  }
  if (tail.length > 0 && looked < samples) {
    // A file that ends inside a character has one bad place, however many bytes of it are left.
    bytes.bad += 1;
    badByte ??= offset;
  }
  const scan = { validSequences: validSequences + bytes.valid, bytes };
  return badByte === undefined ? scan : { ...scan, badByte };
}

function countLeads(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte >= 0xc2) count += 1;
  return count;
}

/** Length of the piece without a sequence that its end cuts off (at most three bytes). */
export function wholeUtf8(piece: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= piece.length; back += 1) {
    const byte = piece[piece.length - back] ?? 0;
    if (byte < 0x80) return piece.length;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? piece.length - back : piece.length;
    }
  }
  return piece.length;
}
