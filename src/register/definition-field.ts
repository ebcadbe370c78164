// Reads one field of a definition. Its number is 0 until definition.ts gives it one.
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import { asBilingual, asNames, asObject, asOneOf, asText, refuseUnknownWords } from './definition-reading.ts';
import { refuseDefinition } from './definition-refusals.ts';
import type { As, Code, Constraints, Field, SearchRole, TypeName } from './field.ts';
import { tiers } from './tier.ts';

const types: readonly TypeName[] = [
  'string',
  'integer',
  'number',
  'decimal',
  'money',
  'date',
  'date-time',
  'boolean',
  'list',
  'object',
  'geometry',
  'file',
];
const meanings: readonly As[] = [
  'lao-text',
  'lao-name',
  'markdown',
  'code',
  'jurisdiction',
  'organisation',
  'identifier',
  'phone',
  'e-mail',
  'url',
  'bilingual',
];
const words = [
  'name',
  'number',
  'type',
  'as',
  'title',
  'description',
  'constraints',
  'unit',
  'currency',
  'visibility',
  'facet',
  'search',
  'aliases',
  'codes',
  'check',
  'was',
  'format',
  'example',
];
const longestNameBytes = 60;

/** Reads a field; `path` names its place in a refusal. */
export function readField(given: JsonValue, path: string): Field {
  const field = asObject(given, path);
  refuseUnknownWords(field, words, path);
  const name = readName(field['name'], `${path}.name`);
  const text = (word: 'unit' | 'currency' | 'was') =>
    field[word] === undefined ? {} : { [word]: asText(field[word], `${path}.${word}`) };
  const as = field['as'] === undefined ? undefined : asOneOf(field['as'], meanings, `${path}.as`);
  return {
    number: typeof field['number'] === 'number' ? field['number'] : 0,
    name,
    type: asOneOf(field['type'] ?? 'string', types, `${path}.type`),
    ...(as === undefined ? {} : { as }),
    title: asBilingual(field['title'] ?? name, `${path}.title`),
    ...(field['description'] === undefined
      ? {}
      : { description: asBilingual(field['description'], `${path}.description`) }),
    constraints: readConstraints(field['constraints'], `${path}.constraints`),
    ...text('unit'),
    ...text('currency'),
    visibility:
      field['visibility'] === undefined ? 'public' : asOneOf(field['visibility'], tiers, `${path}.visibility`),
    facet: field['facet'] === true,
    search: readSearchRole(field['search'], as, path),
    aliases: field['aliases'] === undefined ? [] : asNames(field['aliases'], `${path}.aliases`),
    ...(field['codes'] === undefined ? {} : { codes: readCodes(field['codes'], `${path}.codes`) }),
    ...(field['check'] === undefined
      ? {}
      : { check: asOneOf(field['check'], ['luhn', 'mod-97'] as const, `${path}.check`) }),
    ...text('was'),
  };
}

function readName(given: JsonValue | undefined, path: string): string {
  const name = asText(given, path);
  if (name.trim() === '') throw refuseDefinition('wrong-form', { path, wanted: 'a name' });
  if (Buffer.byteLength(name) > longestNameBytes) throw refuseDefinition('field-name-too-long', { given: name });
  return name;
}

function readSearchRole(given: JsonValue | undefined, as: As | undefined, path: string): SearchRole {
  if (given === undefined) return as === 'lao-name' ? 'title' : as === 'lao-text' || as === 'markdown' ? 'text' : false;
  if (given === false) return false;
  return asOneOf(given, ['title', 'text', 'code'] as const, `${path}.search`);
}

function readConstraints(given: JsonValue | undefined, path: string): Constraints {
  if (given === undefined) return {};
  const constraints = asObject(given, path);
  refuseUnknownWords(
    constraints,
    ['required', 'unique', 'minLength', 'maxLength', 'minimum', 'maximum', 'pattern', 'enum'],
    path,
  );
  const kept: Record<string, JsonValue> = {};
  for (const word of ['required', 'unique'] as const) if (constraints[word] === true) kept[word] = true;
  for (const word of ['minLength', 'maxLength'] as const)
    if (typeof constraints[word] === 'number') kept[word] = constraints[word];
  for (const word of ['minimum', 'maximum'] as const)
    if (constraints[word] !== undefined) kept[word] = String(constraints[word]);
  if (constraints['pattern'] !== undefined) kept['pattern'] = readPattern(constraints['pattern'], `${path}.pattern`);
  return kept as Constraints;
}

function readPattern(given: JsonValue, path: string): string {
  const pattern = asText(given, path);
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    throw refuseDefinition('wrong-form', { path, wanted: 'regular expression' });
  }
  return pattern;
}

function readCodes(given: JsonValue, path: string): readonly Code[] | { register: string } {
  if (!Array.isArray(given)) return { register: asText(asObject(given, path)['register'], `${path}.register`) };
  return given.map((one, at): Code => {
    if (typeof one === 'string') return { value: one, lo: one, en: one };
    const code: JsonObject = asObject(one, `${path}[${at}]`);
    const value = asText(code['value'], `${path}[${at}].value`);
    const title = asBilingual({ lo: code['lo'] ?? value, en: code['en'] ?? value }, `${path}[${at}]`);
    return { value, lo: title.lo, en: title.en };
  });
}
