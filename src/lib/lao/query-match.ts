// What a text has of a query: the distinct tokens and pairs it shares, and the query as a phrase.
// It counts and never weighs one text against another: rank.ts does.
import { bigram, unigram } from './lexeme.ts';
import type { Tokens } from './token.ts';

/** How rare a lexeme is, 0 or more: the log of all texts over those that hold it. */
export type Rarity = (lexeme: number) => number;

/** One way of reading tokens, as spelled or folded, and what sharing a token or a pair of them is worth. */
export interface Kind {
  readonly unigrams: 'exactUnigrams' | 'foldedUnigrams';
  readonly bigrams: 'exactBigrams' | 'foldedBigrams';
  readonly unigramWeight: number;
  readonly bigramWeight: number;
}

/** A query in one kind. */
export interface Stock {
  /** Token hash to its number. */
  readonly numbers: Map<number, number>;
  /** The query as a row of those numbers. */
  readonly row: Int32Array;
  readonly worth: Float64Array;
  readonly wholeWorth: number;
  /** first * size + second, to the number of the pair. */
  readonly pairs: Map<number, number>;
  readonly pairWorth: Float64Array;
  /** For Knuth, Morris and Pratt's search: where to go on after a mismatch. */
  readonly fallback: Int32Array;
}

/** How well the span [first, end) of a text's tokens stands by itself, 0 or more. */
export type Edges = (tokens: Tokens, first: number, end: number) => number;

function fallbackOf(row: Int32Array): Int32Array {
  const fallback = new Int32Array(row.length + 1);
  fallback[0] = -1;
  for (let i = 0, k = -1; i < row.length; ) {
    while (k >= 0 && row[i] !== row[k]) k = fallback[k] ?? -1;
    fallback[++i] = ++k;
  }
  return fallback;
}

/** Makes a query's token hashes ready; the rarity of each of its lexemes is asked for here, once. */
export function stockOf(hashes: Int32Array, joined: Uint8Array, kind: Kind, rarity: Rarity): Stock {
  const numbers = new Map<number, number>();
  for (const hash of hashes) if (!numbers.has(hash)) numbers.set(hash, numbers.size);
  const row = hashes.map(hash => numbers.get(hash) ?? 0);
  const pairs = new Map<number, number>();
  const pairWorth: number[] = [];
  for (let i = 1; i < row.length; i++) {
    const key = (row[i - 1] ?? 0) * numbers.size + (row[i] ?? 0);
    if (joined[i] !== 1 || pairs.has(key)) continue;
    pairs.set(key, pairWorth.length);
    pairWorth.push(kind.bigramWeight * rarity(bigram(kind.bigrams, hashes[i - 1] ?? 0, hashes[i] ?? 0)));
  }
  const worth = Float64Array.from(numbers.keys(), hash => kind.unigramWeight * rarity(unigram(kind.unigrams, hash)));
  const wholeWorth = worth.reduce((sum, one) => sum + one, 0);
  return { numbers, row, worth, wholeWorth, pairs, pairWorth: Float64Array.from(pairWorth), fallback: fallbackOf(row) };
}

/** Walks a text's tokens once, in order, collecting what they have of the stock. */
export class Walk {
  readonly stock: Stock;
  readonly tokens: Tokens;
  readonly edges: Edges;
  /** Worth of the distinct tokens, and of the distinct pairs, found so far. */
  tokenSum = 0;
  pairSum = 0;
  phrase = false;
  /** The best edges of the phrase where it was found. */
  phraseEdges = 0;
  private readonly seen: Uint8Array;
  private readonly seenPairs: Uint8Array;
  private before = -1;
  private matched = 0;

  constructor(stock: Stock, tokens: Tokens, edges: Edges) {
    this.stock = stock;
    this.tokens = tokens;
    this.edges = edges;
    this.seen = new Uint8Array(stock.worth.length);
    this.seenPairs = new Uint8Array(stock.pairWorth.length);
  }

  /** Takes the token at the index; false if the query has not got it. */
  take(index: number, hash: number): boolean {
    const number = this.stock.numbers.get(hash);
    if (number === undefined) {
      this.skip();
      return false;
    }
    if (this.seen[number] === 0) {
      this.seen[number] = 1;
      this.tokenSum += this.stock.worth[number] ?? 0;
    }
    if (this.before >= 0 && this.tokens.joined[index] === 1) this.pair(number);
    this.before = number;
    this.follow(index, number);
    return true;
  }

  /** A token that the query has not got. */
  skip(): void {
    this.before = -1;
    this.matched = 0;
  }

  /** Share, 0 to 1, of the worth of the query's tokens that was found. */
  coverage(): number {
    return this.stock.wholeWorth === 0 ? 0 : this.tokenSum / this.stock.wholeWorth;
  }

  private pair(number: number): void {
    const pair = this.stock.pairs.get(this.before * this.stock.worth.length + number);
    if (pair === undefined || this.seenPairs[pair] === 1) return;
    this.seenPairs[pair] = 1;
    this.pairSum += this.stock.pairWorth[pair] ?? 0;
  }

  private follow(index: number, number: number): void {
    const { row, fallback } = this.stock;
    while (this.matched >= 0 && row[this.matched] !== number) this.matched = fallback[this.matched] ?? -1;
    if (++this.matched < row.length) return;
    this.phrase = true;
    this.matched = fallback[this.matched] ?? 0;
    this.phraseEdges = Math.max(this.phraseEdges, this.edges(this.tokens, index + 1 - row.length, index + 1));
  }
}
