// Ranks texts against a query by what they share with it, read again from the text itself.
// It never finds texts: candidates come from an index of lexemes, and some two hundred of them are ranked here.
import { nearnessTo } from './near-phrase.ts';
import { normalise } from './normalise.ts';
import { wholenessBy } from './phrase-edge.ts';
import { Match, type Reading } from './query-match.ts';
import { pairRarity, type Rarity, tokenRarity } from './rarity.ts';
import { analyse, type Tokens, tokensOf } from './token.ts';

// Found best on ten sets of queries over real Lao text.
const [EXACT_TOKEN, EXACT_PAIR, FOLDED_TOKEN, FOLDED_PAIR] = [0.35, 1, 0.15, 0.6];
const EXACT_PHRASE = 0.6;
const FOLDED_PHRASE = 0.42;
// What it is worth that the phrase stands as words of its own, and is no part of longer ones.
const WHOLE = 1.3;
// Among texts that match alike the shorter comes first; names and headlines are all short.
const SHORTNESS = 0.2;
const SHORT_TOKENS = 12;
const HALF_SHORTNESS_TOKENS = 100;
// A query is read up to here: a pasted page is not a query.
const QUERY_TOKENS_MAX = 256;

/** A query made ready to rank many texts. */
export interface PreparedQuery {
  /** The score of a raw text: 0 if it shares nothing, higher for rarer, closer and fuller matches. */
  score(text: string): number;
}

/** What else ranking may draw on. */
export interface RankOptions {
  /**
   * True if the rarity knows any lexeme of the index, not the query's alone, as the natural log of all texts over those that
   * hold it: a phrase is then worth less where its edge falls inside what looks like a word, by how often the two
   * syllables stand together (pointwise mutual information).
   */
  readonly collocations?: boolean;
}

const FOLDED_WHOLE = (WHOLE * FOLDED_PHRASE) / EXACT_PHRASE;

/** A query in both readings. */
interface Readings {
  readonly exact: Match;
  readonly folded: Match;
}

function walk({ exact, folded }: Readings, tokens: Tokens): void {
  exact.begin();
  folded.begin();
  for (let i = 0; i < tokens.count; i++) {
    // What is spelled alike is folded alike, so most tokens are dismissed by one look.
    if (folded.take(tokens, i, tokens.folded[i] ?? 0)) exact.take(tokens, i, tokens.exact[i] ?? 0);
    else exact.skip();
  }
}

function sharedWorth({ exact, folded }: Readings): number {
  const sum = exact.tokenSum + exact.pairSum + folded.tokenSum + folded.pairSum;
  const exactly = exact.phrase < 0 ? 0 : EXACT_PHRASE + WHOLE * exact.phrase;
  const nearly = folded.phrase < 0 ? 0 : FOLDED_PHRASE + FOLDED_WHOLE * folded.phrase;
  return sum * (1 + folded.coverage() ** 2 + Math.max(exactly, nearly));
}

function shortness(tokens: Tokens): number {
  const long = Math.max(0, tokens.count - SHORT_TOKENS) / HALF_SHORTNESS_TOKENS;
  return 1 + SHORTNESS / (1 + long);
}

/**
 * Makes a query ready. A text's score is the rarity-weighted sum of the distinct pairs and tokens it shares with the query
 * (exact pair 1, folded pair .6, exact token .35, folded token .15) times 1 + coverage squared + .6 if it holds the query as a
 * phrase, or .42 if it does so folded, + up to 1.3 or .9 for how surely the phrase stands there as words of its own. A text without
 * the phrase is worth up to the query's whole rarity for holding it nearly. A short text is worth up to a fifth more. Without a rarity every lexeme counts 1. Only the first 256 tokens of a query are read.
 */
export function prepareQuery(query: string, rarity: Rarity = () => 1, options: RankOptions = {}): PreparedQuery {
  const tokens = analyse(query);
  const wholeness = wholenessBy(tokens, options.collocations === true ? rarity : undefined);
  const count = Math.min(tokens.count, QUERY_TOKENS_MAX);
  const rare = Float64Array.from({ length: count }, (_, i) => tokenRarity(tokens, i, rarity));
  const rarePairs = rare.map((_, i) => (tokens.joined[i] === 1 ? pairRarity(tokens, i, rarity) : 0));
  const reading = (hashes: Int32Array, token: number, pair: number): Reading => ({
    hashes: hashes.subarray(0, count),
    worth: rare.map(one => token * one),
    pairWorth: rarePairs.map(one => pair * one),
  });
  const readings: Readings = {
    exact: new Match(reading(tokens.exact, EXACT_TOKEN, EXACT_PAIR), wholeness),
    folded: new Match(reading(tokens.folded, FOLDED_TOKEN, FOLDED_PAIR), wholeness),
  };
  const nearness = nearnessTo(tokens.text);
  const wholeWorth = rare.reduce((sum, one) => sum + one, 0) + rarePairs.reduce((sum, one) => sum + one, 0);
  return {
    score(raw) {
      const text = normalise(raw);
      const row = tokensOf(text);
      walk(readings, row);
      const spelledOtherwise = readings.folded.phrase < 0 && nearness !== undefined ? wholeWorth * nearness(text) : 0;
      return (sharedWorth(readings) + spelledOtherwise) * shortness(row);
    },
  };
}

/** The score of one text against one query; prepareQuery serves many texts. */
export function rank(query: string, text: string, rarity?: Rarity): number {
  return prepareQuery(query, rarity).score(text);
}
