// What of an item is searched: its titles, its text and its codes, of public fields only. It never sees a hidden one.
import type { JsonValue } from '#lib/canonical-json';
import { type Code, decodeKey, type Field, type Item, type Register, writeValue } from '#register';
import { comparableCode } from './code.ts';

/** What is searched of one record. */
export interface Searchable {
  readonly titles: readonly string[];
  readonly body: string;
  /** As comparableCode makes them: the key first. */
  readonly codes: readonly string[];
}

/** The fields that search reads, by what they are to it. */
interface Roles {
  readonly titles: readonly Field[];
  readonly texts: readonly Field[];
  readonly codes: readonly Field[];
}

/** A longer text is indexed, and shown in results, by its first 20,000 characters: it is still found by its beginning. */
export const bodyCharsMax = 20_000;

const known = new WeakMap<Register, Roles>();

function rolesOf(register: Register): Roles {
  const before = known.get(register);
  if (before !== undefined) return before;
  const open = register.schema.fields.filter(field => field.visibility === 'public');
  const roles = {
    titles: open.filter(field => field.search === 'title'),
    texts: open.filter(field => field.search === 'text'),
    codes: open.filter(isCode),
  };
  known.set(register, roles);
  return roles;
}

// A facet's code is a category that thousands share, not a name of one record; one that says `search: code` is meant.
function isCode(field: Field): boolean {
  if (field.search === 'code') return true;
  return !field.facet && (field.as === 'identifier' || field.as === 'phone' || field.as === 'code');
}

/** The roles of a register's fields as a text: another one means that its records must be read again. */
export function rolesSignature(register: Register): string {
  const { titles, texts, codes } = rolesOf(register);
  const one = (fields: readonly Field[]) => fields.map(field => [field.number, field.type, field.codes ?? null]);
  return JSON.stringify([one(titles), one(texts), one(codes)]);
}

/** What is searched of an item. */
export function searchableOf(register: Register, key: string, item: Item): Searchable {
  const { titles, texts, codes } = rolesOf(register);
  const joined = texts.length === 0 ? '' : texts.flatMap(field => textsOf(item[field.name], field)).join('\n');
  return {
    titles: titles.flatMap(field => textsOf(item[field.name], field)),
    body: joined.length > bodyCharsMax ? cut(joined) : joined,
    codes: codesOf(key, codes, item),
  };
}

// Never between the halves of a surrogate pair: PostgreSQL takes no lone half.
function cut(text: string): string {
  const last = text.charCodeAt(bodyCharsMax - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? bodyCharsMax - 1 : bodyCharsMax);
}

function textsOf(value: JsonValue | undefined, field: Field): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') return wordsOfCode(field.codes, value);
  if (Array.isArray(value)) return value.flatMap(part => textsOf(part, field));
  if (typeof value === 'object') return Object.values(value).flatMap(part => textsOf(part, field));
  return [writeValue(value, field)];
}

// Nobody searches for the code of a list's value, but for its word.
function wordsOfCode(codes: Field['codes'], value: string): string[] {
  const code = Array.isArray(codes) ? (codes as readonly Code[]).find(one => one.value === value) : undefined;
  if (code === undefined) return [value];
  return code.lo === code.en ? [code.lo] : [code.lo, code.en];
}

function codesOf(key: string, fields: readonly Field[], item: Item): string[] {
  const codes = [comparableCode(key.includes('%') ? decoded(key) : key)];
  for (const field of fields) {
    for (const text of textsOf(item[field.name], { ...field, codes: [] })) {
      codes.push(comparableCode(text), ...(field.as === 'phone' ? homeNumber(text) : []));
    }
  }
  return [...new Set(codes)].filter(code => code !== '');
}

function decoded(key: string): string {
  try {
    return decodeKey(key).join(' ');
  } catch {
    return key;
  }
}

// A number of Laos is known in both forms: +856 20 ... and 020 ...
function homeNumber(phone: string): string[] {
  const digits = comparableCode(phone);
  return digits.startsWith('856') ? [`0${digits.slice(3)}`] : [];
}
