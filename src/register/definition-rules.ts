// Reads the rules of a definition that speak of its fields: how keys are made, who approves, what pages show.
import type { JsonValue } from '#lib/canonical-json';
import { asNames, asObject, asText, asWhole, refuseUnknownWords } from './definition-reading.ts';
import { refuseDefinition, wanted } from './definition-refusals.ts';
import type { Field } from './field.ts';
import type { ApprovalRule, KeyRule, View } from './register.ts';
import { findField, type Schema } from './schema.ts';

/** How keys are made; without a word, from the primary key. */
export function readKeyRule(given: JsonValue | undefined, schema: Schema): KeyRule {
  if (given === undefined || given === 'fields') {
    if (schema.primaryKey.length === 0) throw refuseDefinition('no-key');
    return { kind: 'fields', fields: schema.primaryKey };
  }
  if (given === 'random') return { kind: 'random' };
  const rule = asObject(given, 'key');
  refuseUnknownWords(rule, ['fields', 'series', 'random', 'digits'], 'key');
  if (rule['fields'] !== undefined) {
    const fields = asNames(rule['fields'], 'key.fields');
    if (fields.length === 0) throw refuseDefinition('no-key');
    for (const name of fields) needKeyField(schema, name, 'key.fields');
    return { kind: 'fields', fields };
  }
  if (rule['series'] === undefined) {
    if (rule['random'] !== true) throw refuseDefinition('no-key');
    return { kind: 'random' };
  }
  const digits = rule['digits'] === undefined ? 6 : asWhole(rule['digits'], 'key.digits', [1, 18], wanted.digits);
  return { kind: 'series', prefix: asText(rule['series'], 'key.series'), digits };
}

/** How many must approve; without a word, one. */
export function readApprovals(given: JsonValue | undefined): ApprovalRule {
  if (given === undefined) return { approvers: 1 };
  const rule = asObject(given, 'approvals');
  refuseUnknownWords(rule, ['approvers', 'aboveRows', 'then'], 'approvals');
  const whole = (word: string) => (rule[word] === undefined ? undefined : asWhole(rule[word], `approvals.${word}`));
  const aboveRows = whole('aboveRows');
  const then = whole('then');
  return {
    approvers: whole('approvers') ?? 1,
    ...(aboveRows === undefined ? {} : { aboveRows }),
    ...(then === undefined ? {} : { then }),
  };
}

/** What pages show; without a word, the public fields, the first five of them in lists. */
export function readView(given: JsonValue | undefined, schema: Schema): View {
  const open = schema.fields.filter(field => field.visibility === 'public').map(field => field.name);
  const standard = { list: open.slice(0, 5), page: open };
  if (given === undefined) return standard;
  const view = asObject(given, 'view');
  refuseUnknownWords(view, ['list', 'page', 'map', 'chart'], 'view');
  const names = (word: 'list' | 'page') =>
    view[word] === undefined ? standard[word] : asNames(view[word], `view.${word}`);
  const read = { list: names('list'), page: names('page') };
  for (const name of [...read.list, ...read.page]) needField(schema, name, 'view');
  if (view['map'] === undefined) return read;
  const map = asText(view['map'], 'view.map');
  needField(schema, map, 'view.map');
  return { ...read, map };
}

/** Refuses what is no word list: two words, a gloss of no word, a word or gloss that is no text. */
export function refuseLexicalRoles(fields: readonly Field[]): void {
  const [word, second] = fields.filter(field => field.lexical === 'word');
  if (word !== undefined && second !== undefined) {
    throw refuseDefinition('word-twice', { given: word.name, other: second.name });
  }
  for (const { lexical, name, type } of fields) {
    if (lexical === undefined) continue;
    if (word === undefined) throw refuseDefinition('gloss-alone', { given: name });
    if (type !== 'string') throw refuseDefinition('wrong-form', { path: `${name}.search`, wanted: wanted.stringField });
  }
}

/** Refuses a name no field of the schema has. */
export function needField(schema: Schema, name: string | undefined, path: string): void {
  if (name === undefined || findField(schema, name) !== undefined) return;
  throw refuseDefinition('field-absent', { path, given: name });
}

/** Refuses a field of a key that is not there, or hidden: a key is public for ever, in every address. */
export function needKeyField(schema: Schema, name: string, path: string): void {
  needField(schema, name, path);
  if (findField(schema, name)?.visibility !== 'public') throw refuseDefinition('key-hidden', { given: name });
}
