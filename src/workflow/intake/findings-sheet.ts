// Gives an officer's file back as an XLSX with the wrong cells in colour and a list of what is wrong. The rows stand where
// they stood; nothing is corrected.
import { type Row, type SheetSource, writeXlsx, type XlsxCell, type XlsxSheet } from '#lib/sheet';
import type { Finding, Register } from '#register';
import { columnOf, Marks, markedCells } from './cell-marks.ts';
import { columnLetters } from './header.ts';
import { NamedColumns, tabled } from './named-columns.ts';
import { refusing } from './sheet-refusal.ts';
import { openAgain, type SourceAgain, type SourceOptions, type SourceSheet } from './source-again.ts';

const lastRow = 1_048_575;
const listName = 'ຂໍ້ຜິດພາດ';
const headers = [
  ['ແຜ່ນງານ (sheet)', 16],
  ['ແຖວ (row)', 8],
  ['ຖັນ (column)', 28],
  ['ຄ່າທີ່ຢູ່ໃນຟາຍ (given)', 28],
  ['ສິ່ງທີ່ຕ້ອງແກ້', 50],
  ['What is wanted', 50],
  ['ຜົນ (effect)', 22],
] as const;

/**
 * An XLSX of the file: first a sheet `ຂໍ້ຜິດພາດ` that lists the findings, then the file's own sheets, the cells of findings
 * red (blocks) or yellow (notes) with a comment in Lao and English. Rows beyond 1,048,575 are left off, their findings not.
 * Refuses what cannot be read, as the intake did.
 */
export async function* writeFindingsSheet(
  source: SheetSource,
  register: Register,
  findings: readonly Finding[],
  options: SourceOptions,
): AsyncIterable<Uint8Array> {
  yield* refusing(writeAll(source, register, findings, options));
}

async function* writeAll(
  source: SheetSource,
  register: Register,
  findings: readonly Finding[],
  options: SourceOptions,
): AsyncIterable<Uint8Array> {
  const again = await openAgain(source, register, options);
  try {
    const marks = new Marks(findings);
    const own = again.sheets.map(sheet => ownSheet(sheet, marks, options.name));
    yield* writeXlsx([listSheet(findings, again, register), ...own], { font: 'Phetsarath OT', author: 'Laopedia' });
  } finally {
    await again.close();
  }
}

function listSheet(findings: readonly Finding[], { sheets }: SourceAgain, register: Register): XlsxSheet {
  // What stops the file comes first; what is only noted would bury it.
  const inOrder = [...findings.filter(finding => finding.blocks), ...findings.filter(finding => !finding.blocks)];
  const rows = inOrder.map((finding): (string | XlsxCell)[] => {
    const plan = sheets.find(one => one.findingsName === finding.sheet)?.plan;
    const column =
      finding.field === null ? '' : columnName(finding, plan?.columns[columnOf(finding, plan)]?.name, register);
    const letters = finding.field === null || plan === undefined ? '' : columnLetters(columnOf(finding, plan));
    return [
      finding.sheet ?? '',
      { text: finding.row === null ? '' : String(finding.row), kind: 'number' },
      letters === '' || plan?.headerRow === 0 ? column : `${letters}: ${column}`,
      (finding.given ?? '').toWellFormed(),
      finding.wanted.lo.toWellFormed(),
      finding.wanted.en.toWellFormed(),
      finding.blocks ? { text: 'ຕ້ອງແກ້ (blocks)', fill: 'red' } : { text: 'ໝາຍເຫດ (note)', fill: 'yellow' },
    ];
  });
  return { name: listName, columns: headers.map(([header, width]) => ({ header, width })), rows };
}

function columnName(finding: Finding, header: string | undefined, register: Register): string {
  const field = register.schema.fields.find(one => one.name === finding.field);
  return header === undefined || header === '' ? (field?.title.lo ?? finding.field ?? '') : header;
}

function ownSheet(source: SourceSheet, marks: Marks, name: string | undefined): XlsxSheet {
  const isNamed = source.layout?.isNamed === true;
  return {
    name: source.sheet.name || (name ?? 'ຂໍ້ມູນ'),
    hidden: source.sheet.hidden,
    rows: isNamed ? namedRows(source, marks) : placedRows(source, marks),
  };
}

/** Every row at its number; blank rows between are written too. */
async function* placedRows(source: SourceSheet, marks: Marks): AsyncIterable<readonly XlsxCell[]> {
  let next = 1;
  for await (const batch of source.sheet.rows()) {
    for (const row of batch) {
      if (row.number > lastRow) return;
      for (; next < row.number; next += 1) yield [];
      yield markedCells(uncovered(row), marks.of(source.findingsName, row.number), source.plan);
      next += 1;
    }
  }
}

/** Objects as a table: a header of their names, then a row each. */
async function* namedRows(source: SourceSheet, marks: Marks): AsyncIterable<readonly XlsxCell[]> {
  const names = new NamedColumns(source.layout?.columns ?? []);
  yield names.columns.map(({ name }) => ({ text: name }));
  let written = 1;
  for await (const batch of source.sheet.rows()) {
    for (const row of batch) {
      written += 1;
      if (written > lastRow) return;
      yield markedCells(tabled(row, names), marks.of(source.findingsName, row.number), source.plan);
    }
  }
}

// What a merged range covered was blank to the officer, and is again.
function uncovered(row: Row): Row {
  if (row.cells?.some(cell => cell.merged === 'covered') !== true) return row;
  const { cells } = row;
  return { ...row, texts: row.texts.map((text, at) => (cells[at]?.merged === 'covered' ? '' : text)) };
}
