// What a search index keeps of a text: four streams of 32-bit lexemes, told apart by what is hashed in.
// No positions: bigrams are the phrase. A collision costs a candidate, never a result, since rank.ts reads the text.
import { beginDistinct, keepDistinct, keepNew } from './distinct.ts';
import { normalise, normaliseUnits } from './normalise.ts';
import { type Cut, cutUnits, tokensOf } from './token.ts';

/** Raised when the lexemes of a text change, so that an index made by an older analyser is known and made again. */
export const analyserVersion = 2;

/** Single tokens or pairs of neighbours, as spelled or folded. Pairs cross one space, never punctuation. */
export type Stream = 'exactBigrams' | 'foldedBigrams' | 'exactUnigrams' | 'foldedUnigrams';
/** The distinct lexemes of a text in each stream, in order of appearance. Streams share no lexeme but by chance. */
export type Lexemes = Readonly<Record<Stream, Int32Array>>;

const SEEDS: Readonly<Record<Stream, number>> = {
  exactBigrams: 0x2545f491,
  foldedBigrams: 0x6c8e9cf5,
  exactUnigrams: 0x1b873593,
  foldedUnigrams: 0x5bd1e995,
};
const STREAMS: readonly Stream[] = ['exactBigrams', 'foldedBigrams', 'exactUnigrams', 'foldedUnigrams'];

// The finaliser of MurmurHash3 (Appleby): every bit of the token reaches every bit of the lexeme.
function mixed(h: number): number {
  let hash = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function paired(first: number, second: number, seed: number): number {
  return mixed(Math.imul(mixed(first ^ seed), 0x9e3779b1) + second);
}

/** The lexeme of one token hash in a unigram stream. */
export function unigram(stream: Stream, token: number): number {
  return mixed(token ^ SEEDS[stream]);
}

/** The lexeme of two neighbouring token hashes in a bigram stream. */
export function bigram(stream: Stream, first: number, second: number): number {
  return paired(first, second, SEEDS[stream]);
}

function addUnigrams(hashes: Int32Array, count: number, seed: number, into: Int32Array, from: number): number {
  for (let i = 0; i < count; i++) into[from + i] = mixed((hashes[i] ?? 0) ^ seed);
  return from + count;
}

function addBigrams(hashes: Int32Array, tokens: Cut, seed: number, into: Int32Array, from: number): number {
  let length = from;
  for (let i = 1; i < tokens.count; i++) {
    if (tokens.joined[i] === 1) into[length++] = paired(hashes[i - 1] ?? 0, hashes[i] ?? 0, seed);
  }
  return length;
}

function lexemesOf(tokens: Cut, streams: readonly Stream[]): Int32Array {
  const all = new Int32Array(tokens.count * streams.length);
  let length = 0;
  for (const stream of streams) {
    const hashes = stream === 'exactBigrams' || stream === 'exactUnigrams' ? tokens.exact : tokens.folded;
    if (stream === 'exactUnigrams' || stream === 'foldedUnigrams') {
      length = addUnigrams(hashes, tokens.count, SEEDS[stream], all, length);
    } else length = addBigrams(hashes, tokens, SEEDS[stream], all, length);
  }
  return all.slice(0, keepDistinct(all, length));
}

/**
 * The distinct lexemes of a text in the streams asked for (all four if none are named), as they first appear: an int4 array for a GIN index.
 * The text is normalised first; any string will do. An empty array for a text without letters or digits.
 */
export function lexemes(text: string, streams: readonly Stream[] = STREAMS): Int32Array {
  return lexemesOf(tokensOf(normalise(text)), streams);
}

/** The lexemes of a query, stream by stream, so that bigrams can be asked for first and folded unigrams last. */
export function queryLexemes(text: string): Lexemes {
  const tokens = tokensOf(normalise(text));
  return {
    exactBigrams: lexemesOf(tokens, ['exactBigrams']),
    foldedBigrams: lexemesOf(tokens, ['foldedBigrams']),
    exactUnigrams: lexemesOf(tokens, ['exactUnigrams']),
    foldedUnigrams: lexemesOf(tokens, ['foldedUnigrams']),
  };
}

/** The lexemes by which an index finds a text. */
export interface IndexedLexemes {
  /** Each once: the folded pairs, then the tokens as spelled. */
  readonly row: Int32Array;
  /** How many of the row are pairs. */
  readonly pairs: number;
}

// Rows are cut from one array until it is full: an array of its own for each short text would cost as much as its syllables.
const CUT_FROM = 1 << 13;
let rows = new Int32Array(CUT_FROM);
let used = 0;

// Where so many lexemes can be put: at used in rows.
function makeRoom(most: number): void {
  if (used + most <= rows.length) return;
  rows = new Int32Array(Math.max(CUT_FROM, most));
  used = 0;
}

function addLaoPairs({ count, folded, joined, lao }: Cut, into: Int32Array, from: number): number {
  let length = from;
  for (let i = 1; i < count; i++) {
    // Written in any case, and kept if it counts: a branch would often be guessed wrong.
    into[length] = paired(folded[i - 1] ?? 0, folded[i] ?? 0, SEEDS.foldedBigrams);
    length += (joined[i] ?? 0) & (lao[i - 1] ?? 0) & (lao[i] ?? 0);
  }
  return length;
}

/**
 * What an index needs to keep of a text: the folded pairs of Lao syllables and the exact tokens. A phrase as spelled has its
 * pairs and its tokens; what is spelled otherwise shares the pairs. Words in Latin letters and numbers are found one by one:
 * their pairs would be half of all distinct lexemes and lead to nothing that the words do not. Any string will do.
 */
export function indexLexemes(text: string): IndexedLexemes {
  const { units, length } = normaliseUnits(text);
  const tokens = cutUnits(units, length);
  makeRoom(2 * tokens.count);
  beginDistinct(2 * tokens.count);
  const [row, start] = [rows, used];
  const pairsEnd = keepNew(row, start, addLaoPairs(tokens, row, start), start);
  const end = addUnigrams(tokens.exact, tokens.count, SEEDS.exactUnigrams, row, pairsEnd);
  used = keepNew(row, pairsEnd, end, pairsEnd);
  return { row: row.subarray(start, used), pairs: pairsEnd - start };
}
