// The rows of one sheet from its XML, as they stream by. Rows without content are left out; a cell's place is its reference.
import type { Limits } from './limits.ts';
import type { Notes } from './notes.ts';
import { atRow, SheetProblem } from './problem.ts';
import type { Cell, Row } from './workbook.ts';
import { type CellContext, readCell } from './xlsx-cell.ts';
import type { MergeCover } from './xlsx-merges.ts';
import { columnOf, lastColumn, lastRow } from './xlsx-reference.ts';
import { StringItem } from './xlsx-strings.ts';
import type { XmlHandler } from './xml-scan.ts';
import { attribute, isOn, unescapeXstring } from './xml-text.ts';

const emptyCell: Cell = { text: '', kind: 'empty' };

/** Handles the tags of a sheet; finished rows wait in `take`. */
export class SheetRows implements XmlHandler {
  readonly #context: CellContext;
  readonly #merges: MergeCover;
  readonly #limits: Limits;
  readonly #notes: Notes;
  readonly #item = new StringItem();
  #rows: Row[] = [];
  #row = 0;
  #rowChars = 0;
  #column = 0;
  #cells: (Cell | undefined)[] = [];
  #inCell = false;
  #inInline = false;
  #inside = '';
  #type = '';
  #style = 0;
  #value = '';
  #formula = '';
  #hasInline = false;

  constructor(context: CellContext, merges: MergeCover, limits: Limits, notes: Notes) {
    this.#context = context;
    this.#merges = merges;
    this.#limits = limits;
    this.#notes = notes;
  }

  /** The rows finished since last asked. */
  take(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** Number of the row being read. */
  get row(): number {
    return this.#row;
  }

  open(tag: string, attributes: string): void {
    if (tag === 'c') this.#openCell(attributes);
    else if (tag === 'v' || tag === 'f') this.#inside = tag;
    else if (tag === 'row') this.#openRow(attributes);
    else if (tag === 'is') this.#inInline = true;
    else if (this.#inInline) this.#item.open(tag, attributes);
    else if (tag === 'col' && isOn(attributes, 'hidden')) this.#notes.say('hidden-columns');
  }

  text(text: string): void {
    if (!this.#inCell) return;
    if (this.#inside === 'v') this.#value += text;
    else if (this.#inside === 'f') this.#formula += text;
    else if (this.#inInline) this.#item.add(text);
  }

  close(tag: string): void {
    if (tag === 'c') this.#closeCell();
    else if (tag === 'v' || tag === 'f') this.#inside = '';
    else if (tag === 'row') this.#closeRow();
    else if (tag === 'is') this.#inInline = false;
    else if (this.#inInline) this.#item.close(tag);
    if (tag === 'is' && this.#inCell) this.#hasInline = true;
  }

  #openRow(attributes: string): void {
    const stated = attribute(attributes, 'r');
    const number = stated === undefined ? this.#row + 1 : Number(stated);
    if (!(Number.isInteger(number) && number > this.#row && number <= lastRow)) {
      throw new SheetProblem('bad-xlsx', { row: this.#row + 1, given: `row ${stated}` });
    }
    if (attributes.includes('hidden') && isOn(attributes, 'hidden')) this.#notes.say('hidden-rows', { row: number });
    this.#row = number;
    this.#column = 0;
    this.#cells = [];
    this.#rowChars = 0;
  }

  #openCell(attributes: string): void {
    const reference = attribute(attributes, 'r');
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (this.#column === 0 || this.#column > lastColumn || this.#row === 0) {
      throw new SheetProblem('bad-xlsx', { row: this.#row, given: `cell ${reference}` });
    }
    this.#inCell = true;
    this.#type = attribute(attributes, 't') ?? '';
    this.#style = Number(attribute(attributes, 's') ?? 0);
    this.#value = '';
    this.#formula = '';
    this.#hasInline = false;
  }

  #closeCell(): void {
    this.#inCell = false;
    const isText = this.#type === 'str';
    const cell = readCell(
      {
        type: this.#type,
        style: this.#style,
        value: isText ? unescapeXstring(this.#value) : this.#value,
        formula: this.#formula,
        inline: this.#hasInline ? this.#item.take() : undefined,
      },
      this.#context,
    );
    if (this.#formula !== '') this.#notes.say('formulas', { row: this.#row });
    if (cell === undefined) return;
    this.#checkCell(cell);
    this.#cells[this.#column - 1] = cell.text.includes('\0') ? this.#withoutNul(cell) : cell;
  }

  #withoutNul(cell: Cell): Cell {
    this.#notes.say('nul-removed', { row: this.#row });
    return { ...cell, text: cell.text.replaceAll('\0', '') };
  }

  #checkCell(cell: Cell): void {
    const place = { row: this.#row, column: this.#column };
    if (this.#column > this.#limits.columns)
      throw new SheetProblem('too-many-columns', { ...place, given: `> ${this.#limits.columns}` });
    this.#rowChars += cell.text.length;
    if (cell.text.length > this.#limits.cellChars || this.#rowChars > this.#limits.rowChars) {
      throw new SheetProblem('too-large-cell', place);
    }
  }

  #closeRow(): void {
    this.#merges.apply(this.#row, this.#cells);
    if (this.#cells.length === 0) return;
    const cells = Array.from(this.#cells, cell => cell ?? emptyCell);
    this.#rows.push({ number: this.#row, texts: cells.map(cell => cell.text), cells });
  }
}

/** Adds the row to a problem found while reading a sheet. */
export function placed(problem: unknown, rows: SheetRows): unknown {
  return rows.row === 0 ? problem : atRow(problem, rows.row);
}
