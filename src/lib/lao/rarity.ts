// How rare words are in all texts of an index. Two streams of lexemes say enough, so that an index need not keep four: tokens as
// spelled, and folded pairs of Lao neighbours, in which spellings of one phrase agree.
import { bigram, unigram } from './lexeme.ts';
import { isLaoToken, type Tokens } from './token.ts';

/**
 * How rare a lexeme is, 0 or more: the natural log of all texts over those that hold it. It is asked for exact unigrams and
 * folded bigrams only, while a text is being read: it must look up, and not analyse a text itself.
 */
export type Rarity = (lexeme: number) => number;

/** How rare a token is, as spelled. */
export function tokenRarity(tokens: Tokens, index: number, rarity: Rarity): number {
  return rarity(unigram('exactUnigrams', tokens.exact[index] ?? 0));
}

/** How rare a token is with the one before it, in any spelling. Of two that are not both Lao it is known to be as rare as either. */
export function pairRarity(tokens: Tokens, index: number, rarity: Rarity): number {
  if (isLaoToken(tokens, index) && isLaoToken(tokens, index - 1)) {
    return rarity(bigram('foldedBigrams', tokens.folded[index - 1] ?? 0, tokens.folded[index] ?? 0));
  }
  return Math.max(tokenRarity(tokens, index - 1, rarity), tokenRarity(tokens, index, rarity));
}
