// What of a hit's title is shown. Search knows every name of a record, a line each; a reader wants what it is called.
import type { SearchHit } from '#projection/search';

type Piece = SearchHit['pieces'][number];
type Line = readonly Piece[];

/** At most two lines: its name in Lao letters and its name in others; of an alias that matched nothing is said. */
export function titleLines(pieces: readonly Piece[]): Line[] {
  const lines = linesOf(pieces);
  const names = [lines.find(isLao), lines.find(line => !isLao(line))];
  return names.filter(line => line !== undefined);
}

/** The same as a text. */
export function titleText(pieces: readonly Piece[]): string {
  return titleLines(pieces).map(textOf).join(' · ');
}

function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Piece[][] = [[]];
  for (const { text, marked } of pieces) {
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, marked });
    }
  }
  return lines.filter(line => line.length > 0);
}

function isLao(line: Line): boolean {
  return /\p{Script=Lao}/u.test(textOf(line));
}

function textOf(line: Line): string {
  return line.map(piece => piece.text).join('');
}
