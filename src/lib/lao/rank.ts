// Ranks texts against a query by what they share with it, read again from the text itself.
// It never finds texts: candidates come from an index of lexemes, and some two hundred of them are ranked here.
import { normalise } from './normalise.ts';
import { wholenessBy } from './phrase-edge.ts';
import { type Kind, Match, type Rarity } from './query-match.ts';
import { analyse, type Tokens, tokensOf } from './token.ts';

// Found best on ten sets of queries over real Lao text.
const EXACT: Kind = { unigrams: 'exactUnigrams', bigrams: 'exactBigrams', unigramWeight: 0.35, bigramWeight: 1 };
const FOLDED: Kind = { unigrams: 'foldedUnigrams', bigrams: 'foldedBigrams', unigramWeight: 0.15, bigramWeight: 0.6 };
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
  /** The score of the tokens that analyse made of a text. */
  scoreTokens(tokens: Tokens): number;
}

/** What else ranking may draw on. */
export interface RankOptions {
  /**
   * True if the rarity knows any lexeme of the index, not the query's alone, as the natural log of all texts over those that
   * hold it: a phrase is then worth less where its edge falls inside what looks like a word, by how often the two
   * syllables stand together (pointwise mutual information). It is asked while a text is read, and must not analyse one itself.
   */
  readonly collocations?: boolean;
}

function scoreOf(exact: Match, folded: Match, tokens: Tokens): number {
  exact.begin();
  folded.begin();
  for (let i = 0; i < tokens.count; i++) {
    // What is spelled alike is folded alike, so most tokens are dismissed by one look.
    if (folded.take(tokens, i, tokens.folded[i] ?? 0)) exact.take(tokens, i, tokens.exact[i] ?? 0);
    else exact.skip();
  }
  const sum = exact.tokenSum + exact.pairSum + folded.tokenSum + folded.pairSum;
  if (sum === 0) return 0;
  const exactly = exact.phrase < 0 ? 0 : EXACT_PHRASE + WHOLE * exact.phrase;
  const nearly = folded.phrase < 0 ? 0 : FOLDED_PHRASE + FOLDED_WHOLE * folded.phrase;
  const long = Math.max(0, tokens.count - SHORT_TOKENS) / HALF_SHORTNESS_TOKENS;
  return sum * (1 + folded.coverage() ** 2 + Math.max(exactly, nearly)) * (1 + SHORTNESS / (1 + long));
}
const FOLDED_WHOLE = (WHOLE * FOLDED_PHRASE) / EXACT_PHRASE;

/**
 * Makes a query ready. A text's score is the rarity-weighted sum of the distinct pairs and tokens it shares with the query
 * (exact pair 1, folded pair .6, exact token .35, folded token .15) times 1 + coverage squared + .6 if it holds the query as a
 * phrase, or .42 if it does so folded, + up to 1.3 or .9 for how surely the phrase stands there as words of its own; a short
 * text is worth up to a fifth more. Without a rarity every lexeme counts 1. Only the first 256 tokens of a query are read.
 */
export function prepareQuery(query: string, rarity: Rarity = () => 1, options: RankOptions = {}): PreparedQuery {
  const tokens = analyse(query);
  const count = Math.min(tokens.count, QUERY_TOKENS_MAX);
  const joined = tokens.joined.subarray(0, count);
  const known = options.collocations === true ? rarity : undefined;
  const wholeness = wholenessBy(tokens, known);
  const exact = new Match(tokens.exact.subarray(0, count), joined, EXACT, rarity, wholeness);
  const folded = new Match(tokens.folded.subarray(0, count), joined, FOLDED, rarity, wholeness);
  const scoreTokens = (row: Tokens): number => scoreOf(exact, folded, row);
  return { scoreTokens, score: text => scoreTokens(tokensOf(normalise(text))) };
}

/** The score of one text against one query; prepareQuery serves many texts. */
export function rank(query: string, text: string, rarity?: Rarity): number {
  return prepareQuery(query, rarity).score(text);
}
