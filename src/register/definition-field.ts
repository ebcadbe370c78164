// Reads one field of a definition. Its number is 0 until definition.ts gives it one.
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import { readConstraints } from './definition-constraints.ts';
import {
  asBilingual,
  asBoolean,
  asNames,
  asObject,
  asOneOf,
  asText,
  asWhole,
  refuseUnknownWords,
} from './definition-reading.ts';
import { refuseDefinition, wanted } from './definition-refusals.ts';
import type { As, Code, Field, TypeName } from './field.ts';
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
const largestNumber = 32_767;

/** Reads a field; `path` names its place in a refusal. */
export function readField(given: JsonValue, path: string): Field {
  const field = asObject(given, path);
  refuseUnknownWords(field, words, path);
  const bare = readBareField(field, path);
  const codes = field['codes'] ?? (field['constraints'] as JsonObject | undefined)?.['enum'];
  return {
    ...bare,
    constraints: readConstraints(field['constraints'], bare, `${path}.constraints`),
    ...(codes === undefined ? {} : { codes: readCodes(codes, bare.type, `${path}.codes`) }),
  };
}

function readBareField(field: JsonObject, path: string): Field {
  const name = readName(field['name'], `${path}.name`);
  const text = (word: 'unit' | 'currency' | 'was') =>
    field[word] === undefined ? {} : { [word]: asText(field[word], `${path}.${word}`) };
  const as = field['as'] === undefined ? undefined : asOneOf(field['as'], meanings, `${path}.as`);
  return {
    number: readNumber(field['number'], `${path}.number`),
    name,
    type: field['type'] === undefined ? 'string' : asOneOf(field['type'], types, `${path}.type`),
    ...(as === undefined ? {} : { as }),
    title: asBilingual(field['title'] ?? name, `${path}.title`),
    ...(field['description'] === undefined
      ? {}
      : { description: asBilingual(field['description'], `${path}.description`) }),
    constraints: {},
    ...text('unit'),
    ...text('currency'),
    visibility:
      field['visibility'] === undefined ? 'public' : asOneOf(field['visibility'], tiers, `${path}.visibility`),
    facet: asBoolean(field['facet'], `${path}.facet`),
    ...readSearchRole(field['search'], as, `${path}.search`),
    aliases: field['aliases'] === undefined ? [] : asNames(field['aliases'], `${path}.aliases`),
    ...(field['check'] === undefined
      ? {}
      : { check: asOneOf(field['check'], ['luhn', 'mod-97'] as const, `${path}.check`) }),
    ...text('was'),
  };
}

function readNumber(given: JsonValue | undefined, path: string): number {
  return given === undefined ? 0 : asWhole(given, path, [1, largestNumber], wanted.fieldNumber);
}

// A name of Object.prototype (`__proto__`, `constructor`) would be found in every item, or change what an item is.
function readName(given: JsonValue | undefined, path: string): string {
  const name = asText(given, path);
  if (name.trim() !== name || name === '' || /[\t\r\n\u2028\u2029]/.test(name)) {
    throw refuseDefinition('wrong-form', { path, wanted: wanted.name });
  }
  if (name in Object.prototype) throw refuseDefinition('field-name-reserved', { given: name });
  if (Buffer.byteLength(name) > longestNameBytes) throw refuseDefinition('field-name-too-long', { given: name });
  return name;
}

function readSearchRole(
  given: JsonValue | undefined,
  as: As | undefined,
  path: string,
): Pick<Field, 'search' | 'lexical'> {
  if (given === false) return { search: false };
  if (given === undefined) {
    return { search: as === 'lao-name' ? 'title' : as === 'lao-text' || as === 'markdown' ? 'text' : false };
  }
  const role = asOneOf(given, ['title', 'text', 'code', 'word', 'gloss'] as const, path);
  if (role === 'word') return { search: 'title', lexical: role };
  return role === 'gloss' ? { search: 'text', lexical: role } : { search: role };
}

// Table Schema's `enum` is a list of codes without words.
function readCodes(given: JsonValue, type: TypeName, path: string): readonly Code[] | { register: string } {
  if (!Array.isArray(given)) return { register: asText(asObject(given, path)['register'], `${path}.register`) };
  if (type !== 'string' && type !== 'list') throw refuseDefinition('wrong-form', { path, wanted: wanted.coded });
  if (given.length === 0) throw refuseDefinition('wrong-form', { path, wanted: wanted.list });
  const codes = given.map((one, at) => readOneCode(one, `${path}[${at}]`));
  const seen = new Set<string>();
  for (const { value } of codes) {
    if (seen.has(value)) throw refuseDefinition('code-twice', { path, given: value });
    seen.add(value);
  }
  return codes;
}

function readOneCode(given: JsonValue, path: string): Code {
  const code: JsonObject = typeof given === 'string' ? { value: given } : asObject(given, path);
  refuseUnknownWords(code, ['value', 'lo', 'en'], path);
  const value = asText(code['value'], `${path}.value`);
  if (value.trim() !== value || value === '') throw refuseDefinition('wrong-form', { path, wanted: wanted.name });
  const { lo, en } = asBilingual({ lo: code['lo'] ?? value, en: code['en'] ?? value }, path);
  return { value, lo, en };
}
