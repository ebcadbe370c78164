// A mapping: how the columns of a file become the fields of a register. Read from JSON, refused with the path of what is
// wrong. It never looks at a file.
import type { JsonObject, JsonValue } from '#lib/canonical-json';
import { type SuccessionKind, successionKinds } from '#register';
import { refuseIntake } from './refusals.ts';

/** Where one field's value comes from. A plain text in the JSON stands for `{from}`. */
export interface FieldMapping {
  /** The header of its column (of a two-level header: the lower one, or both joined by a space). */
  readonly from?: string;
  /** Headers of several columns, whose texts are joined by a space. */
  readonly join?: readonly string[];
  /** Texts of the file to texts of the register, before anything else is read. */
  readonly codes?: Readonly<Record<string, string>>;
  /** The same value for every row. */
  readonly value?: string;
  /** The name of the sheet is the value. */
  readonly sheetName?: true;
  /** Decimal factor that the numbers are multiplied by, exactly: "1000000" where the header says ລ້ານກີບ. */
  readonly times?: string;
}

/** Wide to long: each of `columns` makes a row, its header in the field `name`, its cell in the field `value`. */
export interface Unpivot {
  /** Headers, or ranges of whole numbers such as "1960..2020". */
  readonly columns: readonly string[];
  readonly name: string;
  readonly value: string;
}

/** How a file is read for a register; every part may be absent, then it is guessed. */
export interface Mapping {
  readonly sheet?: string;
  /** Row of the header, from 1; the lower one of two. 0: no header, columns are A, B, C … */
  readonly headerRow?: number;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly decimal?: '.' | ',';
  readonly dateFormat?: string;
  /** Texts that mean an empty cell. */
  readonly empty?: readonly string[];
  /** By field name; `null`: the field is not read although a column would match. */
  readonly fields?: Readonly<Record<string, string | FieldMapping | null>>;
  readonly unpivot?: Unpivot;
  /** Rows whose column (or field) `field` equals this text withdraw their key. */
  readonly withdraw?: { readonly field: string; readonly equals: string };
  /** Rows whose column `field` names keys (divided by `;`) are succeeded by them: their own key is withdrawn and led on. */
  readonly succeed?: { readonly field: string; readonly how: SuccessionKind };
}

const dateFormats = ['d/m/y', 'm/d/y', 'y-m-d'];
const words = [
  'sheet',
  'headerRow',
  'encoding',
  'delimiter',
  'decimal',
  'dateFormat',
  'empty',
  'fields',
  'unpivot',
  'withdraw',
  'succeed',
];

/** Reads a mapping from JSON. Refuses (`intake/bad-mapping`) an unknown word or a wrong form, naming its path. */
export function readMapping(json: JsonValue): Mapping {
  const top = asObject(json, 'mapping', words);
  const text = (word: 'sheet' | 'encoding') =>
    top[word] === undefined ? {} : { [word]: asText(top[word], `mapping.${word}`) };
  const { headerRow, delimiter, decimal, dateFormat, empty, fields, unpivot, withdraw, succeed } = top;
  if (decimal !== undefined && decimal !== '.' && decimal !== ',') throw wrong('mapping.decimal', '"." or ","');
  return {
    ...text('sheet'),
    ...text('encoding'),
    ...(headerRow === undefined ? {} : { headerRow: asRow(headerRow) }),
    ...(delimiter === undefined ? {} : { delimiter: asDelimiter(delimiter) }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(dateFormat === undefined ? {} : { dateFormat: asDateFormat(dateFormat) }),
    ...(empty === undefined ? {} : { empty: asTexts(empty, 'mapping.empty') }),
    ...(fields === undefined ? {} : { fields: readFields(fields) }),
    ...(unpivot === undefined ? {} : { unpivot: readUnpivot(unpivot) }),
    ...(withdraw === undefined ? {} : { withdraw: readWithdraw(withdraw) }),
    ...(succeed === undefined ? {} : { succeed: readSucceed(succeed) }),
  };
}

function readFields(given: JsonValue): Record<string, string | FieldMapping | null> {
  const fields = asObject(given, 'mapping.fields');
  const read = Object.entries(fields).map(([name, one]): [string, string | FieldMapping | null] => {
    const path = `mapping.fields.${name}`;
    return [name.normalize('NFC'), one === null || typeof one === 'string' ? one : readField(one as JsonValue, path)];
  });
  return Object.fromEntries(read);
}

function readField(given: JsonValue, path: string): FieldMapping {
  const field = asObject(given, path, ['from', 'join', 'codes', 'value', 'sheetName', 'times']);
  const sources = ['from', 'join', 'value', 'sheetName'].filter(word => field[word] !== undefined);
  if (sources.length > 1) throw wrong(path, `only one of ${sources.join(', ')}`);
  const text = (word: 'from' | 'value') =>
    field[word] === undefined ? {} : { [word]: asText(field[word], `${path}.${word}`) };
  return {
    ...text('from'),
    ...text('value'),
    ...(field['join'] === undefined ? {} : { join: asTexts(field['join'], `${path}.join`) }),
    ...(field['codes'] === undefined ? {} : { codes: readCodes(field['codes'], `${path}.codes`) }),
    ...(field['sheetName'] === true ? { sheetName: true as const } : {}),
    ...(field['times'] === undefined ? {} : { times: asFactor(field['times'], `${path}.times`) }),
  };
}

function readCodes(given: JsonValue, path: string): Record<string, string> {
  const codes = Object.entries(asObject(given, path));
  return Object.fromEntries(codes.map(([text, code]) => [text, asText(code as JsonValue, `${path}.${text}`)]));
}

function readUnpivot(given: JsonValue): Unpivot {
  const unpivot = asObject(given, 'mapping.unpivot', ['columns', 'name', 'value']);
  return {
    columns: asTexts(unpivot['columns'], 'mapping.unpivot.columns'),
    name: asText(unpivot['name'], 'mapping.unpivot.name'),
    value: asText(unpivot['value'], 'mapping.unpivot.value'),
  };
}

function readWithdraw(given: JsonValue): { field: string; equals: string } {
  const withdraw = asObject(given, 'mapping.withdraw', ['field', 'equals']);
  return {
    field: asText(withdraw['field'], 'mapping.withdraw.field'),
    equals: asText(withdraw['equals'], 'mapping.withdraw.equals'),
  };
}

function readSucceed(given: JsonValue): { field: string; how: SuccessionKind } {
  const succeed = asObject(given, 'mapping.succeed', ['field', 'how']);
  const how = successionKinds.find(kind => kind === succeed['how']);
  if (how === undefined) throw wrong('mapping.succeed.how', `one of ${successionKinds.join(', ')}`);
  return { field: asText(succeed['field'], 'mapping.succeed.field'), how };
}

function asObject(given: JsonValue | undefined, path: string, known?: readonly string[]): JsonObject {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong(path, 'an object');
  const unknown = known && Object.keys(given).find(word => !known.includes(word));
  if (unknown !== undefined) throw wrong(`${path}.${unknown}`, `one of ${known?.join(', ')}`);
  return given as JsonObject;
}

function asText(given: JsonValue | undefined, path: string): string {
  if (typeof given === 'string') return given.normalize('NFC');
  throw wrong(path, 'a text');
}

function asTexts(given: JsonValue | undefined, path: string): readonly string[] {
  if (typeof given === 'string') return [given];
  if (Array.isArray(given)) return given.map((one, at) => asText(one, `${path}[${at}]`));
  throw wrong(path, 'a list of texts');
}

function asRow(given: JsonValue): number {
  if (typeof given === 'number' && Number.isSafeInteger(given) && given >= 0) return given;
  throw wrong('mapping.headerRow', 'the number of a row, from 1 (or 0 for no header)');
}

function asDelimiter(given: JsonValue): string {
  if (typeof given === 'string' && given.length === 1 && !/["\r\n]/.test(given)) return given;
  throw wrong('mapping.delimiter', 'one character');
}

function asDateFormat(given: JsonValue): string {
  if (typeof given === 'string' && dateFormats.includes(given)) return given;
  throw wrong('mapping.dateFormat', `one of ${dateFormats.join(', ')}`);
}

function asFactor(given: JsonValue, path: string): string {
  const text = typeof given === 'number' ? String(given) : given;
  if (typeof text === 'string' && /^\d{1,30}(?:\.\d{1,30})?$/.test(text) && Number(text) > 0) return text;
  throw wrong(path, 'a positive decimal number');
}

function wrong(path: string, wanted: string): Error {
  return refuseIntake('bad-mapping', { path, wanted });
}
