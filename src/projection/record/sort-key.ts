// What texts are sorted by: the key of Lao order, kept beside each public text that lists may be sorted by. So the order
// is the same in every database, and a word stands in one place in whatever encoding it was typed.
import type { JsonObject } from '#lib/canonical-json';
import { collationKey } from '#lib/lao';
import { type Field, fieldsOfTier, type Register } from '#register';

// Names that agree in so many letters are sorted by their keys: longer ones would only make the rows wide.
const mostUnits = 64;
const unsorted = ['code', 'jurisdiction', 'organisation', 'identifier', 'phone', 'e-mail', 'url', 'markdown'];

/** Whether lists are sorted by the Lao order of a field: public texts, but for codes and for what is written in marks. */
export function hasSortKey(field: Field): boolean {
  return field.visibility === 'public' && field.type === 'string' && !unsorted.includes(field.as ?? '');
}

// Asked for with every row that is staged.
const sorted = new WeakMap<Register, readonly Field[]>();

/** The fields of a register that have a sort key, which stands in the public table. */
export function sortedFields(register: Register): readonly Field[] {
  const before = sorted.get(register);
  if (before !== undefined) return before;
  const fields = fieldsOfTier(register.schema, 'public').filter(hasSortKey);
  sorted.set(register, fields);
  return fields;
}

/** The column of a field's sort key. */
export function sortColumnOf(field: Field): string {
  return `s${field.number}`;
}

/** The type of such a column: keys are compared byte by byte. */
export const sortColumnType = 'text collate "C"';

// Short texts repeat: kinds, sectors, places. Their keys need not be made a million times.
const shortUnits = 24;
const mostKnown = 4096;
const known = new Map<string, string>();

/** The sort key of a value; null when there is none. What is said in two languages is sorted by its Lao. */
export function sortKey(value: unknown, field: Field): string | null {
  const text = field.as === 'bilingual' ? laoOf(value as JsonObject | undefined | null) : value;
  if (typeof text !== 'string') return null;
  if (text.length > shortUnits) return collationKey(text, mostUnits);
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const key = collationKey(text, mostUnits);
  known.set(text, key);
  return key;
}

function laoOf(value: JsonObject | undefined | null) {
  return value?.['lo'] ?? value?.['en'];
}
