// Filters of a list: read against the register, then as SQL conditions over the public tier. Values are bound, never spliced.
import { type Field, fieldsOfTier, type Register, readValue, writeValue } from '#register';
import { castFor, columnOf, isScalar } from './physical.ts';
import { refuseRecord } from './refusals.ts';
import { hasSortKey, sortColumnOf, sortKey } from './sort-key.ts';

/** Field name (with `.from` or `.to` behind it for a range) to the values any of which will do. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** One filter, read: a field, the texts its value may have, or the one text it must not be before (`from`) or after (`to`). */
export interface Filter {
  readonly field: Field;
  readonly range?: 'from' | 'to';
  readonly values: readonly string[];
}

type Bind = (value: unknown) => string;

/** Reads filters. Refuses unknown and hidden fields alike, ranges of what has no order, and values the field cannot have. */
export function readFilters(register: Register, filters: Filters): Filter[] {
  return Object.entries(filters).map(([name, given]) => {
    const { field, range } = fieldOf(register, name);
    const values = given.map(value => textOf(field, value, range));
    return range === undefined ? { field, values } : { field, range, values };
  });
}

/** The conditions of the filters on a table `r`. */
export function whereOf(register: Register, filters: Filters, bind: Bind): string[] {
  return readFilters(register, filters).map(filter => conditionOf(filter, bind));
}

// Everything is bound as text and cast by the server: the driver's own conversions would read 'true' as false.
function conditionOf({ field, range, values }: Filter, bind: Bind): string {
  const column = `r.${columnOf(field)}`;
  if (range !== undefined) {
    const than = range === 'from' ? '>=' : '<=';
    // A range of texts is one of the order they are listed in.
    if (hasSortKey(field)) return `r.${sortColumnOf(field)} ${than} ${bind(sortKey(values[0] ?? '', field))}::text`;
    return `${column} ${than} ${bind(values[0] ?? '')}::text${castFor(field)}`;
  }
  if (field.type === 'list') return `${column} ?| ${bind(values)}::text[]`;
  if (field.as === 'bilingual') {
    const texts = bind(values);
    return `(${column} ->> 'lo' = any(${texts}::text[]) or ${column} ->> 'en' = any(${texts}::text[]))`;
  }
  // One value is compared as one: then an index on field and key gives the rows in the order of a list.
  if (values.length === 1) return `${column} = ${bind(values[0])}::text${castFor(field)}`;
  return `${column} = any(${bind(values)}::text[]${castFor(field)}[])`;
}

function fieldOf(register: Register, name: string): { field: Field; range?: 'from' | 'to' } {
  const open = fieldsOfTier(register.schema, 'public');
  const bare = name.startsWith('f.') ? name.slice(2) : name;
  const whole = open.find(field => field.name === bare);
  if (whole !== undefined) return { field: whole };
  const range = /^(.+)\.(from|to)$/.exec(bare);
  const field = open.find(one => one.name === range?.[1] && isScalar(one));
  if (field === undefined) throw refuseRecord('unknown-field', { field: bare.slice(0, 100) });
  return { field, range: range?.[2] === 'from' ? 'from' : 'to' };
}

// Sorts behind every month and day of a date, so that a range up to 2020 holds all of 2020.
const behindDays = '~';

function textOf(field: Field, value: string, range: 'from' | 'to' | undefined): string {
  if (value.includes('\0')) throw refuseRecord('bad-value', { field: field.name, given: value.slice(0, 100) });
  if (field.type === 'string' || field.type === 'list') return value.normalize('NFC');
  const reading = readValue(value, { ...field, constraints: {} }, {});
  if ('flaw' in reading || reading.value === null)
    throw refuseRecord('bad-value', { field: field.name, given: value.slice(0, 100) });
  return writeValue(reading.value, field) + (field.type === 'date' && range === 'to' ? behindDays : '');
}
