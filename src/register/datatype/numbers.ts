// The four datatypes of numbers. `integer` (64 bits), `decimal` and `money` are kept as text so that JSON never rounds
// them; `number` is a double of IEEE 754.
import type { JsonValue } from '#lib/canonical-json';
import type { Field } from '../field.ts';
import { readNumberText } from './number-text.ts';
import { type Datatype, flawed, type Hints, type Reading, read } from './reading.ts';
import { cleanText } from './text.ts';

const largest = 9223372036854775807n;
const currenciesWithoutFraction = ['LAK', 'VND', 'JPY', 'KRW'];

type Finish = (digits: string) => Reading;

function readNumber(given: JsonValue, hints: Hints, whole: boolean, finish: Finish): Reading {
  const clean = cleanText(given);
  if ('flaw' in clean) return typeof given === 'object' ? flawed('number/unreadable') : clean;
  const number = readNumberText(clean.text, typeof given === 'number' ? '.' : hints.decimal, whole);
  if ('flaw' in number) return number;
  const reading = finish(number.digits);
  const notes = [...clean.notes, ...number.notes];
  return 'flaw' in reading || notes.length === 0 ? reading : read(reading.value, notes);
}

/** A whole number of 64 bits, kept as its digits. */
export const integer: Datatype = {
  read: (given, _field, hints) =>
    readNumber(given, hints, true, digits => {
      if (!/^-?\d+(?:\.0+)?$/.test(digits)) return flawed('number/not-whole');
      const whole = BigInt(digits.replace(/\..*$/, ''));
      return whole > largest || whole < -largest - 1n ? flawed('number/out-of-range') : read(whole.toString());
    }),
  write: String,
};

/** A double of IEEE 754: measurements, coordinates. What would become infinite, or zero without being it, is out of range. */
export const number: Datatype = {
  read: (given, _field, hints) =>
    readNumber(given, hints, false, digits => {
      const value = Number(digits);
      const isLost = !Number.isFinite(value) || (value === 0 && /[1-9]/.test(digits));
      return isLost ? flawed('number/out-of-range') : read(value === 0 ? 0 : value);
    }),
  write: String,
};

/** An exact decimal, at most 131,072 digits before the point in PostgreSQL; here 400 in all. */
export const decimal: Datatype = {
  read: (given, _field, hints) => readNumber(given, hints, false, digits => read(shortest(digits))),
  write: String,
};

/** An amount of money, exact; a currency without fraction (kip) takes whole amounts only. */
export const money: Datatype = {
  read(given, field, hints) {
    const whole = withoutFraction(field);
    return readNumber(given, hints, whole, digits => {
      const value = shortest(digits);
      return whole && value.includes('.') ? flawed('number/not-whole') : read(value);
    });
  },
  write: String,
};

function withoutFraction(field: Field): boolean {
  return currenciesWithoutFraction.includes(field.currency ?? 'LAK');
}

// One number, one text: 1.50 and 1.5 must not count as a change.
function shortest(digits: string): string {
  const text = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  return text === '-0' ? '0' : text;
}
