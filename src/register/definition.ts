// Reads a register's definition (register.json) into a Register, or refuses it with the place and the rule. Pure.
import { canonicalJson, type JsonObject, type JsonValue } from '#lib/canonical-json';
import { readField } from './definition-field.ts';
import { asBilingual, asNames, asObject, asText, refuseUnknownWords } from './definition-reading.ts';
import { refuseDefinition } from './definition-refusals.ts';
import type { Field } from './field.ts';
import type { ApprovalRule, KeyRule, Register, View } from './register.ts';
import type { ForeignKey, Schema } from './schema.ts';

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
 * number never changes its meaning. Refuses what is unknown: a misspelt word would silently do nothing.
 */
export function readDefinition(definition: JsonValue, previous?: Register): Register {
  const top = asObject(definition, 'definition');
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
  for (const word of ['validFrom', 'sample'] as const) needField(schema, register[word], word);
  return register;
}

/** The definition with its fields' numbers: what the log keeps as the `schema` entry. */
export function publishedDefinition(definition: Definition, register: Register): Definition {
  const schema = definition['schema'] as JsonObject;
  const fields = (schema['fields'] as JsonObject[]).map((field, at) => {
    const number = register.schema.fields[at]?.number;
    return number === undefined ? field : { ...field, number };
  });
  return { ...definition, schema: { ...schema, fields } };
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

function readSchema(given: JsonValue | undefined, previous: Register | undefined): Schema {
  const schema = asObject(given, 'schema');
  refuseUnknownWords(schema, ['fields', 'primaryKey', 'foreignKeys', 'missingValues', '$schema'], 'schema');
  const list = schema['fields'];
  if (!Array.isArray(list) || list.length === 0) throw refuseDefinition('no-fields');
  const known = previous?.schema.fields ?? [];
  const unnumbered = list.map((field, at) => readField(field, `schema.fields[${at}]`));
  const fields = numberFields(unnumbered, known);
  const read: Schema = {
    fields,
    primaryKey: schema['primaryKey'] === undefined ? [] : asNames(schema['primaryKey'], 'schema.primaryKey'),
    foreignKeys: readForeignKeys(schema['foreignKeys']),
  };
  refuseTwice(fields);
  for (const name of read.primaryKey) needField(read, name, 'schema.primaryKey');
  for (const reference of read.foreignKeys) {
    for (const name of reference.fields) needField(read, name, 'schema.foreignKeys');
  }
  for (const name of read.primaryKey) {
    if (fields.some(field => field.name === name && field.visibility !== 'public')) {
      throw refuseDefinition('key-hidden', { given: name });
    }
  }
  return read;
}

function numberFields(fields: readonly Field[], known: readonly Field[]): Field[] {
  let last = Math.max(0, ...known.map(field => field.number), ...fields.map(field => field.number));
  return fields.map(field => {
    const before = known.find(old => old.name === field.name) ?? known.find(old => old.name === field.was);
    if (before !== undefined && before.type === field.type) return { ...field, number: before.number };
    if (before === undefined && field.number > 0) return field;
    last += 1;
    return { ...field, number: last };
  });
}

function readForeignKeys(given: JsonValue | undefined): ForeignKey[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw refuseDefinition('wrong-form', { path: 'schema.foreignKeys', wanted: 'list' });
  return given.map((one, at) => {
    const path = `schema.foreignKeys[${at}]`;
    const reference = asObject(one, path);
    const target = asObject(reference['reference'], `${path}.reference`);
    return {
      fields: asNames(reference['fields'], `${path}.fields`),
      register: asText(target['register'] ?? target['resource'] ?? '', `${path}.reference.register`),
    };
  });
}

function readKeyRule(given: JsonValue | undefined, schema: Schema): KeyRule {
  if (given === undefined || given === 'fields') {
    if (schema.primaryKey.length === 0) throw refuseDefinition('no-key');
    return { kind: 'fields', fields: schema.primaryKey };
  }
  if (given === 'random') return { kind: 'random' };
  const rule = asObject(given, 'key');
  refuseUnknownWords(rule, ['fields', 'series', 'random', 'digits'], 'key');
  if (rule['fields'] !== undefined) {
    const fields = asNames(rule['fields'], 'key.fields');
    for (const name of fields) needField(schema, name, 'key.fields');
    return { kind: 'fields', fields };
  }
  if (rule['series'] === undefined) return { kind: 'random' };
  return { kind: 'series', prefix: asText(rule['series'], 'key.series'), digits: Number(rule['digits'] ?? 6) };
}

function readApprovals(given: JsonValue | undefined): ApprovalRule {
  if (given === undefined) return { approvers: 1 };
  const rule = asObject(given, 'approvals');
  refuseUnknownWords(rule, ['approvers', 'aboveRows', 'then'], 'approvals');
  const whole = (word: string): number | undefined => {
    const number = rule[word];
    if (number === undefined) return undefined;
    if (typeof number === 'number' && Number.isInteger(number) && number >= 0) return number;
    throw refuseDefinition('wrong-form', { path: `approvals.${word}`, wanted: 'a whole number' });
  };
  const aboveRows = whole('aboveRows');
  const then = whole('then');
  return {
    approvers: whole('approvers') ?? 1,
    ...(aboveRows === undefined ? {} : { aboveRows }),
    ...(then === undefined ? {} : { then }),
  };
}

function readView(given: JsonValue | undefined, schema: Schema): View {
  const open = schema.fields.filter(field => field.visibility === 'public').map(field => field.name);
  const standard = { list: open.slice(0, 5), page: open };
  if (given === undefined) return standard;
  const view = asObject(given, 'view');
  refuseUnknownWords(view, ['list', 'page', 'map', 'chart'], 'view');
  const names = (word: 'list' | 'page') =>
    view[word] === undefined ? standard[word] : asNames(view[word], `view.${word}`);
  const read = { list: names('list'), page: names('page') };
  for (const name of [...read.list, ...read.page]) needField(schema, name, 'view');
  return view['map'] === undefined ? read : { ...read, map: asText(view['map'], 'view.map') };
}

function needField(schema: Schema, name: string | undefined, path: string): void {
  if (name === undefined || schema.fields.some(field => field.name === name)) return;
  throw refuseDefinition('field-absent', { path, given: name });
}

function refuseTwice(fields: readonly Field[]): void {
  const seen = new Set<string>();
  for (const { name } of fields) {
    if (seen.has(name)) throw refuseDefinition('field-twice', { given: name });
    seen.add(name);
  }
}
