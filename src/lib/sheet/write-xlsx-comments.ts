// Cell comments: their texts, and the boxes that old and new Excel alike want drawn for them (VML, ECMA-376 part 4).
import { columnName } from './xlsx-reference.ts';
import { escapeXml, escapeXstring } from './xml-text.ts';

/** A comment on a written cell; row and column from 1. */
export interface WrittenComment {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The comments as XML. */
export function commentsXml(comments: readonly WrittenComment[], author: string): string {
  const tags = comments.map(({ row, column, text }) => {
    const content = escapeXml(escapeXstring(text.toWellFormed()));
    return `<comment ref="${columnName(column)}${row}" authorId="0"><text><t xml:space="preserve">${content}</t></text></comment>`;
  });
  const authors = `<authors><author>${escapeXml(author)}</author></authors>`;
  const space = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return `<comments xmlns="${space}">${authors}<commentList>${tags.join('')}</commentList></comments>`;
}

/** A hidden box for each comment, beside its cell. */
export function commentShapes(comments: readonly WrittenComment[]): string {
  const shapes = comments.map(({ row, column }, at) => {
    const anchor = [column, 15, row - 1, 2, column + 3, 15, row + 3, 4].join(',');
    return [
      `<v:shape id="_x0000_s${1025 + at}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`,
      '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>',
      `<v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor>`,
      `<x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`,
    ].join('');
  });
  return [
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ',
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" ',
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>',
    ...shapes,
    '</xml>',
  ].join('');
}
