// Tells rows of a sheet that hold no record: totals, signatures, headings of a group, a row of column numbers. Asked only of
// rows that cannot be a record as they stand, so a good row is never left out.
import type { Row } from '#lib/sheet';
import { isCoveredSideways } from './header.ts';
import { headerKey } from './header-key.ts';
import type { Plan } from './plan.ts';

/** Why a row is left out, in Lao and English in one. */
export type LeftOut =
  | 'ຍອດລວມ (total)'
  | 'ລາຍເຊັນ (signature)'
  | 'ຫົວຂໍ້ກຸ່ມ (group heading)'
  | 'ເລກຖັນ (column numbers)'
  | 'ຫົວຕາຕະລາງຊ້ຳ (header again)';

const totals = new Set(
  [
    'ລວມ',
    'ລວມທັງໝົດ',
    'ລວມທັງສິ້ນ',
    'ລວມຍອດ',
    'ຍອດລວມ',
    'ລວມຍ່ອຍ',
    'ທັງໝົດ',
    'ລວມທົ່ວແຂວງ',
    'ລວມທົ່ວເມືອງ',
    'total',
    'grand total',
    'subtotal',
    'sum',
  ].map(headerKey),
);
const signatures = [
  'ຫົວໜ້າ',
  'ຮອງຫົວໜ້າ',
  'ຜູ້ອຳນວຍການ',
  'ຮອງຜູ້ອຳນວຍການ',
  'ຜູ້ສະຫຼຸບ',
  'ຜູ້ສັງລວມ',
  'ຜູ້ລາຍງານ',
  'ຜູ້ກວດ',
  'ຜູ້ຮັບຜິດຊອບ',
  'ຜູ້ເຮັດ',
  'ຜູ້ຂຽນ',
  'ລາຍເຊັນ',
  'ເຊັນ',
  'ໝາຍເຫດ',
  'ບ່ອນສົ່ງ',
  'ແຫຼ່ງຂໍ້ມູນ',
  'ທີ່ມາ',
  'signature',
  'signed',
  'prepared by',
  'source:',
  'note:',
].map(headerKey);
/** What came before a row. */
export interface Before {
  /** A blank row. */
  readonly isAfterGap: boolean;
  /** A total or a signature: the table may be over. */
  readonly isAfterEnd: boolean;
  readonly isFirst: boolean;
}

/** Whether a row needs a second look although nothing in it is wrong: cells merged sideways, or numbers in order. */
export function looksUnlike(row: Row, before: Before): boolean {
  if (row.cells === undefined) return false;
  return row.cells.some((_, at) => isCoveredSideways(row, at)) || (before.isFirst && isNumbering(filledCells(row)));
}

/** Whether a row repeats the header, as tables that were divided into pages do. */
export function isHeaderAgain(row: Row, plan: Plan): boolean {
  const [first] = plan.fields;
  const at = first?.columns[0];
  if (at === undefined || row.texts[at] !== plan.columns[at]?.name || plan.fields.length < 2) return false;
  return plan.fields.every(({ columns }) =>
    columns.every(column => headerKey(row.texts[column] ?? '') === headerKey(plan.columns[column]?.name ?? '')),
  );
}

/** Why a row that looks wrong holds no record; undefined when it is a record, with or without mistakes. */
export function whyLeftOut(row: Row, plan: Plan, before: Before, needed: ReadonlySet<string>): LeftOut | undefined {
  const cells = filledCells(row);
  const first = cells[0];
  if (first === undefined) return undefined;
  const columns = neededColumns(plan, needed);
  const blank = columns.filter(at => (row.texts[at] ?? '').trim() === '' || isCoveredSideways(row, at));
  if (isTotal(cells, columns, blank)) return 'ຍອດລວມ (total)';
  if (before.isFirst && isNumbering(cells) && cells.length >= namedColumns(plan)) return 'ເລກຖັນ (column numbers)';
  if (blank.length === 0) return undefined;
  if (isSignature(row, cells, columns, blank, plan, before)) return 'ລາຍເຊັນ (signature)';
  const isHeading = cells.length === 1 && blank.length * 2 >= columns.length && isCoveredSideways(row, first.at + 1);
  return isHeading ? 'ຫົວຂໍ້ກຸ່ມ (group heading)' : undefined;
}

interface Filled {
  readonly at: number;
  readonly text: string;
}

function filledCells(row: Row): Filled[] {
  return row.texts.flatMap((text, at) => (text.trim() === '' || isCoveredSideways(row, at) ? [] : [{ at, text }]));
}

// A total has its word before anything but a running number, and lacks something a record needs.
function isTotal(cells: readonly Filled[], columns: readonly number[], blank: readonly number[]): boolean {
  const word = cells.find(cell => !/^[\d.,\s]*$/.test(cell.text));
  if (word === undefined || !totals.has(headerKey(word.text))) return false;
  return blank.length > 0 || columns.every(at => at === word.at);
}

function isNumbering(cells: readonly Filled[]): boolean {
  return cells.length > 3 && cells.every((cell, at) => headerKey(cell.text) === String(at + 1));
}

/** A few words under a gap, a total or a signature; where a record has its key stands nothing, or a signer's title or name. */
function isSignature(
  row: Row,
  cells: readonly Filled[],
  columns: readonly number[],
  blank: readonly number[],
  plan: Plan,
  before: Before,
): boolean {
  if (cells.length * 2 > Math.max(namedColumns(plan), 4)) return false;
  if (before.isAfterEnd) return true;
  const [key] = columns;
  const isKeyFree = key === undefined || blank.includes(key) || isSigned(row.texts[key] ?? '');
  return isKeyFree && (before.isAfterGap || cells.some(cell => isSigned(cell.text)));
}

function namedColumns(plan: Plan): number {
  return plan.columns.filter(column => column.name !== '').length;
}

function neededColumns(plan: Plan, needed: ReadonlySet<string>): number[] {
  return plan.fields.flatMap(({ field, columns }) => (needed.has(field.name) ? columns.slice(0, 1) : []));
}

function isSigned(text: string): boolean {
  const key = headerKey(text);
  return signatures.some(word => key.startsWith(word));
}
