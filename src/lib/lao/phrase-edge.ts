// Whether a phrase found in a text stands there as words of its own. Lao writes no spaces between words, so the same syllables
// may be a part of a longer word: spaces and signs tell, and how often the syllables on both sides stand together.
// It knows no words by itself.

import type { Wholeness } from './query-match.ts';
import { pairRarity, type Rarity, tokenRarity } from './rarity.ts';
import { isLaoToken, type Tokens } from './token.ts';

// Two syllables that meet e times as often as chance has it are as likely one word as two. Tried against normalised
// information, cosine, conditional frequency and t-score, each with several thresholds, and against lists of words: none was better on both halves.
const TOGETHER = 1;
// A space says that a word ends, but for words that a line end or an old font has broken: those often stand together.
const SPACE = 3;

// What a break inside the phrase leaves of it, where the query has none: the writer may have meant two words.
const BROKEN = 0.5;

/** True where a space, a sign, or an end of the text stands before the token. */
function isFree(tokens: Tokens, index: number): boolean {
  return index === 0 || index === tokens.count || tokens.starts[index] !== tokens.ends[index - 1];
}

/** True where no word goes on: at a sign, an end of the text, or a change of script. */
function isSure(tokens: Tokens, index: number): boolean {
  if (index === 0 || index === tokens.count || tokens.joined[index] === 0) return true;
  return !isLaoToken(tokens, index) || !isLaoToken(tokens, index - 1);
}

// By how much more often the tokens on both sides stand together than chance has it, as a natural log.
function togetherness(tokens: Tokens, index: number, rarity: Rarity): number {
  const apart = tokenRarity(tokens, index - 1, rarity) + tokenRarity(tokens, index, rarity);
  return apart - pairRarity(tokens, index, rarity);
}

// How likely, 0 to 1, a word begins or ends before the token.
function edgeAt(tokens: Tokens, index: number, rarity: Rarity | undefined): number {
  if (isSure(tokens, index)) return 1;
  const together = rarity === undefined ? TOGETHER : togetherness(tokens, index, rarity);
  const space = isFree(tokens, index) ? SPACE : 0;
  return 1 / (1 + Math.exp(together - TOGETHER - space));
}

/** The share that stays of a phrase's worth for breaks within it that the query has not got. */
function unbroken(tokens: Tokens, first: number, end: number, query: Tokens): number {
  for (let i = first + 1; i < end; i++) if (isFree(tokens, i) && !isFree(query, i - first)) return BROKEN;
  return 1;
}

/** Judges where a query stands in texts, by both edges of the span and by breaks inside it. */
export function wholenessBy(query: Tokens, rarity: Rarity | undefined): Wholeness {
  return (tokens, first, end) => {
    const edges = edgeAt(tokens, first, rarity) * edgeAt(tokens, end, rarity);
    return edges * unbroken(tokens, first, end, query);
  };
}
