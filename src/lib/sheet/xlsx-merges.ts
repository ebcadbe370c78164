// Merged cells: finds the ranges, which stand after the rows they concern, and spreads each origin's text over the cells it covers.
import { SheetProblem } from './problem.ts';
import type { Cell } from './workbook.ts';
import { type CellRange, parseRange } from './xlsx-reference.ts';

const mostMerges = 200_000;
const mostAtOnce = 16_384;
/** A range wider than this is decoration: only cells that the file holds are covered by it. */
const widestFill = 256;

/** The merged ranges of a sheet's XML, from one quick pass that parses nothing else. */
export async function findMerges(pieces: AsyncIterable<string>): Promise<CellRange[]> {
  const merges: CellRange[] = [];
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + piece;
    if (text.includes('mergeCell ')) {
      for (const [, reference = ''] of text.matchAll(/<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([^"'<>]*)["'][^<>]*>/g)) {
        const range = parseRange(reference);
        if (range === undefined) throw new SheetProblem('bad-xlsx', { given: `merge ${reference}` });
        merges.push(range);
      }
    }
    if (merges.length > mostMerges) throw new SheetProblem('bad-xlsx', { given: 'merged ranges without end' });
    // What a tag cut off by the end of the piece needs to be seen again, and no whole tag twice.
    const cut = text.lastIndexOf('<');
    rest = cut < 0 || text.indexOf('>', cut) >= 0 ? '' : text.slice(cut, cut + 1_024);
  }
  return merges.sort((a, b) => a.top - b.top);
}

/** Covers cells row by row, from the top down. */
export class MergeCover {
  readonly #merges: readonly CellRange[];
  readonly #origins = new Map<CellRange, Cell>();
  #active: CellRange[] = [];
  #next = 0;

  constructor(merges: readonly CellRange[]) {
    this.#merges = merges;
  }

  /** Changes the cells of a row, which may get longer; an empty origin covers nothing. */
  apply(row: number, cells: (Cell | undefined)[]): void {
    if (this.#active.length === 0 && this.#next === this.#merges.length) return;
    this.#advance(row);
    for (const merge of this.#active) {
      const origin = this.#origin(merge, row, cells);
      if (origin === undefined) continue;
      const right = merge.right - merge.left < widestFill ? merge.right : Math.min(merge.right, cells.length);
      for (let column = merge.left; column <= right; column += 1) {
        const isOrigin = row === merge.top && column === merge.left;
        cells[column - 1] = { ...origin, merged: isOrigin ? 'origin' : 'covered' };
      }
    }
  }

  #advance(row: number): void {
    if (this.#active.some(merge => merge.bottom < row)) {
      for (const merge of this.#active) if (merge.bottom < row) this.#origins.delete(merge);
      this.#active = this.#active.filter(merge => merge.bottom >= row);
    }
    for (
      let merge = this.#merges[this.#next];
      merge !== undefined && merge.top <= row;
      merge = this.#merges[this.#next]
    ) {
      if (merge.bottom >= row) this.#active.push(merge);
      this.#next += 1;
    }
    if (this.#active.length > mostAtOnce) throw new SheetProblem('bad-xlsx', { row, given: 'merged ranges overlap' });
  }

  #origin(merge: CellRange, row: number, cells: readonly (Cell | undefined)[]): Cell | undefined {
    if (row === merge.top) {
      const cell = cells[merge.left - 1];
      if (cell !== undefined && cell.kind !== 'empty') this.#origins.set(merge, cell);
    }
    return this.#origins.get(merge);
  }
}
