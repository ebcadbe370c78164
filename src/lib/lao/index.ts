// The Lao text library: normalising, syllables, folding, names, search, Latin, dates and numbers. Knows nothing of registers.
export { compareLao } from './collation.ts';
export { formatLaoDate, type LaoDate, type LaoDateProblem, parseLaoDate } from './date.ts';
export { fromLaoDigits } from './digits.ts';
export { fold } from './fold.ts';
export { foldLatin, latinSkeleton } from './fold-latin.ts';
export { type HighlightOptions, highlight, type Piece, type Snippet, snippet } from './highlight.ts';
export { legacyFont } from './legacy-font.ts';
export { analyserVersion, type Lexemes, lexemes, queryLexemes, type Stream } from './lexeme.ts';
export { lineBreaks } from './line-break.ts';
export { matchingKey, type NameKind, type PlaceLevel, placeLevel } from './matching-key.ts';
export { type NormalisedText, normalise, normaliseWithOffsets } from './normalise.ts';
export { formatLaoNumber, type NumberStyle } from './number.ts';
export { type PreparedQuery, prepareQuery, type Rarity, rank } from './rank.ts';
export { romanise } from './romanise.ts';
export { isLao, type Script, scriptOf } from './script.ts';
export { type Syllable, splitSyllables, syllables } from './syllable.ts';
export { thaiToLao } from './thai.ts';
export { analyse, type Tokens } from './token.ts';
