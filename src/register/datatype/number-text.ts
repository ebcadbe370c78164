// Reads the text of a number into plain digits with a point: grouping marks, decimal commas, Lao digits. It never goes
// through a float, so 9007199254740993 stays what it is.
import { fromLaoDigits } from '#lib/lao';
import type { Flaw } from '../finding.ts';

/** Plain decimal digits (`-1234.5`, no exponent), with notes; or the flaw. */
export type NumberText = { readonly digits: string; readonly notes: readonly Flaw[] } | { readonly flaw: Flaw };

const plain = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const longest = 400;

/**
 * Reads a number's text. With both marks the last is the decimal one; one mark that repeats groups; one mark before other
 * than three digits is decimal; a comma before exactly three digits says two things, so it is a flaw unless `decimal`
 * decides or `whole` (an integer, kip) leaves only grouping. A point before three digits is decimal, as machines write it.
 * Taken besides: `+5`, `−5` (U+2212), `.5`, `5.`, `0012`, `1.5e3`, Lao digits (a note), and groups of three after one kind of
 * space or apostrophe (`12 000`, `1'000`: a note). Not taken: other spaces within (`12 15` is two numbers), digits of other
 * scripts, signs twice, units, percent. More than 400 digits are out of range.
 */
export function readNumberText(given: string, decimal: '.' | ',' | undefined, whole: boolean): NumberText {
  if (plain.test(given) && given.length < longest && !(whole && /^-?\d{1,3}\.\d{3}$/.test(given)) && decimal !== ',') {
    return { digits: given, notes: [] };
  }
  if (given.length > longest) {
    return { flaw: { code: /^[-+]?[\d.,\s໐-໙]+$/.test(given) ? 'number/out-of-range' : 'number/unreadable' } };
  }
  const western = fromLaoDigits(given);
  const notes: Flaw[] = western === given ? [] : [{ code: 'number/lao-digits' }];
  const [, sign = '', size = ''] = /^([-+\u2212]?)\s*(.*)$/s.exec(western) ?? [];
  if (!/^[\d.,]/.test(size)) return { flaw: { code: 'number/unreadable' } };
  const minus = sign === '-' || sign === '\u2212' ? '-' : '';
  const exponent = /^(\d+(?:\.\d+)?)[eE]([+-]?\d+)$/.exec(size);
  if (exponent?.[1] !== undefined) return shiftPoint(minus, exponent[1], Number(exponent[2]), notes);
  const isSpaced = /^\d{1,3}([\s'’])\d{3}(?:\1\d{3})*(?:[.,]\d*)?$/.test(size);
  if (isSpaced) notes.push({ code: 'number/grouping' });
  return readMarks(given, `${minus}${isSpaced ? size.replace(/[\s'’]/g, '') : size}`, { decimal, whole, notes });
}

interface Marks {
  readonly decimal: '.' | ',' | undefined;
  readonly whole: boolean;
  readonly notes: Flaw[];
}

function readMarks(given: string, text: string, { decimal, whole, notes }: Marks): NumberText {
  if (!/^-?\d[\d.,]*$|^-?[.,]\d+$/.test(text)) return { flaw: { code: 'number/unreadable' } };
  const mark = decimalMark(text, decimal, whole);
  if (mark === 'ambiguous') return { flaw: ambiguous(given, text) };
  if (!wellGrouped(text, mark)) return { flaw: { code: 'number/unreadable' } };
  const grouped = mark === '' ? /[.,]/ : mark === '.' ? /,/ : /\./;
  if (grouped.test(text)) notes.push({ code: 'number/grouping' });
  const [before = '', after] = mark === '' ? [text.replace(/[.,]/g, '')] : text.split(mark);
  const digits = before.replace(/[.,]/g, '').replace(/^(-?)0+(?=\d)/, '$1');
  return { digits: `${digits === '' || digits === '-' ? `${digits}0` : digits}${after ? `.${after}` : ''}`, notes };
}

function decimalMark(text: string, decimal: '.' | ',' | undefined, whole: boolean): '.' | ',' | '' | 'ambiguous' {
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points === 0 && commas === 0) return '';
  if (decimal !== undefined) return (decimal === '.' ? points : commas) > 0 ? decimal : '';
  if (points > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  if (points > 1 || commas > 1) return '';
  const mark = points === 1 ? '.' : ',';
  if (!/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return mark;
  if (whole) return '';
  return mark === ',' ? 'ambiguous' : '.';
}

function wellGrouped(text: string, mark: '.' | ',' | ''): boolean {
  const parts = mark === '' ? [text] : text.split(mark);
  if (parts.length > 2 || (parts[1] !== undefined && !/^\d*$/.test(parts[1]))) return false;
  return /^-?(?:\d*|\d{1,3}(?:[.,]\d{3})+)$/.test(parts[0] ?? '');
}

function ambiguous(given: string, text: string): Flaw {
  const [before, after] = text.split(',');
  return { code: 'number/ambiguous', facts: { given, either: `${before}${after}`, or: `${before}.${after}` } };
}

function shiftPoint(minus: string, digits: string, by: number, notes: readonly Flaw[]): NumberText {
  const [before = '', after = ''] = digits.split('.');
  if (Math.abs(by) + digits.length > longest) return { flaw: { code: 'number/out-of-range' } };
  const all = by >= 0 ? `${before}${after.padEnd(by, '0')}` : `${before.padStart(1 - by, '0')}${after}`;
  const point = by >= 0 ? before.length + by : Math.max(1, before.length + by);
  const head = all.slice(0, point).replace(/^0+(?=\d)/, '');
  const tail = all.slice(point).replace(/0+$/, '');
  return { digits: `${minus}${head || '0'}${tail ? `.${tail}` : ''}`, notes };
}
