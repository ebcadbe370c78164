// The rows that a CSV scanner puts together, cell by cell, held to the limits. It knows nothing of delimiters or quotes.
import type { Limits } from './limits.ts';
import { SheetProblem, type SheetProblemCode } from './problem.ts';
import type { Row } from './workbook.ts';

/** Finished rows and the one being read. */
export class CsvRecords {
  readonly #cellChars: number;
  readonly #rowChars: number;
  readonly #columns: number;
  #rows: Row[] = [];
  #texts: string[] = [];
  #number = 1;
  #chars = 0;

  constructor(limits: Limits) {
    this.#cellChars = limits.cellChars;
    this.#rowChars = limits.rowChars;
    this.#columns = limits.columns;
  }

  /** Number of the record being read. */
  get row(): number {
    return this.#number;
  }

  /** Whether the record being read has a cell. */
  get isBegun(): boolean {
    return this.#texts.length > 0;
  }

  /** The rows finished since last asked. */
  take(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  addCell(text: string): void {
    this.#chars += text.length;
    if (text.length > this.#cellChars || this.#chars > this.#rowChars) throw this.problem('too-large-cell');
    this.#texts.push(text);
    if (this.#texts.length > this.#columns) {
      throw new SheetProblem('too-many-columns', { row: this.#number, given: `> ${this.#columns}` });
    }
  }

  endRow(): void {
    this.#rows.push({ number: this.#number, texts: this.#texts });
    this.#texts = [];
    this.#number += 1;
    this.#chars = 0;
  }

  /** A problem in the cell being read. */
  problem(code: SheetProblemCode): SheetProblem {
    return new SheetProblem(code, { row: this.#number, column: this.#texts.length + 1 });
  }
}
