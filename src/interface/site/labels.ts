// The names of the records that values point at. The reader looks them up for a whole page at once; pages only read.
import { type Field, type Register, referenceOf } from '#register';
import type { Title } from './language.ts';

/** Names by `labelKey`. */
export type Labels = ReadonlyMap<string, Title>;

/** The key of a label: a register and the key of one of its records. */
export function labelKey(register: string, key: string): string {
  return `${register}/${key}`;
}

/** The register whose records the values of a field name, if they do. */
export function namedRegister(field: Field, register: Register): string | undefined {
  if (field.as === 'jurisdiction' || field.as === 'organisation') return field.as;
  if (field.codes !== undefined && 'register' in field.codes) return field.codes.register;
  const reference = referenceOf(register.schema, field);
  return reference === undefined ? undefined : reference.register || register.name;
}
