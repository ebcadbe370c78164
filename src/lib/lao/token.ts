// A text as a row of tokens (syllables and words), each known by two 32-bit hashes: as spelled, and folded.
// Hashes are made while scanning; no string is made for a token. It knows nothing of an index.
import { kindOf } from './letter.ts';
import { normalise } from './normalise.ts';
import { foreignMarksEnd, tokenStart, wordEnd } from './syllable.ts';
import { exactAt, foldedAt, hashFolded, hashSpan, NAMED_LETTERS, slotOf } from './syllable-hash.ts';
import { syllableEnd } from './syllable-trie.ts';
import { at, type Units, unitsOf } from './units.ts';

/** The tokens of a normalised text, in order; every array has one element for each token. */
export interface Tokens {
  /** The normalised text they are of. */
  readonly text: string;
  readonly count: number;
  /** 1 where the token is a Lao syllable, and not a word of another script or a number. */
  readonly lao: Uint8Array;
  /** Hash of the token as spelled. */
  readonly exact: Int32Array;
  /** Hash of the folded token. */
  readonly folded: Int32Array;
  /** 1 where nothing, or one space or line end, stands between this token and the one before it. */
  readonly joined: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

function isGap(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}

function joins(text: Units, end: number, start: number): boolean {
  return start === end || (start === end + 1 && isGap(at(text, end)));
}

/** Tokens without their text. */
export type Cut = Omit<Tokens, 'text'>;

interface Row {
  lao: Uint8Array;
  exact: Int32Array;
  folded: Int32Array;
  joined: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

const rowOf = (size: number): Row => ({
  lao: new Uint8Array(size),
  exact: new Int32Array(size),
  folded: new Int32Array(size),
  joined: new Uint8Array(size),
  starts: new Uint32Array(size),
  ends: new Uint32Array(size),
});

const SCRATCH_TOKENS = 1 << 14;
const scratch = rowOf(SCRATCH_TOKENS);

/** The tokens of normalised units, as tokensOf has them, but for the text. */
export function cutUnits(units: Units, length: number): Cut {
  const row = length <= SCRATCH_TOKENS ? scratch : rowOf(length);
  const { lao, exact, folded, joined, starts, ends } = row;
  let count = 0;
  let before = -2;
  for (let start = tokenStart(units, 0, length); start < length; ) {
    const isLao = kindOf(at(units, start)) !== 0;
    const bare = isLao ? syllableEnd(units, start) : wordEnd(units, start);
    const end = foreignMarksEnd(units, bare);
    if (isLao && end === bare && end - start <= NAMED_LETTERS) {
      const slot = slotOf(units, start, end);
      exact[count] = exactAt(slot);
      folded[count] = foldedAt(slot);
    } else {
      const hash = hashSpan(units, start, end);
      exact[count] = hash;
      folded[count] = isLao ? hashFolded(units, start, end) : hash;
    }
    lao[count] = isLao ? 1 : 0;
    joined[count] = joins(units, before, start) ? 1 : 0;
    starts[count] = start;
    ends[count++] = end;
    before = end;
    start = tokenStart(units, end, length);
  }
  return { count, lao, exact, folded, joined, starts, ends };
}

/** The tokens of a normalised text. The arrays are the caller's to keep until the next call of tokensOf. */
export function tokensOf(normalised: string): Tokens {
  return { text: normalised, ...cutUnits(unitsOf(normalised), normalised.length) };
}

/** True if the token is a Lao syllable, and not a word of another script or a number. */
export function isLaoToken(tokens: Tokens, index: number): boolean {
  return tokens.lao[index] === 1;
}

/** The tokens of any text, after normalising it, in arrays that are the caller's to keep. */
export function analyse(text: string): Tokens {
  const { text: normalised, count, lao, exact, folded, joined, starts, ends } = tokensOf(normalise(text));
  return {
    text: normalised,
    count,
    lao: lao.slice(0, count),
    exact: exact.slice(0, count),
    folded: folded.slice(0, count),
    joined: joined.slice(0, count),
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
  };
}
