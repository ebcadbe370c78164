// Words of which some stand in the titles and the others in the text: a firm's name and its province.
import { ofTitle } from './lexeme-row.ts';

const partsMost = 3;

/** The lists of lexemes of each way to part the words between titles and text, but for all in one; none for more than three words. */
export function mixedOf(parts: readonly (readonly number[])[]): number[][] {
  if (parts.length > partsMost) return [];
  const choices = 2 ** parts.length;
  return Array.from({ length: Math.max(0, choices - 2) }, (_, at) => at + 1).map(choice =>
    parts.flatMap((part, index) => ((choice >> index) & 1 ? part.map(ofTitle) : [...part])),
  );
}

/** The lists of lexemes of one of which a record must have all: in the titles, in the text, or in both. */
export function everywhere(parts: readonly (readonly number[])[]): number[][] {
  const all = parts.flat();
  return all.length === 0 ? [] : [all.map(ofTitle), all, ...mixedOf(parts)];
}
