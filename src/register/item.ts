// An item: a body of facts, by field name. Empty fields are absent from it. Read from what a file gives; never altered.
import { canonicalJson, type JsonObject, type JsonValue } from '#lib/canonical-json';
import { datatypes } from './datatype/datatypes.ts';
import type { Hints, Reading } from './datatype/reading.ts';
import { flawed } from './datatype/reading.ts';
import { trimmed } from './datatype/text.ts';
import type { Constraints, Field } from './field.ts';
import type { Flaw } from './finding.ts';
import { compareValues } from './order.ts';
import { fieldsOfTier, type Schema } from './schema.ts';
import type { Tier } from './tier.ts';

/** Facts by field name; each value as its datatype writes it in canonical JSON. */
export type Item = Readonly<Record<string, JsonValue>>;

/**
 * Reads one value of a field: its datatype, then its constraints. An empty one is `null`: no text, spaces alone, a list
 * without parts. It never throws, whatever is given.
 */
export function readValue(given: JsonValue, field: Field, hints: Hints): Reading {
  if (given === null || isBlank(given)) return emptyOf(field);
  const reading = datatypes[field.type].read(given, field, hints);
  if ('flaw' in reading) return reading;
  const { value } = reading;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return emptyOf(field);
  const flaw = brokenConstraint(value, field);
  return flaw === undefined ? reading : { flaw };
}

function isBlank(given: JsonValue): boolean {
  if (typeof given !== 'string') return false;
  const first = given.charCodeAt(0);
  return !(first > 32 && first < 128) && trimmed(given) === '';
}

/** The value as text, as CSV and keys have it. An absent one is the empty text. */
export function writeValue(value: JsonValue | undefined, field: Field): string {
  return value === undefined || value === null ? '' : datatypes[field.type].write(value);
}

/** The part of an item that stands in one tier, as an object of its present fields. */
export function tierBody(item: Item, schema: Schema, tier: Tier): JsonObject {
  const body: Record<string, JsonValue> = {};
  for (const { name } of fieldsOfTier(schema, tier)) {
    const value = item[name];
    if (value !== undefined) body[name] = value;
  }
  return body;
}

/** Whether two items hold the same facts. */
export function sameItem(one: Item, other: Item): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** The names of the fields in which two items differ, in no order. */
export function changedFields(before: Item, after: Item): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter(name => {
    const [old, now] = [before[name], after[name]];
    return old === undefined || now === undefined ? old !== now : canonicalJson(old) !== canonicalJson(now);
  });
}

function emptyOf(field: Field): Reading {
  return field.constraints.required ? flawed('value/required') : { value: null, notes: [] };
}

const patterns = new Map<string, RegExp>();

function brokenConstraint(value: JsonValue, field: Field): Flaw | undefined {
  const { minimum, maximum } = field.constraints;
  const flaw = brokenLength(value, field.constraints);
  if (flaw !== undefined) return flaw;
  if (minimum === undefined && maximum === undefined) return undefined;
  const text = String(value);
  if (minimum !== undefined && compareValues(text, minimum, field.type) < 0)
    return { code: 'value/too-small', facts: { minimum } };
  if (maximum !== undefined && compareValues(text, maximum, field.type) > 0)
    return { code: 'value/too-large', facts: { maximum } };
  return undefined;
}

function brokenLength(value: JsonValue, { minLength, maxLength, pattern }: Constraints): Flaw | undefined {
  if (typeof value !== 'string') return undefined;
  if (maxLength !== undefined && value.length > maxLength && lengthOf(value) > maxLength)
    return { code: 'value/too-long', facts: { maximum: maxLength } };
  if (minLength !== undefined && lengthOf(value) < minLength)
    return { code: 'value/too-short', facts: { minimum: minLength } };
  if (pattern !== undefined && !patternOf(pattern).test(value)) return { code: 'value/pattern', facts: { pattern } };
  return undefined;
}

// In code points: an emoji, or a letter beyond the first plane, is one character.
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`, 'u');
  patterns.set(pattern, known);
  return known;
}
