// The one error of this room: a file that cannot be read as a table, said as a code with its place.
// It never carries a sentence for people; the room above has the Lao and the English one.

/** Why a file, or one place in it, could not be read. */
export type SheetProblemCode =
  | 'empty-file'
  | 'old-excel'
  | 'encrypted'
  | 'opendocument'
  | 'html'
  | 'zip'
  | 'not-a-table'
  | 'invalid-encoding'
  | 'unsupported-encoding'
  | 'unclosed-quote'
  | 'too-large-cell'
  | 'too-large-file'
  | 'too-many-columns'
  | 'zip-bomb'
  | 'zip-slip'
  | 'dtd'
  | 'bad-xlsx'
  | 'bad-json'
  | 'json-too-deep'
  | 'lone-surrogate'
  | 'lost-letters';

/** Where the problem lies; every part is there only when known. */
export interface SheetPlace {
  /** Row as a spreadsheet shows it, from 1. */
  readonly row?: number;
  /** Column from 1. */
  readonly column?: number;
  /** Offset of the byte in the file, from 0. */
  readonly byte?: number;
  /** What was found, cut to a line: a file kind, an entry name, the start of a value. */
  readonly given?: string;
}

/**
 * A file that is refused as a whole, thrown by `openWorkbook` or while its rows are read. `code` names the reason;
 * `row`, `column` (from 1), `byte` (from 0) and `given` say where and what, as far as known.
 */
export class SheetProblem extends Error {
  override readonly name = 'SheetProblem';
  readonly code: SheetProblemCode;
  declare readonly row?: number;
  declare readonly column?: number;
  declare readonly byte?: number;
  declare readonly given?: string;

  constructor(code: SheetProblemCode, place: SheetPlace = {}, cause?: unknown) {
    super(describe(code, place), cause === undefined ? undefined : { cause });
    this.code = code;
    if (place.row !== undefined) this.row = place.row;
    if (place.column !== undefined) this.column = place.column;
    if (place.byte !== undefined) this.byte = place.byte;
    if (place.given !== undefined) this.given = place.given.slice(0, 120);
  }
}

function describe(code: SheetProblemCode, place: SheetPlace): string {
  const parts = Object.entries(place).map(([name, value]) => `${name} ${String(value).slice(0, 120)}`);
  return parts.length === 0 ? code : `${code} (${parts.join(', ')})`;
}

/** Adds the row to a problem that was found by a reader which counts none. */
export function atRow(problem: unknown, row: number): unknown {
  if (!(problem instanceof SheetProblem) || problem.row !== undefined) return problem;
  const { column, byte, given } = problem;
  return new SheetProblem(
    problem.code,
    {
      row,
      ...(column === undefined ? {} : { column }),
      ...(byte === undefined ? {} : { byte }),
      ...(given === undefined ? {} : { given }),
    },
    problem.cause,
  );
}
