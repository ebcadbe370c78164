// What a tabular file is once opened: a workbook of sheets, a sheet of rows, a row of cells. Shapes only, nothing is read here.

/** The kinds of file read as tables; told by content, never by name. */
export type Format = 'csv' | 'tsv' | 'xlsx' | 'jsonl' | 'json' | 'geojson';

/** One cell of a file that knows more of a cell than its text (XLSX, JSON). */
export interface Cell {
  /** What a person sees or typed, untrimmed; a number as exact decimal text that never went through a float. */
  readonly text: string;
  readonly kind: 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error';
  /**
   * JSON and GeoJSON: the value; a number that a float cannot hold exactly is its source text. XLSX: date and time of a date
   * whose format shows the day alone.
   */
  readonly value?: unknown;
  /** XLSX: the font the cell is set in (a legacy Lao font tells how its text is encoded). */
  readonly font?: string;
  /** XLSX: part of a merged range; a covered cell repeats the origin's text. */
  readonly merged?: 'origin' | 'covered';
}

/**
 * One row. `texts` is always there. In a CSV they are slices of the piece of file they were read from: whoever keeps one
 * beyond its batch keeps that piece (about half a megabyte) in memory, so copy what is kept.
 */
export interface Row {
  /** As a spreadsheet shows it, from 1; for CSV the record's number, blank lines counted; for JSON the line or the element. */
  readonly number: number;
  /** Texts of the cells in order, untrimmed; no cell is added or dropped to make rows equal. A blank line has none. */
  readonly texts: readonly string[];
  /** XLSX and JSON: the cells, parallel to `texts`. */
  readonly cells?: readonly Cell[];
  /** JSON objects and GeoJSON features: the names, parallel to `texts`. */
  readonly names?: readonly string[];
}

/** Something a person may want to know of how the file was read; it stops nothing. */
export interface Note {
  /**
   * 'bom', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-874', 'gb18030', 'big5', 'mixed-line-ends', 'nul-removed', 'sep-line',
   * 'stray-quote', 'backslash-escapes', 'hidden-rows', 'hidden-columns', 'merged-cells', 'formulas'.
   */
  readonly code: string;
  readonly row?: number;
  readonly detail?: string;
}

/** One sheet; text files have exactly one. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The rows from the first, in batches of up to about a thousand; each call reads anew. Throws a SheetProblem. */
  rows(): AsyncIterable<readonly Row[]>;
}

/** An opened file. */
export interface Workbook {
  readonly format: Format;
  /** Text files: the encoding they were read in, as the Encoding Standard labels it. */
  readonly encoding?: string;
  /** CSV and TSV: the delimiter. */
  readonly delimiter?: string;
  readonly sheets: readonly Sheet[];
  /** Complete once the rows were read. */
  readonly notes: readonly Note[];
  /** Lets go of the file; rows cannot be read afterwards. */
  close(): Promise<void>;
}
