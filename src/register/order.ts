// Which of two values of a field comes first, exactly: amounts beyond a double are compared digit by digit. A date known
// to the year alone is neither before nor after a day of that year.
import type { TypeName } from './field.ts';

/** Below 0 where `one` comes before `other`, above 0 where after. Both as their datatype writes them. */
export function compareValues(one: string, other: string, type: TypeName): number {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'money':
      return compareDecimals(one, other);
    case 'number':
      return Number(one) - Number(other);
    default: {
      const length = Math.min(one.length, other.length);
      const [start, otherStart] = [one.slice(0, length), other.slice(0, length)];
      return start < otherStart ? -1 : Number(start > otherStart);
    }
  }
}

function compareDecimals(one: string, other: string): number {
  const [negative, otherNegative] = [one.startsWith('-'), other.startsWith('-')];
  if (negative !== otherNegative) return negative ? -1 : 1;
  const size = compareSizes(one.replace('-', ''), other.replace('-', ''));
  return negative ? -size : size;
}

function compareSizes(one: string, other: string): number {
  const [whole = '', fraction = ''] = one.split('.');
  const [otherWhole = '', otherFraction = ''] = other.split('.');
  const places = Math.max(fraction.length, otherFraction.length);
  const difference =
    BigInt(whole + fraction.padEnd(places, '0')) - BigInt(otherWhole + otherFraction.padEnd(places, '0'));
  return difference < 0n ? -1 : Number(difference > 0n);
}
