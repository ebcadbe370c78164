// Reads one row after another by a plan into open drafts: values and flaws, before references and keys.
// It never looks anything up and never decides what becomes of a flaw.
import type { JsonValue } from '#lib/canonical-json';
import type { Cell, Row } from '#lib/sheet';
import { encodeKeyPart, type Flaw, type Register, type Succeeded } from '#register';
import { ColumnReader } from './column-reader.ts';
import type { Mapping } from './mapping.ts';
import type { Plan } from './plan.ts';

/** A flaw of one value of a row. */
export interface RowFlaw {
  readonly flaw: Flaw;
  readonly isNote: boolean;
  readonly field: string | null;
  readonly given: string | null;
}

/** What one row gave so far. `given` is still being filled: references become keys. */
export interface OpenRow {
  readonly row: number;
  readonly given: Record<string, JsonValue | null>;
  /** The key a file itself states, for registers whose keys are assigned. */
  readonly stated: string | null;
  readonly withdraw: boolean;
  readonly succeeded: Succeeded | undefined;
  flaws: RowFlaw[] | undefined;
}

/** Where the cells of a row are: column to place in the row, -1 absent; undefined where they stand in order. */
export type Positions = Int32Array | undefined;

/** The reader of the rows of one sheet. */
export class RowReader {
  readonly plan: Plan;
  readonly #readers: readonly ColumnReader[];
  readonly #keyReaders: readonly ColumnReader[];
  readonly #isPlainKey: boolean;
  readonly #needed: ReadonlySet<string>;
  readonly #name: ColumnReader | undefined;
  readonly #value: ColumnReader | undefined;

  /** `isPartial`: fields a row does not name at all are not missed. */
  constructor(plan: Plan, register: Register, mapping: Mapping, isPartial: boolean) {
    this.plan = plan;
    const keys = register.key.kind === 'fields' ? register.key.fields : [];
    this.#readers = plan.fields.map(planned => new ColumnReader(planned, mapping));
    const withKey = [...keys, register.validFrom];
    this.#keyReaders = this.#readers.filter(reader => withKey.includes(reader.planned.field.name));
    this.#isPlainKey = keys.length === 1;
    const needed = register.schema.fields.filter(field => keys.includes(field.name) || field.constraints.required);
    this.#needed = new Set(isPartial ? [] : needed.map(field => field.name));
    this.#name = plan.unpivot && new ColumnReader(plan.unpivot.name, mapping);
    this.#value = plan.unpivot && new ColumnReader(plan.unpivot.value, mapping);
  }

  /** The row as what it wants: one, or with `unpivot` one for each filled column. */
  read(row: Row, positions: Positions): readonly OpenRow[] {
    const open = this.#readPlain(row, positions);
    return this.plan.unpivot === undefined ? [open] : this.#readUnpivoted(row, open, positions);
  }

  #readPlain(row: Row, positions: Positions): OpenRow {
    const succeeded = this.#succeeded(row, positions);
    const withdraw = succeeded !== undefined || this.#withdraws(row, positions);
    const given: Record<string, JsonValue | null> = {};
    const stated = this.#stated(row, positions);
    const open: OpenRow = { row: row.number, given, stated, withdraw, succeeded, flaws: undefined };
    if (succeeded !== undefined) judgeSuccession(open, succeeded, this.plan);
    for (const reader of withdraw ? this.#keyReaders : this.#readers) {
      const { columns, field, fixed } = reader.planned;
      const first = columns[0];
      if (first === undefined) put(open, field.name, fixed ?? '', reader, undefined);
      else if (columns.length > 1) put(open, field.name, joined(row, columns, positions, reader), reader, undefined);
      else {
        const at = positions === undefined ? first : (positions[first] ?? -1);
        if (at >= 0) put(open, field.name, row.texts[at] ?? '', reader, row.cells?.[at]);
        else if (this.#needed.has(field.name)) flaw(open, field.name, { code: 'value/required' }, null);
      }
    }
    return open;
  }

  // A row whose other fields are wrong stays one row, so that a bad cell is said once and not for every column.
  #readUnpivoted(row: Row, open: OpenRow, positions: Positions): readonly OpenRow[] {
    const [name, value] = [this.#name, this.#value];
    if (name === undefined || value === undefined || open.flaws?.some(({ isNote }) => !isNote)) return [open];
    const rows: OpenRow[] = [];
    for (const column of this.plan.unpivot?.columns ?? []) {
      const at = placeOf(column, positions);
      const text = row.texts[at] ?? '';
      if (text === '' || value.isEmpty(text)) continue;
      const one: OpenRow = { ...open, given: { ...open.given }, flaws: rows.length === 0 ? open.flaws : undefined };
      put(one, name.planned.field.name, this.plan.columns[column]?.name ?? '', name, undefined);
      put(one, value.planned.field.name, text, value, row.cells?.[at]);
      rows.push(one);
    }
    return rows;
  }

  #withdraws(row: Row, positions: Positions): boolean {
    const { withdraw } = this.plan;
    if (withdraw === undefined) return false;
    return (row.texts[placeOf(withdraw.column, positions)] ?? '').trim() === withdraw.equals;
  }

  #succeeded(row: Row, positions: Positions): Succeeded | undefined {
    const { succeed } = this.plan;
    if (succeed === undefined) return undefined;
    const text = (row.texts[placeOf(succeed.column, positions)] ?? '').normalize('NFC');
    const keys = text.split(';').map(part => part.trim());
    const to = keys.filter(key => key !== '').map(key => (this.#isPlainKey ? encodeKeyPart(key) : key));
    return to.length === 0 ? undefined : { to: [...new Set(to)], how: succeed.how };
  }

  #stated(row: Row, positions: Positions): string | null {
    if (this.plan.key === undefined) return null;
    const text = (row.texts[placeOf(this.plan.key, positions)] ?? '').normalize('NFC').trim();
    return text === '' ? null : text;
  }
}

function placeOf(column: number, positions: Positions): number {
  return positions === undefined ? column : (positions[column] ?? -1);
}

function judgeSuccession(open: OpenRow, { to, how }: Succeeded, plan: Plan): void {
  const isSplit = how === 'split';
  if (isSplit === to.length > 1) return;
  const found: Flaw = { code: isSplit ? 'successor/several' : 'successor/one', facts: { given: to.length } };
  flaw(open, plan.columns[plan.succeed?.column ?? -1]?.name ?? '', found, to.join('; '));
}

function joined(row: Row, columns: readonly number[], positions: Positions, reader: ColumnReader): string {
  const texts = columns.map(column => (row.texts[placeOf(column, positions)] ?? '').trim());
  return texts.filter(text => text !== '' && !reader.isEmpty(text)).join(' ');
}

function put(open: OpenRow, name: string, text: string, reader: ColumnReader, cell: Cell | undefined): void {
  const reading = reader.read(text, cell);
  if ('flaw' in reading) {
    flaw(open, name, reading.flaw, text === '' ? null : text);
    return;
  }
  open.given[name] = reading.value;
  for (const note of reading.notes) {
    open.flaws ??= [];
    open.flaws.push({ flaw: note, isNote: true, field: name, given: text });
  }
}

function flaw(open: OpenRow, field: string, found: Flaw, given: string | null): void {
  open.flaws ??= [];
  open.flaws.push({ flaw: found, isNote: false, field, given });
}
