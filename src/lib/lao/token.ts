// A text as a row of tokens (syllables and words), each known by two 32-bit hashes: as spelled, and folded.
// Hashes are made while scanning; no string is made for a token. It knows nothing of an index.
import { foldedUnits, foldSpan } from './fold.ts';
import { kindOf } from './letter.ts';
import { normalise } from './normalise.ts';
import { tokenEnd, tokenStart } from './syllable.ts';

/** The tokens of a normalised text, in order; every array has one element for each token. */
export interface Tokens {
  /** The normalised text they are of. */
  readonly text: string;
  readonly count: number;
  /** Hash of the token as spelled. */
  readonly exact: Int32Array;
  /** Hash of the folded token. */
  readonly folded: Int32Array;
  /** 1 where nothing, or one space or line end, stands between this token and the one before it. */
  readonly joined: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

// FNV-1a over 16-bit units; lexeme.ts finishes the mixing.
function hashText(text: string, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash | 0;
}

function hashFolded(text: string, start: number, end: number): number {
  const length = foldSpan(text, start, end);
  const units = foldedUnits();
  let hash = FNV_OFFSET;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (units[i] ?? 0), FNV_PRIME);
  return hash | 0;
}

function isGap(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}

function joins(text: string, end: number, start: number): boolean {
  return start === end || (start === end + 1 && isGap(text.charCodeAt(end)));
}

interface Row {
  exact: Int32Array;
  folded: Int32Array;
  joined: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

const rowOf = (size: number): Row => ({
  exact: new Int32Array(size),
  folded: new Int32Array(size),
  joined: new Uint8Array(size),
  starts: new Uint32Array(size),
  ends: new Uint32Array(size),
});

const SCRATCH_TOKENS = 1 << 14;
const scratch = rowOf(SCRATCH_TOKENS);

/** The tokens of a normalised text. The arrays are the caller's to keep until the next call of tokensOf. */
export function tokensOf(normalised: string): Tokens {
  const row = normalised.length <= SCRATCH_TOKENS ? scratch : rowOf(normalised.length);
  let count = 0;
  let before = -2;
  for (let start = tokenStart(normalised, 0); start < normalised.length; ) {
    const end = tokenEnd(normalised, start);
    const exact = hashText(normalised, start, end);
    row.exact[count] = exact;
    row.folded[count] = kindOf(normalised.charCodeAt(start)) === 0 ? exact : hashFolded(normalised, start, end);
    row.joined[count] = joins(normalised, before, start) ? 1 : 0;
    row.starts[count] = start;
    row.ends[count++] = end;
    before = end;
    start = tokenStart(normalised, end);
  }
  return { text: normalised, count, ...row };
}

/** True if the token is a Lao syllable, and not a word of another script or a number. */
export function isLaoToken(tokens: Tokens, index: number): boolean {
  return kindOf(tokens.text.charCodeAt(tokens.starts[index] ?? 0)) !== 0;
}

/** The tokens of any text, after normalising it, in arrays that are the caller's to keep. */
export function analyse(text: string): Tokens {
  const { text: normalised, count, exact, folded, joined, starts, ends } = tokensOf(normalise(text));
  return {
    text: normalised,
    count,
    exact: exact.slice(0, count),
    folded: folded.slice(0, count),
    joined: joined.slice(0, count),
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
  };
}
