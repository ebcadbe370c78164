// Which facets are counted. The fold, its check and its readers agree on it.
import type { Field, Register } from '#register';

/** The facets that are counted: public ones only, since a count would leak a hidden value. */
export function countedFields(register: Register): readonly Field[] {
  return register.schema.fields.filter(field => field.facet && field.visibility === 'public');
}
