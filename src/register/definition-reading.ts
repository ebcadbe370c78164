// The small readers a definition is read with: each takes a JSON value and its path, and refuses the wrong form.
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import type { Bilingual } from './bilingual.ts';
import { refuseDefinition } from './definition-refusals.ts';

/** An object, or a refusal naming the path. */
export function asObject(given: JsonValue | undefined, path: string): JsonObject {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as JsonObject;
  throw refuseDefinition('not-an-object', { path });
}

/** A text, or a refusal naming the path. */
export function asText(given: JsonValue | undefined, path: string): string {
  if (typeof given === 'string') return given.normalize('NFC');
  throw refuseDefinition('wrong-form', { path, wanted: 'text' });
}

/** `{lo, en}`; a plain text stands for both. */
export function asBilingual(given: JsonValue | undefined, path: string): Bilingual {
  if (typeof given === 'string') return { lo: given, en: given };
  const words = asObject(given, path);
  refuseUnknownWords(words, ['lo', 'en'], path);
  const lo = asText(words['lo'] ?? words['en'], `${path}.lo`);
  return { lo, en: asText(words['en'] ?? lo, `${path}.en`) };
}

/** A list of names; a plain text is a list of one. */
export function asNames(given: JsonValue | undefined, path: string): string[] {
  if (typeof given === 'string') return [given];
  if (Array.isArray(given)) return given.map((one, at) => asText(one, `${path}[${at}]`));
  throw refuseDefinition('wrong-form', { path, wanted: 'list of names' });
}

/** One of the known words. */
export function asOneOf<Word extends string>(given: JsonValue | undefined, known: readonly Word[], path: string): Word {
  const word = known.find(one => one === given);
  if (word !== undefined) return word;
  throw refuseDefinition('unknown-word', { path, given: String(given), known: known.join(', ') });
}

/** Refuses an object with a word outside of the known ones: a misspelt word would do nothing in silence. */
export function refuseUnknownWords(given: JsonObject, known: readonly string[], path: string): void {
  for (const word of Object.keys(given)) {
    if (known.includes(word)) continue;
    throw refuseDefinition('unknown-word', { path, given: word, known: known.join(', ') });
  }
}
