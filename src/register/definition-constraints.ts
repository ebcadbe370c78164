// Reads the constraints of a field of a definition. Bounds are read by the field's own datatype, so that no value is ever
// held against a bound that cannot be compared with it.
import type { JsonValue } from '#lib/canonical-json';
import { fill } from './bilingual.ts';
import { datatypes } from './datatype/datatypes.ts';
import { asBoolean, asObject, asText, asWhole, refuseUnknownWords } from './definition-reading.ts';
import { refuseDefinition, wanted } from './definition-refusals.ts';
import type { Constraints, Field, TypeName } from './field.ts';

const words = ['required', 'unique', 'minLength', 'maxLength', 'minimum', 'maximum', 'pattern', 'enum'];
const ordered: readonly TypeName[] = ['integer', 'number', 'decimal', 'money', 'date', 'date-time'];

/** Reads constraints; `enum` is read with the codes. */
export function readConstraints(given: JsonValue | undefined, field: Field, path: string): Constraints {
  if (given === undefined) return {};
  const constraints = asObject(given, path);
  refuseUnknownWords(constraints, words, path);
  const kept: { -readonly [Word in keyof Constraints]: Constraints[Word] } = {};
  for (const word of ['required', 'unique'] as const) {
    if (asBoolean(constraints[word], `${path}.${word}`)) kept[word] = true;
  }
  for (const word of ['minLength', 'maxLength'] as const) {
    if (constraints[word] !== undefined) kept[word] = asWhole(constraints[word], `${path}.${word}`);
  }
  for (const word of ['minimum', 'maximum'] as const) {
    if (constraints[word] !== undefined) kept[word] = readBound(constraints[word], field, `${path}.${word}`);
  }
  if (constraints['pattern'] !== undefined) kept.pattern = readPattern(constraints['pattern'], `${path}.pattern`);
  return kept;
}

function readBound(given: JsonValue, field: Field, path: string): string {
  if (!ordered.includes(field.type)) throw refuseDefinition('wrong-form', { path, wanted: wanted.ordered });
  const reading = datatypes[field.type].read(given, field, { decimal: '.', dateFormat: 'y-m-d' });
  if ('value' in reading && reading.value !== null) return datatypes[field.type].write(reading.value);
  throw refuseDefinition('wrong-form', { path, wanted: fill(wanted.value, { type: field.type }) });
}

function readPattern(given: JsonValue, path: string): string {
  const pattern = asText(given, path);
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    throw refuseDefinition('wrong-form', { path, wanted: wanted.pattern });
  }
  return pattern;
}
