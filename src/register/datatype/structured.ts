// Lists and objects: JSON from JSON lines, or a text from a cell (`a; b`, or JSON). Never deeper than 32.
import { canonicalJson, JsonProblem, type JsonValue, parseStrictJson } from '#lib/canonical-json';
import { readCode } from '../code-list.ts';
import type { Field } from '../field.ts';
import type { FindingCode, Flaw } from '../finding.ts';
import { type Datatype, flawed, type Reading, read } from './reading.ts';
import { cleanText, trimmed, wrongCharacter } from './text.ts';

const maxDepth = 32;

/**
 * A list of texts or JSON values; in a cell its parts are divided by `;`. Empty parts are left out. Where the field has
 * codes each part is one of them.
 */
export const list: Datatype = {
  read(given, field) {
    if (Array.isArray(given)) return coded(composed(given), field);
    if (typeof given !== 'string') return flawed('list/unreadable');
    const clean = cleanText(given);
    if ('flaw' in clean) return clean;
    if (clean.text.startsWith('[')) {
      const parsed = parse(clean.text, 'list/unreadable');
      if ('flaw' in parsed) return parsed;
      return Array.isArray(parsed.value) ? coded(composed(parsed.value), field) : flawed('list/unreadable');
    }
    const parts: JsonValue = clean.text
      .split(';')
      .map(trimmed)
      .filter(part => part !== '');
    return coded(read(parts, clean.notes), field);
  },
  write: value => (isPlainList(value) ? value.join('; ') : canonicalJson(value)),
};

// Only what is read back as it was may be written with `;`.
function isPlainList(value: JsonValue): value is readonly string[] {
  if (!Array.isArray(value)) return false;
  const isPlain = (one: JsonValue) =>
    typeof one === 'string' && one !== '' && !one.includes(';') && trimmed(one) === one;
  return value.every(isPlain) && !String(value[0] ?? '').startsWith('[');
}

function coded(reading: Reading, field: Field): Reading {
  const { codes } = field;
  if ('flaw' in reading || !Array.isArray(codes)) return reading;
  const values: JsonValue[] = [];
  const notes = [...reading.notes];
  for (const part of reading.value as readonly JsonValue[]) {
    const code = readCode(typeof part === 'string' ? part : canonicalJson(part), codes);
    if ('flaw' in code) return code;
    values.push(code.value);
    notes.push(...code.notes);
  }
  return read(values, notes);
}

/** A JSON object, kept whole. Integers beyond 2^53 within it become doubles, as in every reader of JSON. */
export const object: Datatype = {
  read(given) {
    const parsed = typeof given === 'string' ? parse(given, 'object/unreadable') : read(given);
    if ('flaw' in parsed) return parsed;
    const { value } = parsed;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return flawed('object/unreadable');
    return composed(value);
  },
  write: canonicalJson,
};

const tooDeep: Flaw = { code: 'value/too-deep', facts: { maximum: maxDepth } };

function parse(text: string, otherwise: FindingCode): Reading {
  try {
    return read(parseStrictJson(text, { maxDepth }));
  } catch (problem) {
    return problem instanceof JsonProblem && problem.code === 'depth' ? { flaw: tooDeep } : flawed(otherwise);
  }
}

interface Composing {
  changed: boolean;
  flaw?: Flaw;
}

// Every text within is put into NFC, so that two spellings of one letter are not two values.
function composed(value: JsonValue): Reading {
  const state: Composing = { changed: false };
  const kept = compose(value, state, 1);
  if (state.flaw !== undefined) return { flaw: state.flaw };
  return state.changed ? read(kept, [{ code: 'value/composed' }]) : read(kept);
}

function compose(value: JsonValue, state: Composing, depth: number): JsonValue {
  if (typeof value === 'string') return composeText(value, state);
  // A number too large for a double came as infinite; JSON has no such number.
  if (typeof value === 'number' && !Number.isFinite(value)) state.flaw ??= { code: 'number/out-of-range' };
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) {
    state.flaw ??= tooDeep;
    return null;
  }
  if (Array.isArray(value)) return value.map(one => compose(one, state, depth + 1));
  const pairs = Object.entries(value).map(
    ([name, one]) => [composeText(name, state), compose(one, state, depth + 1)] as const,
  );
  const kept = Object.fromEntries(pairs);
  // Two names that are one in NFC: keeping either would lose the other.
  if (Object.keys(kept).length < pairs.length) state.flaw ??= { code: 'object/unreadable' };
  return kept;
}

function composeText(text: string, state: Composing): string {
  const wrong = wrongCharacter(text);
  if (wrong !== undefined) state.flaw ??= { code: wrong };
  const kept = text.normalize('NFC');
  if (kept !== text) state.changed = true;
  return kept;
}
