// The canonical form of RFC 8785 (JCS): one text for one value. It never sorts or changes what it is given, never
// normalises Unicode (the caller hands over NFC) and never leaves out a member it cannot write: it refuses.
import { type JsonObject, JsonProblem, type JsonValue } from './json-value.ts';

/** Deeper values are refused: it bounds the stack, and it is how a value that holds itself is caught. */
const maxDepth = 1000;

/** Up to here insertion beats `Array.prototype.sort` about three to one, and costs nothing on names already in order. */
const insertionSortLimit = 16;

// Quote, backslash and controls must be escaped; a surrogate must be looked at. Everything else goes as it is.
const needsCare = /["\\\u0000-\u001f\ud800-\udfff]/;

const encoder = new TextEncoder();

/**
 * The canonical JSON text of a value, after RFC 8785: members by UTF-16 code units of their names, numbers as
 * ECMAScript writes them, no white space. Throws `JsonProblem` for NaN and infinities, lone surrogates, depth over
 * 1000, and whatever is not JSON: undefined (members and holes too), bigint, functions, dates, maps, class instances.
 */
export function canonicalJson(value: JsonValue): string {
  return writeValue(value, 0);
}

/** The UTF-8 bytes of `canonicalJson(value)`: what is hashed. */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return encoder.encode(writeValue(value, 0));
}

function writeValue(value: JsonValue, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      return writeNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= maxDepth) throw new JsonProblem('depth', `nested deeper than ${maxDepth}, or holding itself`);
      return Array.isArray(value) ? writeArray(value, depth + 1) : writeObject(value as JsonObject, depth + 1);
    default:
      throw new JsonProblem('type', `JSON has no ${typeof value}`);
  }
}

function writeString(value: string): string {
  if (!needsCare.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new JsonProblem('surrogate', 'a text holds half of a surrogate pair');
  // ECMAScript's escapes are the ones RFC 8785 (3.2.2.2) demands.
  return JSON.stringify(value);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new JsonProblem('number', `JSON has no ${value}`);
  return String(value); // RFC 8785 (3.2.2.3) is ECMAScript's Number::toString; minus zero gives 0
}

function writeArray(values: readonly JsonValue[], depth: number): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) text += ',';
    text += writeValue(values[i] as JsonValue, depth); // a hole reads as undefined, which is refused
  }
  return `${text}]`;
}

function writeObject(value: JsonObject, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new JsonProblem('type', 'only plain objects and arrays are JSON');
  }
  const names = inOrder(Object.keys(value));
  let text = '{';
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (i > 0) text += ',';
    text += `${writeString(name)}:${writeValue(value[name] as JsonValue, depth)}`;
  }
  return `${text}}`;
}

/** Sorts in place by UTF-16 code units, which is what `<` on strings and `sort` without a comparison do. */
function inOrder(names: string[]): string[] {
  if (names.length > insertionSortLimit) return names.sort();
  for (let i = 1; i < names.length; i++) {
    const name = names[i] as string;
    let place = i;
    while (place > 0 && (names[place - 1] as string) > name) {
      names[place] = names[place - 1] as string;
      place--;
    }
    names[place] = name;
  }
  return names;
}
