// Numbers as Lao readers write them: a point between thousands, a comma before decimals, ລ້ານ and ຕື້ for reading.
// Digits are moved as text, so a number of any length stays exact; it never goes through a float that was not given.
import { normalise } from './normalise.ts';

const SCALES: readonly (readonly [number, string])[] = [
  [12, 'ພັນຕື້'],
  [9, 'ຕື້'],
  [6, 'ລ້ານ'],
];
const READING_DECIMALS = 2;
// What is read besides: words that are spoken but not written by formatLaoNumber.
const SPOKEN_SCALES = new Map([
  ...SCALES.map(([places, word]): [string, number] => [word, places]),
  ['ພັນລ້ານ', 9],
  ['ແສນ', 5],
  ['ໝື່ນ', 4],
  ['ພັນ', 3],
]);
const READ_UNITS_MAX = 400;

/** How a number is to be written: in full, or short for reading (7,43 ລ້ານ). */
export interface NumberStyle {
  readonly style?: 'full' | 'reading';
  /** Most decimals kept, rounded half up in size; as given if absent (2 for reading). Kip is written with 0. */
  readonly decimals?: number;
}

interface Digits {
  readonly sign: string;
  readonly whole: string;
  readonly fraction: string;
}

function digitsOf(value: number | bigint | string): Digits {
  const text = typeof value === 'number' ? expanded(value) : String(value).trim();
  const found = /^([-+]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (found === null) throw new RangeError('not a decimal number');
  const [, sign = '', whole = '', fraction = ''] = found;
  return { sign: sign === '-' ? '-' : '', whole: whole.replace(/^0+(?=\d)/, ''), fraction };
}

// 1e21 and 1e-7 written out; NaN and the infinities are refused by digitsOf.
function expanded(value: number): string {
  const [mantissa = '', power] = String(value).split('e');
  if (power === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const places = Number(power);
  if (places < 0) return `${sign}0.${'0'.repeat(-places - whole.length)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(places, '0');
}

function shifted({ sign, whole, fraction }: Digits, places: number): Digits {
  const padded = whole.padStart(places + 1, '0');
  return { sign, whole: padded.slice(0, -places), fraction: padded.slice(-places) + fraction };
}

function rounded({ sign, whole, fraction }: Digits, decimals: number): Digits {
  if (fraction.length <= decimals) return { sign, whole, fraction };
  const kept = BigInt(whole + fraction.slice(0, decimals)) + ((fraction[decimals] ?? '0') >= '5' ? 1n : 0n);
  const text = String(kept).padStart(decimals + 1, '0');
  const edge = text.length - decimals;
  return { sign: kept === 0n ? '' : sign, whole: text.slice(0, edge), fraction: text.slice(edge) };
}

function written({ sign, whole, fraction }: Digits): string {
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) groups.push(whole.slice(Math.max(0, end - 3), end));
  return sign + groups.reverse().join('.') + (fraction === '' ? '' : `,${fraction}`);
}

/**
 * A number for Lao readers: 1.234.567,5 in full, 7,43 ລ້ານ (million), ຕື້ (thousand million) or ພັນຕື້ for reading, where
 * zeros at the end are left out. Takes a number, a bigint or a plain decimal string (exact); anything else is a RangeError.
 */
export function formatLaoNumber(
  value: number | bigint | string,
  { style = 'full', decimals }: NumberStyle = {},
): string {
  const digits = digitsOf(value);
  const scale = style === 'reading' ? SCALES.find(([places]) => digits.whole.length > places) : undefined;
  if (scale === undefined) return written(decimals === undefined ? digits : rounded(digits, decimals));
  const short = rounded(shifted(digits, scale[0]), decimals ?? READING_DECIMALS);
  return `${written({ ...short, fraction: short.fraction.replace(/0+$/, '') })} ${scale[1]}`;
}

/**
 * Reads what formatLaoNumber writes, as plain decimal digits (exact, of any length up to 400): points between thousands or none, a
 * comma before decimals, Lao digits too, a minus of either kind, ພັນ ໝື່ນ ແສນ ລ້ານ ຕື້ ພັນຕື້ behind. 1.234 is 1234 here, since Lao
 * writes it so; undefined for any other text. It does not round: 7,43 ລ້ານ is 7430000.
 */
export function parseLaoNumber(text: string): string | undefined {
  if (text.length > READ_UNITS_MAX) return undefined;
  const found = /^([-\u2212]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?: ?([^\d\s.,]+))?$/u.exec(normalise(text).trim());
  if (found === null) return undefined;
  const [, sign = '', grouped = '', decimals = '', word] = found;
  const places = word === undefined ? 0 : SPOKEN_SCALES.get(word);
  if (places === undefined) return undefined;
  const digits = decimals.padEnd(places, '0');
  const whole = (grouped.replaceAll('.', '') + digits.slice(0, places)).replace(/^0+(?=\d)/, '');
  const fraction = digits.slice(places);
  return `${sign === '' ? '' : '-'}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
