// Writes rows as CSV: RFC 4180, UTF-8, CRLF, piece by piece. It never changes a value, except, when asked, to keep it from running as a formula.
import { isFormulaLike } from './formula-like.ts';
import { SheetProblem } from './problem.ts';

/** One row to be written; null and '' are both an empty cell. */
export type TextRow = readonly (string | null)[];

/** How the CSV is to be. */
export interface CsvOptions {
  /** Begin with a byte order mark, which Excel needs to see UTF-8. */
  readonly bom?: boolean;
  /** ',' unless said. */
  readonly delimiter?: ',' | ';' | '\t' | '|';
  /** Put an apostrophe before text that a spreadsheet would run as a formula; plain numbers stay as they are. */
  readonly harmless?: boolean;
}

const pieceChars = 64 * 1024;
// Quoted beyond what RFC 4180 asks: other usual delimiters and outer spaces, so that nobody's guess can go wrong.
const needsQuotes = /[",;|\t\r\n]|^[\s'\u{feff}]|\s$|^sep=/iu;

/**
 * The rows as pieces of a CSV file. A row of one empty cell is written `""`, a row without cells as an empty line. Throws a SheetProblem
 * 'lone-surrogate' for text that UTF-8 cannot hold.
 */
export async function* writeCsv(
  rows: AsyncIterable<TextRow> | Iterable<TextRow>,
  options: CsvOptions = {},
): AsyncIterable<Uint8Array> {
  const { delimiter = ',', harmless = false } = options;
  let piece = options.bom === true ? '\ufeff' : '';
  let row = 0;
  for await (const cells of rows) {
    row += 1;
    piece += csvLine(cells, delimiter, harmless);
    if (piece.length < pieceChars) continue;
    yield utf8(piece, row);
    piece = '';
  }
  if (piece !== '') yield utf8(piece, row);
}

function csvLine(cells: TextRow, delimiter: string, harmless: boolean): string {
  if (cells.length === 1 && (cells[0] ?? '') === '') return '""\r\n';
  let line = '';
  for (let at = 0; at < cells.length; at += 1) {
    if (at > 0) line += delimiter;
    const text = cells[at];
    if (text === null || text === undefined || text === '') continue;
    const safe = harmless && isFormulaLike(text) ? `'${text}` : text;
    line += needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }
  return `${line}\r\n`;
}

/** Text as bytes; refuses what would silently become U+FFFD. */
export function utf8(text: string, row: number): Uint8Array {
  if (!text.isWellFormed()) throw new SheetProblem('lone-surrogate', { row });
  return Buffer.from(text, 'utf8');
}
