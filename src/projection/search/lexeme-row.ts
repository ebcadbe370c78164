// The one row of lexemes that the index keeps of a record: those of its titles and of its text, told apart by a sign.
import { indexLexemes } from '#lib/lao';

const titleSign = 0x5f356495;

/** A lexeme of a text as it is kept for a title, and back again. */
export function ofTitle(lexeme: number): number {
  return lexeme ^ titleSign;
}

/** The lexemes of titles, signed; an array of the caller's own. */
export function titleLexemes(title: string): Int32Array {
  const { row } = indexLexemes(title);
  for (let i = 0; i < row.length; i++) row[i] = ofTitle(row[i] ?? 0);
  return row;
}

/** The lexemes of a text. */
export function textLexemes(text: string): Int32Array {
  return indexLexemes(text).row;
}
