// Lists and objects: JSON from JSON lines, or a text from a cell (`a; b`, or JSON). Never deeper than 32.
import { canonicalJson, type JsonValue, parseStrictJson } from '#lib/canonical-json';
import { type Datatype, flawed, type Reading, read } from './reading.ts';
import { cleanText } from './text.ts';

const maxDepth = 32;

/** A list of texts or JSON values; in a cell its parts are divided by `;`. */
export const list: Datatype = {
  read(given) {
    if (Array.isArray(given)) return composed(given);
    if (typeof given !== 'string') return flawed('list/unreadable');
    const clean = cleanText(given);
    if ('flaw' in clean) return clean;
    if (clean.text.startsWith('[')) {
      const parsed = parse(clean.text);
      return Array.isArray(parsed) ? composed(parsed) : flawed('list/unreadable');
    }
    const parts = clean.text.split(';').map(part => part.trim());
    return read(
      parts.filter(part => part !== ''),
      clean.notes,
    );
  },
  write: value =>
    Array.isArray(value) &&
    value.every(one => typeof one === 'string' && !one.includes(';')) &&
    !String(value[0] ?? '').startsWith('[')
      ? value.join('; ')
      : canonicalJson(value),
};

/** A JSON object, kept whole. */
export const object: Datatype = {
  read(given) {
    const parsed = typeof given === 'string' ? parse(given) : given;
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return flawed('object/unreadable');
    return composed(parsed);
  },
  write: canonicalJson,
};

function parse(text: string): JsonValue | undefined {
  try {
    return parseStrictJson(text, { maxDepth });
  } catch {
    return undefined;
  }
}

// Every text within is put into NFC, so that two spellings of one letter are not two values.
function composed(value: JsonValue): Reading {
  const state = { changed: false, wrong: false };
  const kept = compose(value, state, 0);
  if (state.wrong) return flawed('value/lone-surrogate');
  return state.changed ? read(kept, [{ code: 'value/composed' }]) : read(kept);
}

function compose(value: JsonValue, state: { changed: boolean; wrong: boolean }, depth: number): JsonValue {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) state.wrong = true;
    const text = value.normalize('NFC');
    if (text !== value) state.changed = true;
    return text;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) {
    state.wrong = true;
    return null;
  }
  if (Array.isArray(value)) return value.map(one => compose(one, state, depth + 1));
  const pairs = Object.entries(value).map(
    ([name, one]) => [name.normalize('NFC'), compose(one as JsonValue, state, depth + 1)] as const,
  );
  return Object.fromEntries(pairs);
}
