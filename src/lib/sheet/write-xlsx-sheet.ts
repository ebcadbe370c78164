// One sheet as XML, row by row. Numbers and dates that a spreadsheet could not hold exactly are written as text instead.
import { SheetProblem } from './problem.ts';
import type { WrittenComment } from './write-xlsx-comments.ts';
import { type Fill, headerStyle, styleOf, type WrittenKind } from './write-xlsx-styles.ts';
import { columnName, lastColumn, lastRow } from './xlsx-reference.ts';
import { escapeXml, escapeXstring } from './xml-text.ts';

/** A cell to be written; a bare string is text. */
export interface XlsxCell {
  readonly text: string | null;
  /** 'text' unless said. A number is decimal text, a date 'YYYY-MM-DD', a boolean 'true' or 'false'. */
  readonly kind?: WrittenKind;
  readonly fill?: Fill;
  /** Shown when a person points at the cell. */
  readonly comment?: string;
}

/** A sheet to be written. */
export interface XlsxSheet {
  readonly name: string;
  readonly hidden?: boolean;
  /** The header row, which stays in view; width in characters. Without columns there is no header row. */
  readonly columns?: readonly { header: string; width?: number }[];
  readonly rows: AsyncIterable<readonly (string | null | XlsxCell)[]> | Iterable<readonly (string | null | XlsxCell)[]>;
}

const longestText = 32_767;
const pieceChars = 64 * 1024;
const spaces =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** The XML in pieces. Comments are added to `comments` as their cells go by. */
export async function* sheetXml(sheet: XlsxSheet, comments: WrittenComment[]): AsyncIterable<string> {
  const columns = sheet.columns ?? [];
  let piece = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${spaces}>${frame(columns)}<sheetData>`;
  let row = 0;
  if (columns.length > 0) {
    row += 1;
    piece += rowXml(
      row,
      columns.map(column => ({ text: column.header })),
      comments,
      headerStyle,
    );
  }
  for await (const cells of sheet.rows) {
    row += 1;
    if (row > lastRow) throw new SheetProblem('too-large-file', { row, given: '> 1,048,576' });
    piece += rowXml(row, cells, comments);
    if (piece.length < pieceChars) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</sheetData>${comments.length > 0 ? '<legacyDrawing r:id="rId1"/>' : ''}</worksheet>`;
}

/** What stands before the rows: the frozen header and the widths. */
function frame(columns: NonNullable<XlsxSheet['columns']>): string {
  if (columns.length === 0) return '';
  const widths = columns.map(({ header, width }, at) => {
    const characters = width ?? Math.min(60, Math.max(10, header.length * 1.2 + 2));
    return `<col min="${at + 1}" max="${at + 1}" width="${characters}" customWidth="1"/>`;
  });
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths.join('')}</cols>`;
}

function rowXml(
  row: number,
  cells: readonly (string | null | XlsxCell)[],
  comments: WrittenComment[],
  style?: number,
): string {
  if (cells.length > lastColumn) throw new SheetProblem('too-many-columns', { row, given: '> 16,384' });
  let xml = '';
  for (let at = 0; at < cells.length; at += 1) {
    const given = cells[at];
    if (given === null || given === undefined || given === '') continue;
    const cell = typeof given === 'string' ? { text: given } : given;
    xml += cellXml(row, at + 1, cell, style);
    if (cell.comment !== undefined && cell.comment !== '') comments.push({ row, column: at + 1, text: cell.comment });
  }
  return `<row r="${row}">${xml}</row>`;
}

const names: string[] = [];

function cellXml(row: number, column: number, cell: XlsxCell, style?: number): string {
  names[column] ??= columnName(column);
  const { kind, value } = writable(cell);
  const start = `<c r="${names[column]}${row}" s="${style ?? styleOf(kind, cell.fill ?? 'none')}"`;
  if (value === '') return `${start}/>`;
  if (kind === 'boolean') return `${start} t="b"><v>${value}</v></c>`;
  if (kind !== 'text') return `${start}><v>${value}</v></c>`;
  if (value.length > longestText) throw new SheetProblem('too-large-cell', { row, column, given: '> 32,767' });
  if (!value.isWellFormed()) throw new SheetProblem('lone-surrogate', { row, column });
  return `${start} t="inlineStr"><is><t xml:space="preserve">${escapeXml(escapeXstring(value))}</t></is></c>`;
}

/** What is really written: a number, date or boolean only where a spreadsheet gives back the same. */
function writable(cell: XlsxCell): { kind: WrittenKind; value: string } {
  const text = cell.text ?? '';
  switch (cell.kind) {
    case 'number':
      return isExactNumber(text) ? { kind: 'number', value: text } : { kind: 'text', value: text };
    case 'date': {
      const serial = serialOf(text);
      return serial === undefined ? { kind: 'text', value: text } : { kind: 'date', value: String(serial) };
    }
    case 'boolean': {
      const word = text.toLowerCase();
      return word === 'true' || word === 'false'
        ? { kind: 'boolean', value: word === 'true' ? '1' : '0' }
        : { kind: 'text', value: text };
    }
    default:
      return { kind: 'text', value: text };
  }
}

/** Decimal text of at most 15 digits, which every double holds, written without a superfluous zero in front. */
function isExactNumber(text: string): boolean {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return false;
  return text.replace(/\D/g, '').replace(/^0+/, '').length <= 15;
}

/** The serial of a date from 1900-03-01, where Excel's calendar becomes the real one, to 9999-12-31. */
function serialOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  const serial = ms / 86_400_000 + 25_569;
  return serial > 60 ? serial : undefined;
}
