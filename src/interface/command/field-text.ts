// Values and fields as a person at the terminal reads them: titles for names, words for codes. It looks nothing up.
import type { JsonValue } from '#lib/canonical-json';
import { type Field, findField, type Item, type Register } from '#register';

/** A value in words; `–` where there is none. A code keeps itself in brackets, since files may use it. */
export function valueText(value: JsonValue | undefined, field: Field | undefined): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'ແມ່ນ · yes' : 'ບໍ່ · no';
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value);
  const code = Array.isArray(field?.codes) ? field.codes.find(one => one.value === value) : undefined;
  return code === undefined ? value : `${code.lo} [${value}]`;
}

/** A field's title with its name, as files and addresses call it. */
export function fieldText(name: string, field: Field | undefined): string {
  return field === undefined ? name : `${field.title.lo} (${name})`;
}

/** The values of an item, a line each, in the order of the form. */
export function itemLines(item: Item, register: Register): string[] {
  return register.schema.fields
    .filter(field => item[field.name] !== undefined)
    .map(field => `${fieldText(field.name, field)}: ${valueText(item[field.name], field)}`);
}

/** What changed of a field, old before new. */
export function changeText(
  name: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  register: Register,
): string {
  const field = findField(register.schema, name);
  const old = before === undefined ? '' : `${valueText(before, field)} → `;
  return `${fieldText(name, field)}: ${old}${valueText(after, field)}`;
}

/** The first title of an item, or nothing. */
export function titleText(item: Item | undefined, register: Register): string {
  const field = register.schema.fields.find(one => one.search === 'title' && typeof item?.[one.name] === 'string');
  return field === undefined ? '' : String(item?.[field.name]);
}
