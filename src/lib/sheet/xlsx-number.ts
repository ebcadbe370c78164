// Numbers of XLSX cells as exact decimal text. None goes through a float, unless a float was printed with more digits than it has.
import { type DecimalLiteral, decimalText, mostPlaces, parseDecimal } from './decimal-text.ts';

/** A cell's number as decimal text without an exponent; undefined when it is none, or beyond 400 places. */
export function numberText(raw: string): string | undefined {
  const written = parseDecimal(raw.trim());
  if (written === undefined || Math.abs(written.exponent) > mostPlaces) return undefined;
  const literal = isPrintedDouble(written) ? parseDecimal(String(Number(raw))) : written;
  return literal === undefined ? undefined : decimalText(literal);
}

/** Excel writes the double 0.1 as 0.10000000000000001: 16 or 17 digits with a fraction or exponent are a double's. */
function isPrintedDouble({ whole, fraction, exponent }: DecimalLiteral): boolean {
  const digits = (whole + fraction).replace(/^0+|0+$/g, '').length;
  return (digits === 16 || digits === 17) && (fraction !== '' || exponent !== 0);
}
