// What the tests of this room share: fields and registers in a line, and a value read in one.
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import type { Hints, Reading } from './datatype/reading.ts';
import { type Definition, readDefinition } from './definition.ts';
import type { Field } from './field.ts';
import { readValue } from './item.ts';
import type { Register } from './register.ts';

/** A definition with these fields; the first is its key. */
export function sampleDefinition(fields: readonly JsonObject[], more: JsonObject = {}): Definition {
  return { name: 'sample', schema: { primaryKey: [String(fields[0]?.['name'])], fields: [...fields] }, ...more };
}

/** A register with these fields. */
export function sampleRegister(fields: readonly JsonObject[], more: JsonObject = {}): Register {
  return readDefinition(sampleDefinition(fields, more));
}

/** A field as a definition writes it, without its name. */
export function sampleField(words: JsonObject): Field {
  const [field] = sampleRegister([{ name: 'f', ...words }]).schema.fields;
  if (field === undefined) throw new Error('a sample has a field');
  return field;
}

/** Reads a value of a field of the sort. */
export function readSample(given: JsonValue, words: JsonObject, hints: Hints = {}): Reading {
  return readValue(given, sampleField(words), hints);
}

/** What comes of a value, in short: the value with the codes of its notes after it, or the code of its flaw. */
export function outcome(given: JsonValue, words: JsonObject, hints: Hints = {}): unknown {
  const reading = readSample(given, words, hints);
  if ('flaw' in reading) return reading.flaw.code;
  return reading.notes.length === 0 ? reading.value : [reading.value, ...reading.notes.map(note => note.code)];
}
