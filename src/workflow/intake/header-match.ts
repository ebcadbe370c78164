// Says which column of a header is which field: by name, then caseless, then title, then alias. It reads no data rows.
import type { Field } from '#register';
import { bareHeaderKey, headerKey } from './header-key.ts';

/** A column of a header: its name, and other names it may be known by (of two levels: child, and both joined). */
export interface HeaderColumn {
  readonly name: string;
  readonly others: readonly string[];
}

/** Field name to column, and the columns that repeat an assigned header. */
export interface HeaderMatch {
  readonly columns: ReadonlyMap<string, number>;
  readonly repeated: readonly number[];
}

type Keyed = (text: string) => string;
type Index = ReadonlyMap<string, readonly number[]>;

const exactly: Keyed = text => text.normalize('NFC').trim();
const caseless: Keyed = text => exactly(text).toLowerCase();

/** The ways a field may be named, the surest first. */
const levels: readonly {
  readonly keyed: Keyed;
  readonly names: (field: Field) => readonly string[];
  readonly sole?: true;
}[] = [
  { keyed: exactly, names: field => [field.name] },
  { keyed: caseless, names: field => [field.name] },
  { keyed: headerKey, names: field => [field.name] },
  { keyed: headerKey, names: field => [field.title.lo, field.title.en] },
  { keyed: headerKey, names: field => [...field.aliases, ...(field.was === undefined ? [] : [field.was])] },
  // Without its brackets a header says less: `ຊື່ (ລາວ)` and `ຊື່ (ອັງກິດ)` are alike, so only a sole one counts.
  { keyed: bareHeaderKey, names: field => [field.title.lo, field.title.en, field.name], sole: true },
  { keyed: bareHeaderKey, names: field => field.aliases, sole: true },
];

/** Matches columns to fields. `taken`: columns that the mapping has given away already. */
export function matchHeader(
  columns: readonly HeaderColumn[],
  fields: readonly Field[],
  taken: ReadonlySet<number> = new Set(),
): HeaderMatch {
  const indexes = new Map<Keyed, Index>();
  for (const { keyed } of levels) if (!indexes.has(keyed)) indexes.set(keyed, indexOf(columns, keyed));
  const assigned = new Map<string, number>();
  const used = new Set(taken);
  for (const { keyed, names, sole } of levels) {
    for (const field of fields) {
      if (assigned.has(field.name)) continue;
      const column = findColumn(names(field), keyed, indexes.get(keyed), used, sole === true);
      if (column === undefined) continue;
      assigned.set(field.name, column);
      used.add(column);
    }
  }
  return { columns: assigned, repeated: repeatsOf(columns, assigned, used) };
}

/** The column a person means by a header; the first of several. */
export function findHeader(columns: readonly HeaderColumn[], header: string): number | undefined {
  for (const keyed of [exactly, caseless, headerKey]) {
    const at = columns.findIndex(column => textsOf(column).some(text => keyed(text) === keyed(header)));
    if (at >= 0) return at;
  }
  return undefined;
}

function findColumn(
  names: readonly string[],
  keyed: Keyed,
  index: Index | undefined,
  used: ReadonlySet<number>,
  sole: boolean,
): number | undefined {
  for (const name of names) {
    const key = keyed(name);
    const columns = key === '' ? [] : (index?.get(key) ?? []);
    if (sole && columns.length > 1) continue;
    const free = columns.find(column => !used.has(column));
    if (free !== undefined) return free;
  }
  return undefined;
}

function indexOf(columns: readonly HeaderColumn[], keyed: Keyed): Index {
  const index = new Map<string, number[]>();
  columns.forEach((column, at) => {
    for (const key of new Set(textsOf(column).map(keyed))) {
      if (key === '') continue;
      const known = index.get(key);
      if (known === undefined) index.set(key, [at]);
      else known.push(at);
    }
  });
  return index;
}

function repeatsOf(
  columns: readonly HeaderColumn[],
  assigned: ReadonlyMap<string, number>,
  used: ReadonlySet<number>,
): number[] {
  const keys = new Set([...assigned.values()].map(at => headerKey(columns[at]?.name ?? '')));
  return columns.flatMap((column, at) => (!used.has(at) && keys.has(headerKey(column.name)) ? [at] : []));
}

function textsOf(column: HeaderColumn): readonly string[] {
  return column.others.length === 0 ? [column.name] : [column.name, ...column.others];
}
