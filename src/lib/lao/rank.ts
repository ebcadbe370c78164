// Ranks texts against a query by what they share with it, read again from the text itself.
// It never finds texts: candidates come from an index of lexemes, and some two hundred of them are ranked here.
import { bigram, unigram } from './lexeme.ts';
import { normalise } from './normalise.ts';
import { type Edges, type Kind, type Rarity, type Stock, stockOf, Walk } from './query-match.ts';
import { analyse, type Tokens, tokensOf } from './token.ts';

// Found best on ten sets of queries over real Lao text.
const EXACT: Kind = { unigrams: 'exactUnigrams', bigrams: 'exactBigrams', unigramWeight: 0.35, bigramWeight: 1 };
const FOLDED: Kind = { unigrams: 'foldedUnigrams', bigrams: 'foldedBigrams', unigramWeight: 0.15, bigramWeight: 0.6 };
const EXACT_PHRASE = 0.6;
const FOLDED_PHRASE = 0.42;
// Lao writes no spaces between words, so a phrase may be a part of longer words. One that stands between spaces or signs
// is surely whole: without this, nDCG of one-word queries fell from .69 to .66, and with collocations it rose to .76.
const EDGE = 0.1;
const COLLOCATED_EDGE = 0.8;
const COLLOCATED_FROM = 2;
const COLLOCATED_STEEPNESS = 2;
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
   * syllables stand together (pointwise mutual information).
   */
  readonly collocations?: boolean;
}

/** 1 where a word surely begins or ends at the token, less where the two sides often stand together. */
function edgeAt(tokens: Tokens, index: number, rarity: Rarity | undefined): number {
  if (index === 0 || index === tokens.count || tokens.starts[index] !== tokens.ends[index - 1]) return 1;
  if (rarity === undefined) return 0;
  const first = tokens.exact[index - 1] ?? 0;
  const second = tokens.exact[index] ?? 0;
  const apart = rarity(unigram('exactUnigrams', first)) + rarity(unigram('exactUnigrams', second));
  const information = apart - rarity(bigram('exactBigrams', first, second));
  return COLLOCATED_EDGE / (1 + Math.exp(COLLOCATED_STEEPNESS * (information - COLLOCATED_FROM)));
}

function scoreOf(exactStock: Stock, foldedStock: Stock, tokens: Tokens, edges: Edges): number {
  if (exactStock.row.length === 0) return 0;
  const exact = new Walk(exactStock, tokens, edges);
  const folded = new Walk(foldedStock, tokens, edges);
  for (let i = 0; i < tokens.count; i++) {
    // What is spelled alike is folded alike, so most tokens are dismissed by one look.
    if (folded.take(i, tokens.folded[i] ?? 0)) exact.take(i, tokens.exact[i] ?? 0);
    else exact.skip();
  }
  const sum = exact.tokenSum + exact.pairSum + folded.tokenSum + folded.pairSum;
  const phrase = exact.phrase ? EXACT_PHRASE : folded.phrase ? FOLDED_PHRASE : 0;
  const whole = EDGE * (exact.phrase ? exact.phraseEdges : folded.phraseEdges);
  const long = Math.max(0, tokens.count - SHORT_TOKENS) / HALF_SHORTNESS_TOKENS;
  return sum * (1 + folded.coverage() ** 2 + phrase + whole) * (1 + SHORTNESS / (1 + long));
}

/**
 * Makes a query ready. A text's score is the rarity-weighted sum of the distinct pairs and tokens it shares with the query
 * (exact pair 1, folded pair .6, exact token .35, folded token .15) times 1 + coverage squared + .6 if it holds the query as a
 * phrase or .42 if it does so folded + .1 for each edge of the phrase where a word surely begins or ends; a short text is
 * worth up to a fifth more. Without a rarity every lexeme counts 1. Only the first 256 tokens of a query are read.
 */
export function prepareQuery(query: string, rarity: Rarity = () => 1, options: RankOptions = {}): PreparedQuery {
  const tokens = tokensOf(normalise(query));
  const count = Math.min(tokens.count, QUERY_TOKENS_MAX);
  const joined = tokens.joined.slice(0, count);
  const exactHashes = tokens.exact.slice(0, count);
  const foldedHashes = tokens.folded.slice(0, count);
  const exactStock = stockOf(exactHashes, joined, EXACT, rarity);
  const foldedStock = stockOf(foldedHashes, joined, FOLDED, rarity);
  const known = options.collocations === true ? rarity : undefined;
  const edges: Edges = (row, first, end) => edgeAt(row, first, known) + edgeAt(row, end, known);
  const scoreTokens = (row: Tokens): number => scoreOf(exactStock, foldedStock, row, edges);
  // The rarity is asked while the tokens are read; should it analyse a text itself, theirs must not be the scratch row.
  const read = known === undefined ? (text: string): Tokens => tokensOf(normalise(text)) : analyse;
  return { scoreTokens, score: text => scoreTokens(read(text)) };
}

/** The score of one text against one query; prepareQuery serves many texts. */
export function rank(query: string, text: string, rarity?: Rarity): number {
  return prepareQuery(query, rarity).score(text);
}
