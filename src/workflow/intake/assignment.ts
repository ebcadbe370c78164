// Gives columns to fields: first as the mapping says, then by the header. It makes no findings and no refusals.
import type { Field, Register } from '#register';
import { findHeader, type HeaderColumn, matchHeader } from './header-match.ts';
import type { FieldMapping, Mapping } from './mapping.ts';

/** Where everything of a row stands. */
export interface Assignment {
  /** Field name to its columns (several where texts are joined). */
  readonly fields: ReadonlyMap<string, readonly number[]>;
  /** Fields the mapping gives without a column (a fixed value, the sheet's name). */
  readonly fixed: ReadonlySet<string>;
  /** The column of assigned keys, for registers whose keys are not made from fields. */
  readonly key: number | undefined;
  readonly withdraw: number | undefined;
  readonly succeed: number | undefined;
  readonly unpivoted: readonly number[];
  readonly repeated: readonly number[];
  /** Headers the mapping names and the file does not have. */
  readonly missing: readonly string[];
}

/** The mapping of one field in its long form; undefined where it says nothing of it. */
export function fieldMapping(mapping: Mapping, name: string): FieldMapping | null | undefined {
  const given = mapping.fields !== undefined && Object.hasOwn(mapping.fields, name) ? mapping.fields[name] : undefined;
  return typeof given === 'string' ? { from: given } : given;
}

/** Assigns the columns of a header. */
export function assign(columns: readonly HeaderColumn[], register: Register, mapping: Mapping): Assignment {
  const missing: string[] = [];
  const seek = (header: string): number[] => {
    const at = findHeader(columns, header);
    if (at === undefined) missing.push(header);
    return at === undefined ? [] : [at];
  };
  const fields = new Map<string, readonly number[]>();
  const fixed = new Set<string>();
  const left: Field[] = [];
  for (const field of register.schema.fields) {
    const given = fieldMapping(mapping, field.name);
    const headers = given?.join ?? (given?.from === undefined ? undefined : [given.from]);
    if (headers !== undefined) fields.set(field.name, headers.flatMap(seek));
    else if (given?.value !== undefined || given?.sheetName) fixed.add(field.name);
    else if (given !== null && !isUnpivoted(mapping, field.name)) left.push(field);
  }
  const unpivoted = unpivotColumns(columns, mapping, missing);
  const key = register.key.kind === 'fields' ? undefined : keyColumn(columns, register, mapping);
  const taken = new Set([...[...fields.values()].flat(), ...unpivoted, ...(key === undefined ? [] : [key])]);
  const match = matchHeader(columns, left, taken);
  for (const [name, column] of match.columns) fields.set(name, [column]);
  assignGeometry(columns, left, fields);
  const withdraw = withdrawColumn(columns, fields, mapping);
  if (mapping.withdraw !== undefined && withdraw === undefined) missing.push(mapping.withdraw.field);
  const succeed = mapping.succeed && findHeader(columns, mapping.succeed.field);
  if (mapping.succeed !== undefined && succeed === undefined) missing.push(mapping.succeed.field);
  return { fields, fixed, key, withdraw, succeed, unpivoted, repeated: match.repeated, missing };
}

/** How much of a register a header gives: fields found, less the headers that are missing. */
export function assignedCount(assignment: Assignment): number {
  const found = [...assignment.fields.values()].filter(columns => columns.length > 0).length;
  return found + Number(assignment.key !== undefined) + Number(assignment.unpivoted.length > 0);
}

// GeoJSON has one name for every geometry, whatever the register calls it.
function assignGeometry(
  columns: readonly HeaderColumn[],
  left: readonly Field[],
  fields: Map<string, readonly number[]>,
): void {
  const [field, ...others] = left.filter(({ type, name }) => type === 'geometry' && !fields.has(name));
  const column = columns.findIndex(({ name }) => name === 'geometry');
  if (field === undefined || others.length > 0 || column < 0) return;
  if (![...fields.values()].flat().includes(column)) fields.set(field.name, [column]);
}

function isUnpivoted(mapping: Mapping, name: string): boolean {
  return mapping.unpivot?.name === name || mapping.unpivot?.value === name;
}

function keyColumn(columns: readonly HeaderColumn[], register: Register, mapping: Mapping): number | undefined {
  if (register.schema.fields.some(field => field.name === 'key')) return undefined;
  const given = fieldMapping(mapping, 'key');
  return findHeader(columns, given?.from ?? 'key');
}

function withdrawColumn(
  columns: readonly HeaderColumn[],
  fields: ReadonlyMap<string, readonly number[]>,
  mapping: Mapping,
): number | undefined {
  if (mapping.withdraw === undefined) return undefined;
  return findHeader(columns, mapping.withdraw.field) ?? fields.get(mapping.withdraw.field)?.[0];
}

function unpivotColumns(columns: readonly HeaderColumn[], mapping: Mapping, missing: string[]): number[] {
  const found = new Set<number>();
  for (const wanted of mapping.unpivot?.columns ?? []) {
    const range = /^(\d{1,9})\s*\.\.\s*(\d{1,9})$/.exec(wanted);
    const at = range ? -1 : (findHeader(columns, wanted) ?? -1);
    const within = range ? columnsWithin(columns, Number(range[1]), Number(range[2])) : at < 0 ? [] : [at];
    if (within.length === 0) missing.push(wanted);
    for (const column of within) found.add(column);
  }
  return [...found];
}

function columnsWithin(columns: readonly HeaderColumn[], from: number, to: number): number[] {
  return columns.flatMap(({ name }, at) =>
    /^\d{1,9}$/.test(name) && Number(name) >= from && Number(name) <= to ? [at] : [],
  );
}
