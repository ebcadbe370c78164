// Finds the header of a sheet among its first rows, on one level or two. It reads texts, never what the data mean.
import type { Row } from '#lib/sheet';
import { headerKey } from './header-key.ts';
import type { HeaderColumn } from './header-match.ts';

/** A header: its columns, and the rows it stands on (`first` above `last` when it has two levels). */
export interface Header {
  readonly first: number;
  readonly last: number;
  readonly columns: readonly HeaderColumn[];
}

/** How many of the first rows may hold the header. */
export const headerDepth = 30;

/**
 * The header that `score` likes best; the first of equals, one level before two, unless merged cells above it hold parents.
 * Undefined when none scores.
 */
export function findHeader(
  rows: readonly Row[],
  score: (columns: readonly HeaderColumn[]) => number,
): Header | undefined {
  let best: Header | undefined;
  let most = 0;
  rows.slice(0, headerDepth).forEach((row, at) => {
    const single = singleHeader(row);
    const points = score(single.columns);
    const above = rowAbove(rows, at);
    const double = above === undefined ? undefined : doubleHeader(above, row);
    const doublePoints = double === undefined ? 0 : score(double.columns);
    const isDouble = doublePoints > points || (doublePoints === points && above !== undefined && hasParents(above));
    if (Math.max(points, doublePoints) <= most) return;
    most = Math.max(points, doublePoints);
    best = isDouble ? double : single;
  });
  return best;
}

/** The header on a row that the mapping names. */
export function headerAt(rows: readonly Row[], number: number): Header | undefined {
  const at = rows.findIndex(row => row.number === number);
  const row = rows[at];
  if (row === undefined) return undefined;
  const above = rowAbove(rows, at);
  return above !== undefined && hasParents(above) ? doubleHeader(above, row) : singleHeader(row);
}

/** The columns of a sheet without header: A, B, C … */
export function letteredHeader(rows: readonly Row[]): Header {
  const width = Math.max(0, ...rows.map(row => row.texts.length));
  return {
    first: 0,
    last: 0,
    columns: Array.from({ length: width }, (_, at) => ({ name: columnLetters(at), others: [] })),
  };
}

/** Column 0 is A, 25 is Z, 26 is AA. */
export function columnLetters(at: number): string {
  const rest = Math.floor(at / 26);
  return `${rest === 0 ? '' : columnLetters(rest - 1)}${String.fromCharCode(65 + (at % 26))}`;
}

function rowAbove(rows: readonly Row[], at: number): Row | undefined {
  const above = rows[at - 1];
  return above !== undefined && above.number + 1 === rows[at]?.number ? above : undefined;
}

function singleHeader(row: Row): Header {
  const columns = row.texts.map((text, at) => ({ name: isCoveredSideways(row, at) ? '' : tidy(text), others: [] }));
  return { first: row.number, last: row.number, columns };
}

function doubleHeader(parents: Row, row: Row): Header {
  const width = Math.max(parents.texts.length, row.texts.length);
  const children = Array.from({ length: width }, (_, at) => tidy(row.texts[at] ?? ''));
  let carried = '';
  const columns = children.map((child, at): HeaderColumn => {
    const parent = tidy(parents.texts[at] ?? '');
    if (isCoveredSideways(row, at)) return { name: '', others: [] };
    if (parent !== '' || child === '') carried = parent;
    if (child === '' || child === parent) return { name: parent, others: [] };
    if (carried === '') return { name: child, others: [] };
    const joined = `${carried} ${child}`;
    return isSole(child, children) ? { name: child, others: [joined] } : { name: joined, others: [] };
  });
  return { first: parents.number, last: row.number, columns };
}

// A row of parents has cells merged sideways with different texts; a title is one text over everything.
function hasParents(row: Row): boolean {
  const wide = new Set<string>();
  row.cells?.forEach((cell, at) => {
    if (isCoveredSideways(row, at)) wide.add(cell.text);
  });
  const texts = new Set(row.texts.map(headerKey).filter(key => key !== ''));
  return wide.size > 0 && texts.size > 1;
}

/** Whether a cell repeats its left neighbour because the two are merged. */
export function isCoveredSideways(row: Row, at: number): boolean {
  const cell = row.cells?.[at];
  const left = row.cells?.[at - 1];
  return cell?.merged === 'covered' && left?.merged !== undefined && left.text === cell.text;
}

function isSole(child: string, children: readonly string[]): boolean {
  const key = headerKey(child);
  return children.filter(other => headerKey(other) === key).length === 1;
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
