// Tells rows of a sheet that hold no record: totals, signatures, headings of a group, a row of column numbers. Asked only of
// rows that cannot be a record as they stand, so a good row is never left out.
import type { Row } from '#lib/sheet';
import { isCoveredSideways } from './header.ts';
import { headerKey } from './header-key.ts';
import type { Plan } from './plan.ts';

/** Why a row is left out, in Lao and English in one. */
export type LeftOut = 'ຍອດລວມ (total)' | 'ລາຍເຊັນ (signature)' | 'ຫົວຂໍ້ກຸ່ມ (group heading)' | 'ເລກຖັນ (column numbers)';

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
const mostSigned = 4;

/** What came before a row: a gap of blank rows, a total or a signature makes a signature likely. */
export interface Before {
  readonly isAfterGap: boolean;
  readonly isFirst: boolean;
}

/** Why a row that cannot be a record holds none; undefined when it is a record with mistakes. */
export function whyLeftOut(row: Row, plan: Plan, before: Before, needed: ReadonlySet<string>): LeftOut | undefined {
  const cells = filledCells(row);
  const first = cells[0];
  if (first === undefined) return undefined;
  if (isTotal(cells, plan, row, needed)) return 'ຍອດລວມ (total)';
  if (before.isFirst && isNumbering(cells)) return 'ເລກຖັນ (column numbers)';
  if (!isBlankAt(row, neededColumns(plan, needed), cells)) return undefined;
  if (cells.length <= mostSigned && (before.isAfterGap || cells.some(cell => isSigned(cell.text)))) {
    return 'ລາຍເຊັນ (signature)';
  }
  return cells.length === 1 && isWide(row, first.at) ? 'ຫົວຂໍ້ກຸ່ມ (group heading)' : undefined;
}

interface Filled {
  readonly at: number;
  readonly text: string;
}

function filledCells(row: Row): Filled[] {
  return row.texts.flatMap((text, at) => (text.trim() === '' || isCoveredSideways(row, at) ? [] : [{ at, text }]));
}

// A total has its word before anything but a running number, and lacks something a record needs.
function isTotal(cells: readonly Filled[], plan: Plan, row: Row, needed: ReadonlySet<string>): boolean {
  const word = cells.find(cell => !/^[\d.,\s]*$/.test(cell.text));
  if (word === undefined || !totals.has(headerKey(word.text))) return false;
  const columns = neededColumns(plan, needed).filter(at => at !== word.at);
  return columns.length === 0 || columns.some(at => (row.texts[at] ?? '').trim() === '' || isCoveredSideways(row, at));
}

function isNumbering(cells: readonly Filled[]): boolean {
  return cells.length > 2 && cells.every((cell, at) => headerKey(cell.text) === String(at + 1));
}

/** Whether at least half of what a record needs is blank, the first of it (its key) too; text in the way may be a signer's. */
function isBlankAt(row: Row, columns: readonly number[], cells: readonly Filled[]): boolean {
  const blank = columns.filter(at => (row.texts[at] ?? '').trim() === '' || isCoveredSideways(row, at));
  if (blank.length * 2 < columns.length) return false;
  const [key] = columns;
  return key === undefined || blank.includes(key) || cells.some(cell => isSigned(cell.text));
}

function neededColumns(plan: Plan, needed: ReadonlySet<string>): number[] {
  return plan.fields.flatMap(({ field, columns }) => (needed.has(field.name) ? columns.slice(0, 1) : []));
}

function isSigned(text: string): boolean {
  const key = headerKey(text);
  return signatures.some(word => key.startsWith(word));
}

function isWide(row: Row, at: number): boolean {
  return isCoveredSideways(row, at + 1);
}
