// How rare words are in all texts of an index. Two streams of lexemes say enough, so that an index need not keep four: tokens as
// spelled, and folded pairs of neighbours, in which spellings of one phrase agree.
import { bigram, unigram } from './lexeme.ts';
import type { Tokens } from './token.ts';

/**
 * How rare a lexeme is, 0 or more: the natural log of all texts over those that hold it. It is asked for exact unigrams and
 * folded bigrams only, while a text is being read: it must look up, and not analyse a text itself.
 */
export type Rarity = (lexeme: number) => number;

/** The lexeme by which a token's rarity is known. */
export function tokenLexeme(tokens: Tokens, index: number): number {
  return unigram('exactUnigrams', tokens.exact[index] ?? 0);
}

/** The lexeme by which the rarity of a token with the one before it is known. */
export function pairLexeme(tokens: Tokens, index: number): number {
  return bigram('foldedBigrams', tokens.folded[index - 1] ?? 0, tokens.folded[index] ?? 0);
}
