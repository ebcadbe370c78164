// Whether a phrase found in a text stands there as words of its own. Lao writes no spaces between words, so the same syllables
// may be a part of a longer word: spaces and signs tell, and how often the syllables on both sides stand together.
// It knows no words by itself.
import { bigram, unigram } from './lexeme.ts';
import type { Rarity, Wholeness } from './query-match.ts';
import type { Tokens } from './token.ts';

// Two syllables that meet e times as often as chance has it are as likely one word as two. Tried against normalised
// information, cosine, conditional frequency and t-score, each with several thresholds: none was better on both halves.
const TOGETHER = 1;

const UNKNOWN = 0.5;

// What a break inside the phrase leaves of it, where the query has none: the writer may have meant two words.
const BROKEN = 0.5;

/** True where a space, a sign, or an end of the text stands before the token. */
export function isFree(tokens: Tokens, index: number): boolean {
  return index === 0 || index === tokens.count || tokens.starts[index] !== tokens.ends[index - 1];
}

/** How likely, 0 to 1, a word begins or ends before the token, by how often its neighbours stand together in all texts. */
export function edgeByRarity(tokens: Tokens, index: number, rarity: Rarity): number {
  if (isFree(tokens, index)) return 1;
  const first = tokens.exact[index - 1] ?? 0;
  const second = tokens.exact[index] ?? 0;
  const apart = rarity(unigram('exactUnigrams', first)) + rarity(unigram('exactUnigrams', second));
  return 1 / (1 + Math.exp(apart - rarity(bigram('exactBigrams', first, second)) - TOGETHER));
}

/** The share that stays of a phrase's worth for breaks within it that the query has not got. */
function unbroken(tokens: Tokens, first: number, end: number, query: Tokens): number {
  for (let i = first + 1; i < end; i++) if (isFree(tokens, i) && !isFree(query, i - first)) return BROKEN;
  return 1;
}

/**
 * Judges where a query stands in texts by both edges of the span and by breaks inside it. Without a rarity that knows any lexeme
 * only spaces and signs are sure.
 */
export function wholenessBy(query: Tokens, rarity: Rarity | undefined): Wholeness {
  const edge = (tokens: Tokens, index: number): number => {
    if (rarity !== undefined) return edgeByRarity(tokens, index, rarity);
    return isFree(tokens, index) ? 1 : UNKNOWN;
  };
  return (tokens, first, end) => edge(tokens, first) * edge(tokens, end) * unbroken(tokens, first, end, query);
}
