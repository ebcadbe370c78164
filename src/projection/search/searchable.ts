// What of an item is searched: its titles, its text, its codes and places, of public fields only. It never sees a hidden one.
import type { JsonValue } from '#lib/canonical-json';
import { type Code, type Field, type Item, type Register, writeValue } from '#register';
import { comparableCode, decodedKey } from './code.ts';

/** What is searched of one record. */
export interface Searchable {
  readonly titles: readonly string[];
  readonly body: string;
  /** As comparableCode makes them: the key first. */
  readonly codes: readonly string[];
  /** Codes of the places it is in, each with those it lies in: 0105012, 0105, 01. */
  readonly places: readonly string[];
}

/** The fields that search reads, by what they are to it. */
interface Roles {
  readonly titles: readonly Field[];
  readonly texts: readonly Field[];
  readonly codes: readonly Field[];
  readonly places: readonly Field[];
}

const known = new WeakMap<Register, Roles>();

function rolesOf(register: Register): Roles {
  const before = known.get(register);
  if (before !== undefined) return before;
  const open = register.schema.fields.filter(field => field.visibility === 'public');
  const roles = {
    titles: open.filter(field => field.search === 'title'),
    texts: open.filter(field => field.search === 'text'),
    codes: open.filter(isCode),
    places: open.filter(field => field.as === 'jurisdiction'),
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
  const { titles, texts, codes, places } = rolesOf(register);
  const one = (fields: readonly Field[]) => fields.map(field => [field.number, field.type, field.codes ?? null]);
  return JSON.stringify([one(titles), one(texts), one(codes), one(places)]);
}

/** What is searched of an item. */
export function searchableOf(register: Register, key: string, item: Item): Searchable {
  const { titles, texts, codes, places } = rolesOf(register);
  return {
    titles: titles.flatMap(field => textsOf(item[field.name], field)),
    body: texts.length === 0 ? '' : texts.flatMap(field => textsOf(item[field.name], field)).join('\n'),
    codes: codesOf(key, codes, item),
    places: placesOf(register.name === jurisdiction ? [key] : [], places, item),
  };
}

// The register of places itself: a place lies in itself.
const jurisdiction = 'jurisdiction';
const levels = [2, 4, 7];

function placesOf(own: readonly string[], fields: readonly Field[], item: Item): string[] {
  if (own.length === 0 && fields.length === 0) return [];
  const stated = [...own, ...fields.flatMap(field => textsOf(item[field.name], { ...field, codes: [] }))];
  return [
    ...new Set(stated.flatMap(code => levels.filter(size => size <= code.length).map(size => code.slice(0, size)))),
  ];
}

function textsOf(value: JsonValue | undefined, field: Field): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') return field.as === 'markdown' ? [saidIn(value)] : wordsOfCode(field.codes, value);
  if (Array.isArray(value)) return value.flatMap(part => textsOf(part, field));
  if (typeof value === 'object') return Object.values(value).flatMap(part => textsOf(part, field));
  return [writeValue(value, field)];
}

const listMark = /^[ \t]*(?:#{1,6}|[-*+>]|\d+\.)[ \t]+/gmu;
const link = /!?\[([^\]\n]*)\]\([^)\s]*\)/gu;
const emphasis = /\*\*|__|`|(?<![\p{L}\p{N}])[*_]|[*_](?![\p{L}\p{N}])/gu;

// What a text says without its markup: results show it as it is read.
function saidIn(markdown: string): string {
  return markdown.replace(listMark, '').replace(link, '$1').replace(emphasis, '');
}

// Nobody searches for the code of a list's value, but for its word.
function wordsOfCode(codes: Field['codes'], value: string): string[] {
  const code = Array.isArray(codes) ? (codes as readonly Code[]).find(one => one.value === value) : undefined;
  if (code === undefined) return [value];
  return code.lo === code.en ? [code.lo] : [code.lo, code.en];
}

function codesOf(key: string, fields: readonly Field[], item: Item): string[] {
  const codes = [comparableCode(decodedKey(key))];
  for (const field of fields) {
    for (const text of textsOf(item[field.name], { ...field, codes: [] })) {
      codes.push(comparableCode(text), ...(field.as === 'phone' ? homeNumber(text) : []));
    }
  }
  return [...new Set(codes)].filter(code => code !== '');
}

// A number of Laos is known in both forms: +856 20 ... and 020 ...
function homeNumber(phone: string): string[] {
  const digits = comparableCode(phone);
  return digits.startsWith('856') ? [`0${digits.slice(3)}`] : [];
}
