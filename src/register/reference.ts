// References of a register's fields to records elsewhere, and the fields that rows are compared by.
import type { Field } from './field.ts';
import type { Register } from './register.ts';
import { referenceOf } from './schema.ts';

/** A reference of one field to another register. */
export interface Reference {
  readonly field: Field;
  readonly register: string;
}

/** The references of a register: foreign keys of one field, places, organisations, code registers. */
export function referencesOf(register: Register): Reference[] {
  return register.schema.fields.flatMap((field): Reference[] => {
    const key = referenceOf(register.schema, field);
    if (key !== undefined) return [{ field, register: key.register === '' ? register.name : key.register }];
    if (field.as === 'jurisdiction' || field.as === 'organisation') return [{ field, register: field.as }];
    return field.codes !== undefined && 'register' in field.codes ? [{ field, register: field.codes.register }] : [];
  });
}

/** The fields by which rows are compared or counted together: unique ones, references and facets. */
export function comparedFields(register: Register): Field[] {
  const referring = referencesOf(register).map(({ field }) => field);
  return register.schema.fields.filter(
    field => field.constraints.unique || field.facet || referring.some(one => one.number === field.number),
  );
}
