// The columns of a table export: the key, then the public fields in the order of the schema.

import type { ListedRecord } from '#projection/record';
import { type Field, fieldsOfTier, type Register, writeValue } from '#register';

/** The header of the column that holds the record's key. */
export const keyHeader = 'key';

/** The public fields. */
export function exportedFields(register: Register): readonly Field[] {
  return fieldsOfTier(register.schema, 'public');
}

/** The headers; a field that is itself named `key` becomes `f.key`, as it is in addresses. */
export function headersOf(register: Register): string[] {
  return [keyHeader, ...exportedFields(register).map(({ name }) => (name === keyHeader ? `f.${name}` : name))];
}

/** A record as texts, one a column; nothing is the empty text. */
export function textsOf({ key, item }: ListedRecord, fields: readonly Field[]): string[] {
  return [key, ...fields.map(field => writeValue(item[field.name], field))];
}
