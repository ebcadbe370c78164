// Numbers of XLSX cells as exact decimal text. None goes through a float, unless a float was printed with more digits than it has.

interface Literal {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: number;
}

/** A cell's number as decimal text without an exponent; undefined when it is none, or beyond 400 places. */
export function numberText(raw: string): string | undefined {
  const written = parseLiteral(raw.trim());
  if (written === undefined || Math.abs(written.exponent) > 400) return undefined;
  const literal = isPrintedDouble(written) ? parseLiteral(String(Number(raw))) : written;
  return literal === undefined ? undefined : decimalText(literal);
}

function parseLiteral(text: string): Literal | undefined {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  return whole + fraction === ''
    ? undefined
    : { isNegative: sign === '-', whole, fraction, exponent: Number(exponent) };
}

/** Excel writes the double 0.1 as 0.10000000000000001: 16 or 17 digits with a fraction or exponent are a double's. */
function isPrintedDouble({ whole, fraction, exponent }: Literal): boolean {
  const digits = (whole + fraction).replace(/^0+|0+$/g, '').length;
  return (digits === 16 || digits === 17) && (fraction !== '' || exponent !== 0);
}

function decimalText({ isNegative, whole, fraction, exponent }: Literal): string {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(1, point);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  // "1.50" stays as written; zeros that only the exponent brought do not.
  const rest = exponent === 0 ? padded.slice(at) : padded.slice(at).replace(/0+$/, '');
  const text = rest === '' ? integer : `${integer}.${rest}`;
  return isNegative && /[1-9]/.test(text) ? `-${text}` : text;
}
