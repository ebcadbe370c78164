// Filters of a list as SQL conditions over the public tier. Values are bound, never spliced.
import { type Field, fieldsOfTier, type Register, readValue, writeValue } from '#register';
import { castFor, columnOf } from './physical.ts';
import { refuseRecord } from './refusals.ts';

/** Field name (with `.from` or `.to` behind it for a range) to the values any of which will do. */
export type Filters = Readonly<Record<string, readonly string[]>>;

type Bind = (value: unknown) => string;

/** The conditions of the filters. Refuses unknown and hidden fields alike, and values the field cannot have. */
export function whereOf(register: Register, filters: Filters, bind: Bind): string[] {
  return Object.entries(filters).map(([name, values]) => {
    const { field, range } = fieldOf(register, name);
    const column = `r.${columnOf(field)}`;
    if (range !== undefined)
      return `${column} ${range === 'from' ? '>=' : '<='} ${bind(texts(field, values)[0])}${castFor(field)}`;
    if (field.type === 'list') return `${column} ?| ${bind(values)}::text[]`;
    return `${column} = any(${bind(texts(field, values))}${castFor(field)}[])`;
  });
}

function fieldOf(register: Register, name: string): { field: Field; range?: 'from' | 'to' } {
  const open = fieldsOfTier(register.schema, 'public');
  const bare = name.startsWith('f.') ? name.slice(2) : name;
  const whole = open.find(field => field.name === bare);
  if (whole !== undefined) return { field: whole };
  const range = /^(.+)\.(from|to)$/.exec(bare);
  const field = open.find(one => one.name === range?.[1]);
  if (field === undefined) throw refuseRecord('unknown-field', { field: bare });
  return { field, range: range?.[2] === 'from' ? 'from' : 'to' };
}

function texts(field: Field, values: readonly string[]): string[] {
  return values.map(value => {
    if (field.type === 'string') return value.normalize('NFC');
    const reading = readValue(value, { ...field, constraints: {} }, {});
    if ('flaw' in reading || reading.value === null)
      throw refuseRecord('bad-value', { field: field.name, given: value.slice(0, 100) });
    return writeValue(reading.value, field);
  });
}
