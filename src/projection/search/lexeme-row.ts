// The one row of lexemes that the index keeps of a record: pairs of folded neighbours and single tokens as spelled, of its
// titles and of its text, told apart by a sign. A phrase as spelled is its folded pairs and its spelled tokens together, so
// that no third and fourth stream is kept; what is surely spelled so is told by reading the text.
import { lexemes, type Stream } from '#lib/lao';

/** The streams that are kept. */
export const keptStreams: readonly Stream[] = ['foldedBigrams', 'exactUnigrams'];

const titleSign = 0x5f356495;

/** A lexeme of a text as it is kept for a title, and back again. */
export function ofTitle(lexeme: number): number {
  return lexeme ^ titleSign;
}

/** The lexemes of titles, signed; an array of the caller's own. */
export function titleLexemes(title: string): Int32Array {
  const row = lexemes(title, keptStreams);
  for (let i = 0; i < row.length; i++) row[i] = ofTitle(row[i] ?? 0);
  return row;
}

/** The lexemes of a text. */
export function textLexemes(text: string): Int32Array {
  return lexemes(text, keptStreams);
}
