// A JSON value as a cell. Numbers keep their digits: a float is only made of a literal that it holds exactly.
import { decimalText, mostPlaces, parseDecimal } from './decimal-text.ts';
import type { Notes } from './notes.ts';
import type { Cell } from './workbook.ts';

/** The cell for a value given as checked JSON source. */
export function jsonCell(source: string, notes: Notes): Cell {
  const first = source.charCodeAt(0);
  if (first === 34 /* " */) return stringCell(source, notes);
  if (first === 123 /* { */ || first === 91 /* [ */) return { text: source, kind: 'text', value: nestedValue(source) };
  if (source === 'null') return { text: '', kind: 'empty', value: null };
  if (source === 'true' || source === 'false') return { text: source, kind: 'boolean', value: source === 'true' };
  return { text: expanded(source), kind: 'number', value: exactValue(source) };
}

function stringCell(source: string, notes: Notes): Cell {
  let text = source.includes('\\') ? String(JSON.parse(source)) : source.slice(1, -1);
  if (text.includes('\0')) {
    notes.say('nul-removed');
    text = text.replaceAll('\0', '');
  }
  return { text, kind: text === '' ? 'empty' : 'text', value: text };
}

/** The number when a float holds the literal exactly, else its source. */
function exactValue(source: string): number | string {
  const value = Number(source);
  return Number.isFinite(value) && digitsOf(String(value)) === digitsOf(source) ? value : source;
}

/** Significant digits and magnitude of a literal, the same for 1.50, 1.5 and 15e-1. */
function digitsOf(literal: string): string {
  const { isNegative = false, whole = '', fraction = '', exponent = 0 } = parseDecimal(literal) ?? {};
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return '0';
  const trimmed = digits.replace(/0+$/, '');
  return `${isNegative ? '-' : ''}${trimmed}e${exponent - fraction.length + digits.length - trimmed.length}`;
}

/** Decimal text without an exponent, where that stays readable; other literals as they stand. */
function expanded(source: string): string {
  if (!/e/i.test(source)) return source;
  const literal = parseDecimal(source);
  return literal === undefined || Math.abs(literal.exponent) > mostPlaces ? source : decimalText(literal);
}

/**
 * A nested value. Whole numbers that a float would change become strings; decimals (coordinates) become the nearest float. `__proto__`
 * is a name like others, as JSON.parse has it.
 */
function nestedValue(source: string): unknown {
  const plain = source.includes('\\u0000') ? source.replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1') : source;
  if (!/\d{16}/.test(plain)) return JSON.parse(plain);
  return JSON.parse(plain, (_, value: unknown, ...rest: unknown[]) => {
    if (typeof value !== 'number') return value;
    const [context] = rest;
    const literal = hasSource(context) ? context.source : String(value);
    return /^-?\d+$/.test(literal) && !Number.isSafeInteger(value) ? literal : value;
  });
}

function hasSource(context: unknown): context is { source: string } {
  return typeof context === 'object' && context !== null && 'source' in context && typeof context.source === 'string';
}
