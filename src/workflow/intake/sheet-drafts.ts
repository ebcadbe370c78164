// Goes through the rows of one sheet and gives drafts, batch by batch. Rows without a record are left out with a note.
// It holds one batch at a time and remembers nothing of the rows before.
import type { Row, Sheet } from '#lib/sheet';
import type { Register } from '#register';
import { Assembly } from './assembly.ts';
import { neededFields, unnamedColumns } from './column-findings.ts';
import type { Draft } from './draft.ts';
import { columnLetters, isCoveredSideways } from './header.ts';
import { matchHeader } from './header-match.ts';
import type { Layout } from './layout.ts';
import { type Before, isHeaderAgain, type LeftOut, looksUnlike, whyLeftOut } from './left-out.ts';
import type { Mapping } from './mapping.ts';
import { NamedColumns } from './named-columns.ts';
import { type Plan, planOf } from './plan.ts';
import type { References } from './reference.ts';
import { type OpenRow, type RowFlaw, RowReader } from './row-reader.ts';
import type { Tally } from './tally.ts';

const batchRows = 1000;
const mostNames = 5000;
const amongRecords: Before = { isAfterGap: false, isAfterEnd: false, isFirst: false };
const largestRowChars = 4 * 1024 * 1024;

/** All that reading one sheet takes. */
export interface SheetReading {
  readonly sheet: Sheet;
  readonly layout: Layout;
  readonly plan: Plan;
  readonly register: Register;
  readonly mapping: Mapping;
  readonly isPartial: boolean;
  /** Cells beyond the header are a mistake of the row (text files), not a side note of the sheet. */
  readonly isText: boolean;
  readonly references: References;
  readonly tally: Tally;
}

/** The drafts of one sheet in batches of at most 1,000. */
export async function* sheetDrafts(reading: SheetReading): AsyncIterable<readonly Draft[]> {
  const reader = new SheetReader(reading);
  for await (const rows of reading.sheet.rows()) {
    const open = reader.read(rows);
    for (let at = 0; at < open.length; at += batchRows) {
      yield await reader.assembly.drafts(at === 0 && open.length <= batchRows ? open : open.slice(at, at + batchRows));
    }
  }
}

class SheetReader {
  assembly: Assembly;
  readonly #reading: SheetReading;
  readonly #needed: ReadonlySet<string>;
  readonly #keys: readonly string[];
  readonly #names: NamedColumns | undefined;
  #rows: RowReader;
  #unnamed: number[];
  #isBeyondNoted = false;
  #lastRow: number;
  #before: Before = { isAfterGap: false, isAfterEnd: false, isFirst: true };

  constructor(reading: SheetReading) {
    const { layout, plan, register } = reading;
    this.#reading = reading;
    this.#needed = new Set(neededFields(register).map(field => field.name));
    this.#keys = register.key.kind === 'fields' ? register.key.fields : [];
    this.#names = layout.isNamed ? new NamedColumns(layout.columns) : undefined;
    this.#rows = this.#rowReader(plan);
    this.assembly = this.#newAssembly(plan);
    this.#unnamed = layout.isNamed ? [] : unnamedColumns(plan);
    this.#lastRow = layout.headerRow;
  }

  read(rows: readonly Row[]): OpenRow[] {
    const open: OpenRow[] = [];
    for (const row of rows) {
      if (this.#names !== undefined) open.push(...this.#readNamed(row, this.#names));
      else if (row.number > this.#reading.layout.headerRow) this.#readCells(row, open);
    }
    return open;
  }

  #readCells(row: Row, open: OpenRow[]): void {
    const isBlank = isBlankRow(row);
    if (isBlank || row.number > this.#lastRow + 1) this.#before = { ...this.#before, isAfterGap: true };
    this.#lastRow = row.number;
    if (isBlank) return;
    const wrong = this.#wrongShape(row);
    if (wrong !== undefined) {
      open.push(wrong);
      return;
    }
    if (isHeaderAgain(row, this.#rows.plan)) {
      this.#leaveOut(row, 'ຫົວຕາຕະລາງຊ້ຳ (header again)');
      return;
    }
    this.#noteUnnamed(row);
    const made = this.#rows.read(row, undefined);
    if ((made.some(one => this.#isDoubtful(one)) || looksUnlike(row, this.#before)) && this.#isLeftOut(row)) return;
    this.#before = amongRecords;
    for (const one of made) open.push(one);
  }

  #readNamed(row: Row, columns: NamedColumns): readonly OpenRow[] {
    const names = row.names ?? [];
    if (row.names === undefined && row.texts.length > 0)
      return [brokenRow(row.number, { flaw: { code: 'object/unreadable' }, given: row.texts[0] ?? null })];
    if (isTooLarge(row)) return [brokenRow(row.number, { flaw: { code: 'row/too-large' }, given: null })];
    const news = columns.learn(names, mostNames);
    if (news.length > 0) this.#meetNames(row.number, news, columns);
    return this.#rows.read(row, columns.positionsOf(names));
  }

  // A name that turns up late may still be a field's; then the plan is made anew.
  #meetNames(row: number, news: readonly string[], columns: NamedColumns): void {
    const { register, mapping, tally, layout } = this.#reading;
    const left = register.schema.fields.filter(field => !this.#rows.plan.assignment.fields.has(field.name));
    const headers = news.map(name => ({ name, others: [] }));
    if (matchHeader(headers, left).columns.size > 0 || this.#rows.plan.assignment.missing.length > 0) {
      const plan = planOf({ ...layout, columns: columns.columns }, register, mapping);
      this.#rows = this.#rowReader(plan);
      this.assembly = this.#newAssembly(plan);
    }
    const known = new Set([...this.#rows.plan.assignment.fields.values()].flat());
    for (const name of news) {
      if (known.has(columns.columns.findIndex(column => column.name === name))) continue;
      tally.addToFile({ code: 'column/unknown' }, { sheet: layout.sheet, row, field: name, given: name });
    }
  }

  #wrongShape(row: Row): OpenRow | undefined {
    if (isTooLarge(row)) return brokenRow(row.number, { flaw: { code: 'row/too-large' }, given: null });
    const width = this.#reading.layout.columns.length;
    if (row.texts.length <= width || !row.texts.slice(width).some(text => text.trim() !== '')) return undefined;
    if (this.#reading.isText) {
      const facts = { given: row.texts.length, wanted: width };
      return brokenRow(row.number, { flaw: { code: 'row/ragged', facts }, given: null });
    }
    if (!this.#isBeyondNoted) this.#noteColumn(row.number, width);
    this.#isBeyondNoted = true;
    return undefined;
  }

  #noteUnnamed(row: Row): void {
    if (this.#unnamed.length === 0) return;
    const filled = this.#unnamed.filter(at => (row.texts[at] ?? '').trim() !== '' && !isCoveredSideways(row, at));
    if (filled.length === 0) return;
    this.#unnamed = this.#unnamed.filter(at => !filled.includes(at));
    for (const at of filled) this.#noteColumn(row.number, at);
  }

  #noteColumn(row: number, at: number): void {
    const { tally, layout } = this.#reading;
    tally.addToFile({ code: 'column/unnamed' }, { sheet: layout.sheet, row, field: columnLetters(at) });
  }

  #isDoubtful(open: OpenRow): boolean {
    if (open.flaws?.some(({ isNote }) => !isNote)) return true;
    return this.#keys.some(name => open.given[name] === null);
  }

  #isLeftOut(row: Row): boolean {
    const why = whyLeftOut(row, this.#rows.plan, this.#before, this.#needed);
    if (why === undefined) return false;
    const isAfterEnd = why.startsWith('ຍອດ') || why.startsWith('ລາຍ');
    this.#before = { isAfterGap: false, isAfterEnd, isFirst: false };
    this.#leaveOut(row, why);
    return true;
  }

  #leaveOut(row: Row, why: LeftOut): void {
    const { layout, tally } = this.#reading;
    tally.leftOut += 1;
    const given = row.texts.find(text => text.trim() !== '') ?? null;
    tally.addToFile({ code: 'row/left-out', facts: { why } }, { sheet: layout.sheet, row: row.number, given });
  }

  #rowReader(plan: Plan): RowReader {
    const { register, mapping, isPartial } = this.#reading;
    return new RowReader(plan, register, mapping, isPartial);
  }

  #newAssembly(plan: Plan): Assembly {
    const { register, references, tally } = this.#reading;
    return new Assembly(plan, register, references, tally);
  }
}

function isBlankRow(row: Row): boolean {
  for (const text of row.texts) if (text !== '' && text.trim() !== '') return false;
  return true;
}

function isTooLarge(row: Row): boolean {
  let chars = 0;
  for (const text of row.texts) chars += text.length;
  if (chars * 3 < largestRowChars) return false;
  return row.texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0) > largestRowChars;
}

function brokenRow(row: number, wrong: Pick<RowFlaw, 'flaw' | 'given'>): OpenRow {
  return {
    row,
    given: {},
    stated: null,
    withdraw: false,
    succeeded: undefined,
    flaws: [{ ...wrong, isNote: false, field: null }],
  };
}
