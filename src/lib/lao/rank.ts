// Ranks texts against a query by what they share with it, read again from the text itself.
// It never finds texts: candidates come from an index of lexemes, and some two hundred of them are ranked here.
import { bigram, unigram } from './lexeme.ts';
import { normalise } from './normalise.ts';
import { type Tokens, tokensOf } from './token.ts';

/** How rare a lexeme is, 0 or more: log of all texts over those that hold it, say. Asked once for each lexeme of a query. */
export type Rarity = (lexeme: number) => number;

// Found best on ten sets of queries over real Lao text.
const WEIGHTS = { exactBigram: 1, foldedBigram: 0.6, exactUnigram: 0.35, foldedUnigram: 0.15 };
const EXACT_PHRASE = 0.6;
const FOLDED_PHRASE = 0.42;
// A query is read up to here: a pasted page is not a query.
const QUERY_TOKENS_MAX = 256;

/** A query made ready to rank many texts. */
export interface PreparedQuery {
  /** The score of a raw text: 0 if it shares nothing, higher for rarer, closer and fuller matches. */
  score(text: string): number;
  /** The score of the tokens of a normalised text. */
  scoreTokens(tokens: Tokens): number;
}

/** The distinct tokens of one kind in the query, and what finding them, or two of them side by side, is worth. */
interface Stock {
  /** Token hash to its number. */
  readonly numbers: Map<number, number>;
  /** The query as a row of those numbers. */
  readonly row: Int32Array;
  readonly worth: Float64Array;
  /** first * size + second, to the number of the pair. */
  readonly pairs: Map<number, number>;
  readonly pairWorth: Float64Array;
  /** For Knuth, Morris and Pratt's search: where to go on after a mismatch. */
  readonly fallback: Int32Array;
}

function fallbackOf(row: Int32Array): Int32Array {
  const fallback = new Int32Array(row.length + 1);
  fallback[0] = -1;
  for (let i = 0, k = -1; i < row.length; ) {
    while (k >= 0 && row[i] !== row[k]) k = fallback[k] ?? -1;
    fallback[++i] = ++k;
  }
  return fallback;
}

interface Kind {
  readonly unigrams: 'exactUnigrams' | 'foldedUnigrams';
  readonly bigrams: 'exactBigrams' | 'foldedBigrams';
  readonly unigramWeight: number;
  readonly bigramWeight: number;
}
const EXACT: Kind = {
  unigrams: 'exactUnigrams',
  bigrams: 'exactBigrams',
  unigramWeight: WEIGHTS.exactUnigram,
  bigramWeight: WEIGHTS.exactBigram,
};
const FOLDED: Kind = {
  unigrams: 'foldedUnigrams',
  bigrams: 'foldedBigrams',
  unigramWeight: WEIGHTS.foldedUnigram,
  bigramWeight: WEIGHTS.foldedBigram,
};

function stockOf(hashes: Int32Array, joined: Uint8Array, kind: Kind, rarity: Rarity): Stock {
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
  return { numbers, row, worth, pairs, pairWorth: Float64Array.from(pairWorth), fallback: fallbackOf(row) };
}

interface Match {
  /** Worth of the distinct tokens and pairs found. */
  readonly sum: number;
  /** Share, 0 to 1, of the worth of the query's tokens that was found. */
  readonly coverage: number;
  readonly phrase: boolean;
}

/** Walks a text's tokens once, collecting what it has of the stock. */
class Walk {
  readonly stock: Stock;
  readonly seen: Uint8Array;
  readonly seenPairs: Uint8Array;
  sum = 0;
  tokenSum = 0;
  phrase = false;
  matched = 0;
  before = -1;

  constructor(stock: Stock) {
    this.stock = stock;
    this.seen = new Uint8Array(stock.worth.length);
    this.seenPairs = new Uint8Array(stock.pairWorth.length);
  }

  token(hash: number, joined: boolean): void {
    const number = this.stock.numbers.get(hash) ?? -1;
    if (number >= 0) {
      if (this.seen[number] === 0) {
        this.seen[number] = 1;
        this.tokenSum += this.stock.worth[number] ?? 0;
      }
      if (joined && this.before >= 0) this.pair(number);
    }
    this.before = number;
    this.follow(number);
  }

  pair(number: number): void {
    const pair = this.stock.pairs.get(this.before * this.stock.worth.length + number);
    if (pair === undefined || this.seenPairs[pair] === 1) return;
    this.seenPairs[pair] = 1;
    this.sum += this.stock.pairWorth[pair] ?? 0;
  }

  follow(number: number): void {
    const { row, fallback } = this.stock;
    if (this.phrase) return;
    while (this.matched >= 0 && row[this.matched] !== number) this.matched = fallback[this.matched] ?? -1;
    this.matched++;
    if (this.matched === row.length) this.phrase = true;
  }

  end(): Match {
    const whole = this.stock.worth.reduce((sum, worth) => sum + worth, 0);
    return { sum: this.sum + this.tokenSum, coverage: whole === 0 ? 0 : this.tokenSum / whole, phrase: this.phrase };
  }
}

function scoreOf(exactStock: Stock, foldedStock: Stock, tokens: Tokens): number {
  if (exactStock.row.length === 0) return 0;
  const exact = new Walk(exactStock);
  const folded = new Walk(foldedStock);
  for (let i = 0; i < tokens.count; i++) {
    const joined = tokens.joined[i] === 1;
    exact.token(tokens.exact[i] ?? 0, joined);
    folded.token(tokens.folded[i] ?? 0, joined);
  }
  const one = exact.end();
  const other = folded.end();
  const phrase = one.phrase ? EXACT_PHRASE : other.phrase ? FOLDED_PHRASE : 0;
  return (one.sum + other.sum) * (1 + other.coverage ** 2 + phrase);
}

/**
 * Makes a query ready. A text's score is the rarity-weighted sum of the distinct pairs and tokens it shares with the query
 * (exact pair 1, folded pair .6, exact token .35, folded token .15) times 1 + coverage squared + .6 if it holds the query as a
 * phrase or .42 if it does so folded. Without a rarity every lexeme counts 1. Only the first 256 tokens of a query are read.
 */
export function prepareQuery(query: string, rarity: Rarity = () => 1): PreparedQuery {
  const tokens = tokensOf(normalise(query));
  const count = Math.min(tokens.count, QUERY_TOKENS_MAX);
  const joined = tokens.joined.slice(0, count);
  const folded = tokens.folded.slice(0, count);
  const exactStock = stockOf(tokens.exact.slice(0, count), joined, EXACT, rarity);
  const foldedStock = stockOf(folded, joined, FOLDED, rarity);
  const scoreTokens = (row: Tokens): number => scoreOf(exactStock, foldedStock, row);
  return { scoreTokens, score: text => scoreTokens(tokensOf(normalise(text))) };
}

/** The score of one text against one query; prepareQuery serves many texts. */
export function rank(query: string, text: string, rarity?: Rarity): number {
  return prepareQuery(query, rarity).score(text);
}
