// What a text has of a query: the distinct tokens and pairs it shares, and where the query stands as a phrase.
// It counts and never weighs one text against another: rank.ts does.
import type { Tokens } from './token.ts';

/** A query's tokens in one reading, as spelled or folded. */
export interface Reading {
  readonly hashes: Int32Array;
  /** What sharing each token is worth, and each pair of it with the token before; 0 where the two are no pair. */
  readonly worth: Float64Array;
  readonly pairWorth: Float64Array;
}

/** How well the span [first, end) of a text's tokens stands for the query's words, 0 to 1. */
export type Wholeness = (tokens: Tokens, first: number, end: number) => number;

// Hashes to small numbers, without a Map's boxes: looked up for every token of every text.
class Numbers {
  private readonly keys: Int32Array;
  private readonly values: Int16Array;
  private readonly mask: number;
  size = 0;

  constructor(most: number) {
    this.mask = (2 << Math.ceil(Math.log2(most + 1))) - 1;
    this.keys = new Int32Array(this.mask + 1);
    this.values = new Int16Array(this.mask + 1).fill(-1);
  }

  /** The number of a hash, or -1. */
  find(hash: number): number {
    let slot = (hash ^ (hash >>> 15)) & this.mask;
    while (this.values[slot] !== -1 && this.keys[slot] !== hash) slot = (slot + 1) & this.mask;
    return this.values[slot] ?? -1;
  }

  /** The number of a hash, a new one if it has none. */
  take(hash: number): number {
    const found = this.find(hash);
    if (found !== -1) return found;
    let slot = (hash ^ (hash >>> 15)) & this.mask;
    while (this.values[slot] !== -1) slot = (slot + 1) & this.mask;
    this.keys[slot] = hash;
    this.values[slot] = this.size;
    return this.size++;
  }
}

// For Knuth, Morris and Pratt's search: where to go on after a mismatch.
function fallbackOf(row: Int32Array): Int32Array {
  const fallback = new Int32Array(row.length + 1);
  fallback[0] = -1;
  for (let i = 0, k = -1; i < row.length; ) {
    while (k >= 0 && row[i] !== row[k]) k = fallback[k] ?? -1;
    fallback[++i] = ++k;
  }
  return fallback;
}

/** A query in one reading, and what the text that is walked through has of it. Used for one text after another. */
export class Match {
  /** Worth of the distinct tokens, and of the distinct pairs, found so far. */
  tokenSum = 0;
  pairSum = 0;
  /** How well the query stands in the text as a phrase, 0 to 1; -1 where it does not. */
  phrase = -1;
  private wholeWorth = 0;
  private readonly numbers: Numbers;
  private readonly row: Int32Array;
  private readonly fallback: Int32Array;
  private readonly worth: Float64Array;
  private readonly pairWorth: Float64Array;
  // What was seen in this text has its number; others are of earlier texts.
  private text = 0;
  private readonly seen: Uint32Array;
  private readonly seenPairs: Uint32Array;
  private before = -1;
  private matched = 0;
  private readonly wholeness: Wholeness;

  constructor({ hashes, worth, pairWorth }: Reading, wholeness: Wholeness) {
    const numbers = new Numbers(hashes.length);
    this.numbers = numbers;
    this.wholeness = wholeness;
    this.row = hashes.map(hash => numbers.take(hash));
    this.fallback = fallbackOf(this.row);
    this.worth = new Float64Array(numbers.size);
    this.pairWorth = new Float64Array(numbers.size ** 2);
    this.seen = new Uint32Array(numbers.size);
    this.seenPairs = new Uint32Array(numbers.size ** 2);
    this.row.forEach((number, i) => {
      this.worth[number] = worth[i] ?? 0;
      if (i > 0) this.pairWorth[(this.row[i - 1] ?? 0) * numbers.size + number] ||= pairWorth[i] ?? 0;
    });
    this.wholeWorth = this.worth.reduce((sum, one) => sum + one, 0);
  }

  /** Forgets the text before. */
  begin(): void {
    this.tokenSum = 0;
    this.pairSum = 0;
    this.phrase = -1;
    this.text++;
    this.skip();
  }

  /** Takes the token at the index; false if the query has not got it. */
  take(tokens: Tokens, index: number, hash: number): boolean {
    const number = this.numbers.find(hash);
    if (number === -1) {
      this.skip();
      return false;
    }
    if (this.seen[number] !== this.text) {
      this.seen[number] = this.text;
      this.tokenSum += this.worth[number] ?? 0;
    }
    if (this.before >= 0 && tokens.joined[index] === 1) this.pair(this.before * this.numbers.size + number);
    this.before = number;
    this.follow(tokens, index, number);
    return true;
  }

  /** A token that the query has not got. */
  skip(): void {
    this.before = -1;
    this.matched = 0;
  }

  /** Share, 0 to 1, of the worth of the query's tokens that was found. */
  coverage(): number {
    return this.wholeWorth === 0 ? 0 : this.tokenSum / this.wholeWorth;
  }

  private pair(pair: number): void {
    if (this.seenPairs[pair] === this.text) return;
    this.seenPairs[pair] = this.text;
    this.pairSum += this.pairWorth[pair] ?? 0;
  }

  private follow(tokens: Tokens, index: number, number: number): void {
    const { row, fallback } = this;
    while (this.matched >= 0 && row[this.matched] !== number) this.matched = fallback[this.matched] ?? -1;
    if (++this.matched < row.length) return;
    this.matched = fallback[this.matched] ?? 0;
    const whole = this.wholeness(tokens, index + 1 - row.length, index + 1);
    if (whole > this.phrase) this.phrase = whole;
  }
}
