// Writes the rows that were set aside for their mistakes, under their own header, ready to be corrected and sent again.
// Nothing is corrected, and no other row is in it.
import {
  type Row,
  type SheetSource,
  type TextRow,
  writeCsv,
  writeXlsx,
  type XlsxCell,
  type XlsxSheet,
} from '#lib/sheet';
import type { Finding, Register } from '#register';
import { Marks, markedCells } from './cell-marks.ts';
import { NamedColumns, tabled } from './named-columns.ts';
import { refusing } from './sheet-refusal.ts';
import { openAgain, type SourceOptions, type SourceSheet } from './source-again.ts';

/** A row that was set aside. */
export interface SetAsideRow {
  readonly sheet: string | null;
  readonly row: number;
}

/** How the rows are written. `findings`: those known, to be marked in an XLSX. */
export interface SetAsideOptions extends SourceOptions {
  readonly findings?: readonly Finding[];
  /** 'xlsx' unless said; a CSV has no limit of rows, no colours, and its sheets one after the other. */
  readonly format?: 'xlsx' | 'csv';
}

/**
 * The rows with what stood above them: titles (a unit may be stated there) and the header, on one level. Refuses what cannot
 * be read, as the intake did; an XLSX of more than 1,048,576 rows is `intake/too-large-file`.
 */
export async function* writeSetAside(
  source: SheetSource,
  register: Register,
  rows: Iterable<SetAsideRow>,
  options: SetAsideOptions,
): AsyncIterable<Uint8Array> {
  yield* refusing(writeAll(source, register, rows, options));
}

async function* writeAll(
  source: SheetSource,
  register: Register,
  rows: Iterable<SetAsideRow>,
  options: SetAsideOptions,
): AsyncIterable<Uint8Array> {
  const wanted = new Map<string | null, Set<number>>();
  for (const { sheet, row } of rows) {
    const known = wanted.get(sheet) ?? new Set();
    wanted.set(sheet, known.add(row));
  }
  const again = await openAgain(source, register, options);
  try {
    const marks = new Marks(options.findings ?? []);
    const sheets = again.sheets.flatMap((one): XlsxSheet[] => {
      const numbers = wanted.get(one.findingsName);
      if (numbers === undefined || one.layout === undefined) return [];
      return [{ name: one.sheet.name || (options.name ?? 'ຂໍ້ມູນ'), rows: rowsOf(one, numbers, marks) }];
    });
    if (options.format === 'csv') yield* writeCsv(textsOf(sheets), { bom: true });
    else yield* writeXlsx(sheets, { font: 'Phetsarath OT', author: 'Laopedia' });
  } finally {
    await again.close();
  }
}

async function* rowsOf(
  source: SourceSheet,
  numbers: ReadonlySet<number>,
  marks: Marks,
): AsyncIterable<readonly XlsxCell[]> {
  const { layout, sheet, plan } = source;
  if (layout === undefined) return;
  for (const { texts } of layout.preamble) yield titleCells(texts);
  const names = layout.isNamed ? new NamedColumns(layout.columns) : undefined;
  if (layout.headerRow > 0 || layout.isNamed) yield layout.columns.map(({ name }) => ({ text: name }));
  for await (const batch of sheet.rows()) {
    for (const row of batch) {
      if (!numbers.has(row.number) || (!layout.isNamed && row.number <= layout.headerRow)) continue;
      yield markedCells(tableRow(row, names), marks.of(source.findingsName, row.number), plan);
    }
  }
}

// A merged title is one text; its covered cells repeat it.
function titleCells(texts: readonly string[]): XlsxCell[] {
  return texts.map((text, at) => ({ text: at > 0 && text === texts[at - 1] ? '' : text }));
}

function tableRow(row: Row, names: NamedColumns | undefined): Row {
  return names === undefined ? row : tabled(row, names);
}

async function* textsOf(sheets: readonly XlsxSheet[]): AsyncIterable<TextRow> {
  for (const sheet of sheets) {
    for await (const cells of sheet.rows)
      yield cells.map(cell => (typeof cell === 'object' ? (cell?.text ?? null) : cell));
  }
}
