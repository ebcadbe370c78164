// The Lao text library: normalising, syllables, folding, names, search, Latin, dates and numbers. Knows nothing of registers.
export { collationKey, compareLao } from './collation-key.ts';
export { formatLaoDate, type LaoDate, type LaoDateProblem, type LaoDateStyle, parseLaoDate } from './date.ts';
export { fromLaoDigits, toLaoDigits } from './digits.ts';
export { fold } from './fold.ts';
export { foldLatin, latinSkeleton } from './fold-latin.ts';
export { cutPieces, type HighlightOptions, highlight, type Piece, type Snippet, snippet } from './highlight.ts';
export { legacyFont, looksLegacy } from './legacy-font.ts';
export {
  analyserVersion,
  type IndexedLexemes,
  indexLexemes,
  type Lexemes,
  lexemes,
  queryLexemes,
  type Stream,
} from './lexeme.ts';
export { type LineBreakOptions, lineBreaks } from './line-break.ts';
export { matchingKey, type NameKind, type PlaceLevel, placeLevel } from './matching-key.ts';
export { foldedKey, keySimilarity, latinKey } from './name-key.ts';
export { likenessTo } from './near-phrase.ts';
export { type NearestSpelling, nearestSpelling } from './nearest-spelling.ts';
export { type NormalisedText, normalise, normaliseWithOffsets } from './normalise.ts';
export { formatLaoNumber, type NumberStyle, parseLaoNumber } from './number.ts';
export { type PreparedQuery, prepareQuery, type RankOptions, rank } from './rank.ts';
export type { Rarity } from './rarity.ts';
export { romanise } from './romanise.ts';
export { isLao, type Script, scriptOf } from './script.ts';
export { type Syllable, splitSyllables, syllables } from './syllable.ts';
export { thaiToLao } from './thai.ts';
export { analyse, type Tokens } from './token.ts';
