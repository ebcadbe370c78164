// Makes the two example spreadsheets from bokeo-enterprises.csv: the form of a provincial office around invented rows,
// once right and once with eight mistakes of eight kinds. Run it with `node examples/make.ts`. It never reads a register.
import { readFileSync, writeFileSync } from 'node:fs';
import {
  type Cell,
  type CellStyle,
  type CellValue,
  type MergeRange,
  parseCsv,
  type WriteSheet,
  writeXlsx,
} from 'hucre';

const folder = new URL('.', import.meta.url);
const titles = [
  'ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ',
  'ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ',
  '',
  'ພະແນກອຸດສາຫະກຳ ແລະ ການຄ້າ ແຂວງບໍ່ແກ້ວ',
  'ຕາຕະລາງສັງລວມວິສາຫະກິດ ປະຈຳໄຕມາດ I ປີ 2026 (ຂໍ້ມູນຕົວຢ່າງ – ບໍ່ແມ່ນຂໍ້ມູນທາງການ)',
  '',
];
const widths = [5, 13, 46, 26, 34, 12, 50, 20, 16, 18, 30, 16, 14];

/** A mistake put into a right table: the row as the office numbers it, the column's header and what stands there. */
interface Mistake {
  readonly row: number;
  readonly column: string;
  readonly given: string | null;
}

// One of each kind: no such district, no such day, an era unstated, words for a number, a number twice, nothing where
// something is needed, a status outside of the list, a letter O for a zero.
const mistakes: readonly Mistake[] = [
  { row: 3, column: 'ແຂວງ/ເມືອງ', given: 'ຫວ້ຍຊາຍ' },
  { row: 6, column: 'ວັນທີຂຶ້ນທະບຽນ', given: '31/02/2026' },
  { row: 9, column: 'ວັນທີຂຶ້ນທະບຽນ', given: '12/05/2566' },
  { row: 11, column: 'ທຶນຈົດທະບຽນ (ກີບ)', given: 'ຫ້າລ້ານ' },
  { row: 14, column: 'ເລກທະບຽນ', given: '05-9100010' },
  { row: 17, column: 'ຊື່ວິສາຫະກິດ', given: null },
  { row: 20, column: 'ສະຖານະ', given: 'ຍ້າຍໄປແຂວງອື່ນ' },
  { row: 23, column: 'ເບີໂທ', given: '02O 0000 1023' },
];

const [header = [], ...lines] = parseCsv(readFileSync(new URL('bokeo-enterprises.csv', folder), 'utf8')).map(line =>
  line.map(String),
);
const right = lines.map((line, at): CellValue[] => [
  at + 1,
  ...line.map((text, column) => typed(text, header[column])),
]);
await save('bokeo-enterprises-corrected.xlsx', right);
await save('bokeo-enterprises.xlsx', withMistakes(right));

// What Excel itself makes of the typed text: numbers and days become cells of their own kind.
function typed(text: string, column: string | undefined): CellValue {
  if (column === 'ທຶນຈົດທະບຽນ (ກີບ)') return Number(text);
  return column === 'ວັນທີຂຶ້ນທະບຽນ' ? new Date(`${text}T00:00:00Z`) : text;
}

function withMistakes(rows: readonly CellValue[][]): CellValue[][] {
  const wrong = rows.map(row => [...row]);
  for (const { row, column, given } of mistakes) {
    const line = wrong[row - 1];
    const at = header.indexOf(column) + 1;
    if (line === undefined || at === 0) throw new Error(`no row ${row} or no column ${column}`);
    line[at] = given;
  }
  return wrong;
}

async function save(name: string, body: readonly CellValue[][]): Promise<void> {
  const day = new Date('2026-04-03T00:00:00Z');
  const properties = { creator: 'Laopedia', title: 'ຂໍ້ມູນຕົວຢ່າງ', created: day, modified: day };
  writeFileSync(new URL(name, folder), await writeXlsx({ sheets: [sheetOf(body)], properties }));
}

function sheetOf(body: readonly CellValue[][]): WriteSheet {
  const first = titles.length + 1;
  const total = first + body.length;
  const column = header.indexOf('ທຶນຈົດທະບຽນ (ກີບ)') + 1;
  const sum = body.reduce((all, row) => all + (typeof row[column] === 'number' ? row[column] : 0), 0);
  const totalRow: CellValue[] = ['ລວມ', ...header.map((_, at) => (at + 1 === column ? sum : null))];
  const rows: CellValue[][] = [
    ...titles.map((title): CellValue[] => [title === '' ? null : title]),
    ['ລ/ດ', ...header],
    ...body.map(row => [...row]),
    totalRow,
    [],
    [null, 'ຜູ້ສັງລວມ', ...Array<null>(7).fill(null), 'ບໍ່ແກ້ວ, ວັນທີ 3 ເມສາ 2026'],
    [...Array<null>(9).fill(null), 'ຫົວໜ້າພະແນກ'],
  ];
  const merges = [...titles.keys()].filter(row => titles[row] !== '').map(row => across(row, header.length));
  return {
    name: 'ວິສາຫະກິດ',
    columns: widths.map(width => ({ width })),
    rows,
    cells: styles(rows, first, total),
    merges: [...merges, across(total, column - 1)],
    pageSetup: { orientation: 'landscape', paperSize: 'a4' },
  };
}

function across(row: number, endCol: number): MergeRange {
  return { startRow: row, startCol: 0, endRow: row, endCol };
}

function styles(rows: readonly CellValue[][], first: number, total: number): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, at) => {
    const line = { style: 'thin' } as const;
    const border = { top: line, bottom: line, left: line, right: line };
    const inTable = at >= first - 1 && at <= total;
    const loud = at < first || at === total;
    row.forEach((value, column) => {
      const style: CellStyle = {
        font: { name: 'Phetsarath OT', size: 12, bold: loud },
        alignment: { wrapText: inTable, vertical: 'center', ...(loud ? { horizontal: 'center' as const } : {}) },
        ...(inTable ? { border } : {}),
        ...(value instanceof Date ? { numFmt: 'dd/mm/yyyy' } : {}),
        ...(typeof value === 'number' && column > 0 ? { numFmt: '#,##0' } : {}),
      };
      cells.set(`${at},${column}`, { value, style });
    });
  });
  return cells;
}
