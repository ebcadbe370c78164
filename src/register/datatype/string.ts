// A text, checked by what it stands for (`as`) and kept as it was typed, in NFC.
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import { canonicalJson } from '#lib/canonical-json';
import { legacyFont, scriptOf } from '#lib/lao';
import { readCode } from '../code-list.ts';
import type { Field } from '../field.ts';
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
      return readLao(text, hints);
    case 'identifier':
      return readIdentifier(text, field.check);
    case 'phone':
      return readPhone(text);
    case 'e-mail':
      return readEmail(text);
    case 'url':
      return readUrl(text);
    case 'bilingual':
      return read({ lo: text, en: text });
    default:
      return read(text);
  }
}

// A name or text of a Lao column must hold Lao. A text without any letter (a number, a dash) says nothing against it.
const laoLetter = /[\u0e80-\u0eff]/;

function readLao(text: string, hints: Hints): Reading {
  if (laoLetter.test(text) && !text.includes('???')) return read(text);
  const font = hints.font === undefined ? undefined : legacyFont(hints.font);
  if (font !== undefined && scriptOf(text) === 'latin') return flawed('lao/legacy-font', { font });
  if (/^\?{3,}|\?{4,}/.test(text)) return flawed('lao/lost-letters');
  return scriptOf(text) === 'latin' ? flawed('lao/latin-in-lao') : read(text);
}

function readBilingual(given: JsonValue): Reading {
  const { lo, en, ...others } = given as JsonObject;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) return flawed('object/unknown-name', { name: unknown });
  if (typeof (lo ?? en) !== 'string' || typeof (en ?? lo) !== 'string') return flawed('value/not-text');
  return read({ ...(lo === undefined ? {} : { lo }), ...(en === undefined ? {} : { en }) });
}
