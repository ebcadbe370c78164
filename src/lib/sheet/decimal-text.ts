// Decimal literals with an exponent, as XML and JSON have them, written out as plain decimal text. No number goes through a float.

/** A decimal literal taken apart. */
export interface DecimalLiteral {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: number;
}

/** More places than this are not written out. */
export const mostPlaces = 400;

/** The parts of a literal such as "-1.50E+3"; undefined for anything else. */
export function parseDecimal(text: string): DecimalLiteral | undefined {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,15}))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  return whole + fraction === ''
    ? undefined
    : { isNegative: sign === '-', whole, fraction, exponent: Number(exponent) };
}

/** The literal without exponent; zeros that were written stay ("1.50"), zeros that only the exponent brings do not. */
export function decimalText({ isNegative, whole, fraction, exponent }: DecimalLiteral): string {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(1, point);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = exponent === 0 ? padded.slice(at) : padded.slice(at).replace(/0+$/, '');
  const text = rest === '' ? integer : `${integer}.${rest}`;
  return isNegative && /[1-9]/.test(text) ? `-${text}` : text;
}
