// A text, checked by what it stands for (`as`) and kept as it was typed, in NFC.
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import { canonicalJson, parseStrictJson } from '#lib/canonical-json';
import { legacyFont, looksLegacy, scriptOf } from '#lib/lao';
import { readCode } from '../code-list.ts';
import type { Field } from '../field.ts';
import type { Flaw } from '../finding.ts';
import { readEmail, readIdentifier, readPhone, readUrl } from './identifier.ts';
import { type Datatype, flawed, type Hints, type Reading, read } from './reading.ts';
import { cleanText } from './text.ts';

/** The datatype `string`. */
export const string: Datatype = {
  read(given, field, hints) {
    if (field.as === 'bilingual' && typeof given === 'object' && given !== null) return readBilingual(given);
    const clean = cleanText(given);
    if ('flaw' in clean) return clean;
    const reading = readAs(clean.text, field, hints);
    if ('flaw' in reading || clean.notes.length === 0) return reading;
    return read(reading.value, [...clean.notes, ...reading.notes]);
  },
  write: value => (typeof value === 'string' ? value : canonicalJson(value)),
};

function readAs(text: string, field: Field, hints: Hints): Reading {
  if (Array.isArray(field.codes)) return readCode(text, field.codes);
  switch (field.as) {
    case 'lao-text':
    case 'lao-name':
      return readLao(text, field.as, hints);
    case 'identifier':
      return readIdentifier(text, field.check);
    case 'phone':
      return readPhone(text);
    case 'e-mail':
      return readEmail(text);
    case 'url':
      return readUrl(text);
    case 'bilingual':
      return readBilingualText(text);
    default:
      return read(text);
  }
}

// A name of a Lao column must hold Lao; a text may be one that quotes another language. One without any letter (a number, a
// dash) says nothing against it.
const laoLetter = /[\u0e80-\u0eff]/;

function readLao(text: string, as: 'lao-text' | 'lao-name', hints: Hints): Reading {
  if (laoLetter.test(text) && !text.includes('???')) return read(text);
  const font = hints.font === undefined ? undefined : legacyFont(hints.font);
  if (font !== undefined && scriptOf(text) === 'latin') return flawed('lao/legacy-font', { font });
  if (/^\?{3,}|\?{4,}/.test(text)) return flawed('lao/lost-letters');
  if (scriptOf(text) !== 'latin' && !looksLegacy(text)) return read(text);
  return as === 'lao-name' ? flawed('lao/latin-in-lao') : read(text, [{ code: 'lao/latin-text' }]);
}

function readBilingual(given: JsonValue): Reading {
  if (Array.isArray(given)) return flawed('value/not-text');
  const kept: { lo?: string; en?: string } = {};
  const notes: Flaw[] = [];
  for (const [name, text] of Object.entries(given as JsonObject)) {
    if (name !== 'lo' && name !== 'en') return flawed('object/unknown-name', { name });
    if (text === null) continue;
    const clean = cleanText(text);
    if ('flaw' in clean) return clean;
    notes.push(...clean.notes);
    if (clean.text !== '') kept[name] = clean.text;
  }
  return Object.keys(kept).length === 0 ? read(null) : read(kept, notes);
}

// As it is written out: `{"en":"…","lo":"…"}`. Any other text stands for both languages.
function readBilingualText(text: string): Reading {
  const parsed = text.startsWith('{') ? parse(text) : undefined;
  return typeof parsed === 'object' && parsed !== null ? readBilingual(parsed) : read({ lo: text, en: text });
}

function parse(text: string): JsonValue | undefined {
  try {
    return parseStrictJson(text, { maxDepth: 1 });
  } catch {
    return undefined;
  }
}
