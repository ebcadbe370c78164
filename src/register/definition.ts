// Reads a register's definition (register.json) into a Register, or refuses it with the place and the rule. Pure.
import { canonicalJson, type JsonObject, type JsonValue } from '#lib/canonical-json';
import type { Bilingual } from './bilingual.ts';
import { readField } from './definition-field.ts';
import { numberFields } from './definition-numbers.ts';
import {
  asBilingual,
  asNames,
  asObject,
  asText,
  asWhole,
  refuseUnknownWords,
  refuseUnwritable,
} from './definition-reading.ts';
import { refuseDefinition, wanted } from './definition-refusals.ts';
import {
  needField,
  needKeyField,
  readApprovals,
  readKeyRule,
  readView,
  refuseLexicalRoles,
} from './definition-rules.ts';
import type { Field, TypeName } from './field.ts';
import type { Register } from './register.ts';
import { type ForeignKey, findField, type Schema } from './schema.ts';

/** A definition as it is written and published: JSON in the words of Table Schema (Data Package v2), extended. */
export type Definition = JsonObject;

const topWords = [
  'name',
  'title',
  'description',
  'custodian',
  'licence',
  'frequency',
  'contact',
  'key',
  'approvals',
  'schema',
  'view',
  'validFrom',
  'sample',
  '$schema',
];
const reserved = ['search', 'registers', 'places', 'about', 'workbench', 'api', 'log'];

/** Names a register may not have, since pages and APIs use them. */
export const reservedNames: readonly string[] = reserved;

/**
 * Reads a definition. Field numbers are taken from `previous` by name (or `was`), new fields get the next numbers, so a
 * number never changes its meaning. Refuses what is unknown: a misspelt word would silently do nothing. Refuses what
 * could not be published (half surrogates, control characters), field names of Object.prototype, and a hidden key.
 */
export function readDefinition(definition: JsonValue, previous?: Register): Register {
  const top = asObject(definition, 'definition');
  refuseUnwritable(top);
  refuseUnknownWords(top, topWords, 'definition');
  const name = readName(top['name']);
  const schema = readSchema(top['schema'], previous);
  const optional = (word: string) => (top[word] === undefined ? {} : { [word]: asText(top[word], word) });
  const register: Register = {
    name,
    title: asBilingual(top['title'] ?? name, 'title'),
    ...(top['description'] === undefined ? {} : { description: asBilingual(top['description'], 'description') }),
    custodian: top['custodian'] === undefined ? 'la' : asText(top['custodian'], 'custodian'),
    ...optional('licence'),
    ...optional('frequency'),
    ...optional('contact'),
    key: readKeyRule(top['key'], schema),
    approvals: readApprovals(top['approvals']),
    schema,
    view: readView(top['view'], schema),
    ...optional('validFrom'),
    ...optional('sample'),
  };
  needTyped(schema, register.validFrom, 'validFrom', 'date', wanted.dateField);
  needTyped(schema, register.sample, 'sample', 'boolean', wanted.booleanField);
  return register;
}

/** The definition with its fields' numbers: what the log keeps as the `schema` entry. Read again it gives the register. */
export function publishedDefinition(definition: Definition, register: Register): Definition {
  const schema = definition['schema'] as JsonObject;
  const fields = (schema['fields'] as JsonObject[]).map((field, at) => {
    const number = register.schema.fields[at]?.number;
    return number === undefined ? field : { ...field, number };
  });
  const { lastNumber } = register.schema;
  return { ...definition, schema: { ...schema, fields, ...(lastNumber === undefined ? {} : { lastNumber }) } };
}

/** Whether two definitions say the same, whatever the order of their words. */
export function sameDefinition(one: Definition, other: Definition): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function readName(given: JsonValue | undefined): string {
  const name = asText(given, 'name');
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) throw refuseDefinition('bad-name', { given: name });
  if (reserved.includes(name)) throw refuseDefinition('reserved-name', { given: name });
  return name;
}

const schemaWords = ['fields', 'primaryKey', 'foreignKeys', 'missingValues', 'lastNumber', '$schema'];

function readSchema(given: JsonValue | undefined, previous: Register | undefined): Schema {
  const schema = asObject(given, 'schema');
  refuseUnknownWords(schema, schemaWords, 'schema');
  const list = schema['fields'];
  if (!Array.isArray(list) || list.length === 0) throw refuseDefinition('no-fields');
  const unnumbered = list.map((field, at) => readField(field, `schema.fields[${at}]`));
  refuseTwice(unnumbered);
  refuseLexicalRoles(unnumbered);
  const last = schema['lastNumber'] === undefined ? 0 : asWhole(schema['lastNumber'], 'schema.lastNumber');
  const read: Schema = {
    ...numberFields(unnumbered, last, previous?.schema),
    primaryKey: schema['primaryKey'] === undefined ? [] : asNames(schema['primaryKey'], 'schema.primaryKey'),
    foreignKeys: readForeignKeys(schema['foreignKeys']),
  };
  for (const name of read.primaryKey) needKeyField(read, name, 'schema.primaryKey');
  for (const reference of read.foreignKeys) {
    for (const name of reference.fields) needField(read, name, 'schema.foreignKeys');
  }
  return read;
}

function readForeignKeys(given: JsonValue | undefined): ForeignKey[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw refuseDefinition('wrong-form', { path: 'schema.foreignKeys', wanted: wanted.list });
  return given.map((one, at) => {
    const path = `schema.foreignKeys[${at}]`;
    const reference = asObject(one, path);
    refuseUnknownWords(reference, ['fields', 'reference'], path);
    const target = asObject(reference['reference'], `${path}.reference`);
    refuseUnknownWords(target, ['register', 'resource', 'fields'], `${path}.reference`);
    const fields = asNames(reference['fields'], `${path}.fields`);
    if (fields.length === 0) throw refuseDefinition('wrong-form', { path: `${path}.fields`, wanted: wanted.names });
    return {
      fields,
      register: asText(target['register'] ?? target['resource'] ?? '', `${path}.reference.register`),
    };
  });
}

function needTyped(schema: Schema, name: string | undefined, path: string, type: TypeName, words: Bilingual): void {
  needField(schema, name, path);
  if (name === undefined || findField(schema, name)?.type === type) return;
  throw refuseDefinition('wrong-form', { path, wanted: words });
}

function refuseTwice(fields: readonly Field[]): void {
  const seen = new Set<string>();
  for (const { name } of fields) {
    if (seen.has(name)) throw refuseDefinition('field-twice', { given: name });
    seen.add(name);
  }
}
