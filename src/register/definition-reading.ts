// The small readers a definition is read with: each takes a JSON value and its path, and refuses the wrong form.
import { canonicalJson, type JsonObject, JsonProblem, type JsonValue } from '#lib/canonical-json';
import type { Bilingual } from './bilingual.ts';
import { wrongCharacter } from './datatype/text.ts';
import { refuseDefinition, wanted } from './definition-refusals.ts';

const longestShown = 80;

/** Refuses what cannot be published: what no canonical JSON can hold, and invisible characters in any text. */
export function refuseUnwritable(definition: JsonValue): void {
  try {
    canonicalJson(definition);
  } catch (problem) {
    if (problem instanceof JsonProblem) throw refuseDefinition('not-json', { problem: problem.message });
    throw problem;
  }
  refuseControls(definition, 'definition');
}

function refuseControls(given: JsonValue, path: string): void {
  const wrong = typeof given === 'string' ? wrongCharacter(given) : undefined;
  // Pages set every text apart in its direction; what no database or canonical form takes is refused.
  if (wrong !== undefined && wrong !== 'value/bidi-override') {
    throw refuseDefinition('wrong-form', { path, wanted: wanted.cleanText });
  }
  if (typeof given !== 'object' || given === null) return;
  for (const [name, value] of Object.entries(given)) {
    refuseControls(name, path);
    refuseControls(value, `${path}.${name}`);
  }
}

/** An object, or a refusal naming the path. */
export function asObject(given: JsonValue | undefined, path: string): JsonObject {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as JsonObject;
  throw refuseDefinition('not-an-object', { path });
}

/** A text in NFC, or a refusal naming the path. */
export function asText(given: JsonValue | undefined, path: string): string {
  if (typeof given === 'string') return given.normalize('NFC');
  throw refuseDefinition('wrong-form', { path, wanted: wanted.text });
}

/** `{lo, en}`; a plain text stands for both. */
export function asBilingual(given: JsonValue | undefined, path: string): Bilingual {
  if (typeof given === 'string') return { lo: given.normalize('NFC'), en: given.normalize('NFC') };
  const words = asObject(given, path);
  refuseUnknownWords(words, ['lo', 'en'], path);
  const lo = asText(words['lo'] ?? words['en'], `${path}.lo`);
  return { lo, en: asText(words['en'] ?? lo, `${path}.en`) };
}

/** A list of names; a plain text is a list of one. */
export function asNames(given: JsonValue | undefined, path: string): string[] {
  if (typeof given === 'string') return [asText(given, path)];
  if (Array.isArray(given)) return given.map((one, at) => asText(one, `${path}[${at}]`));
  throw refuseDefinition('wrong-form', { path, wanted: wanted.names });
}

/** One of the known words. */
export function asOneOf<Word extends string>(given: JsonValue | undefined, known: readonly Word[], path: string): Word {
  const word = known.find(one => one === given);
  if (word !== undefined) return word;
  throw refuseDefinition('unknown-word', { path, given: shown(given), known: known.join(', ') });
}

/** Yes or no; absent is no. */
export function asBoolean(given: JsonValue | undefined, path: string): boolean {
  if (given === undefined || typeof given === 'boolean') return given === true;
  throw refuseDefinition('wrong-form', { path, wanted: wanted.trueOrFalse });
}

/** A whole number within a range; `words` say it to the person. */
export function asWhole(
  given: JsonValue | undefined,
  path: string,
  [least, most]: readonly [number, number] = [0, Number.MAX_SAFE_INTEGER],
  words: Bilingual = wanted.wholeNumber,
): number {
  if (typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most) return given;
  throw refuseDefinition('wrong-form', { path, wanted: words });
}

/** Refuses an object with a word outside of the known ones: a misspelt word would do nothing in silence. */
export function refuseUnknownWords(given: JsonObject, known: readonly string[], path: string): void {
  for (const word of Object.keys(given)) {
    if (known.includes(word)) continue;
    throw refuseDefinition('unknown-word', { path, given: word, known: known.join(', ') });
  }
}

function shown(given: JsonValue | undefined): string {
  const text = typeof given === 'string' ? given : (JSON.stringify(given) ?? 'undefined');
  return text.length > longestShown ? `${text.slice(0, longestShown).toWellFormed()}…` : text;
}
