// Cell references such as "AB12" and ranges such as "A1:C3". Numbers are from 1; nothing beyond XFD1048576 is one.

/** The last row and column a sheet can have. */
export const lastRow = 1_048_576;
/** See `lastRow`. */
export const lastColumn = 16_384;

/** Column number of a reference such as "AB12"; 0 when it is none. */
export function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > lastColumn) return 0;
  }
  return at === reference.length ? 0 : column;
}

/** "AB" for 28. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** A rectangle of cells, ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The rectangle "A1:C3" means; undefined when it is none. */
export function parseRange(text: string): CellRange | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(text);
  if (found === null) return undefined;
  const [, from = '', top = '', to = '', bottom = ''] = found;
  const range = { top: Number(top), left: columnOf(`${from}1`), bottom: Number(bottom), right: columnOf(`${to}1`) };
  const isRange =
    range.top >= 1 &&
    range.left >= 1 &&
    range.bottom <= lastRow &&
    range.top <= range.bottom &&
    range.left <= range.right;
  return isRange ? range : undefined;
}
