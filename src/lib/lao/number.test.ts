// Numbers as Lao readers write them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatLaoNumber, parseLaoNumber } from './number.ts';

test('points stand between thousands, a comma before decimals', () => {
  assert.equal(formatLaoNumber(1234567), '1.234.567');
  assert.equal(formatLaoNumber('1234567.890'), '1.234.567,890');
  assert.equal(formatLaoNumber(-999), '-999');
  assert.equal(formatLaoNumber(0.5), '0,5');
  assert.equal(formatLaoNumber('0012'), '12');
});

test('numbers of any length stay exact', () => {
  assert.equal(formatLaoNumber('9007199254740993'), '9.007.199.254.740.993');
  assert.equal(formatLaoNumber(9007199254740993n), '9.007.199.254.740.993');
  assert.equal(formatLaoNumber(1e21), '1.000.000.000.000.000.000.000');
  assert.equal(formatLaoNumber(1.5e-7), '0,00000015');
});

test('for reading, millions and more are named', () => {
  const read = (value: number | string): string => formatLaoNumber(value, { style: 'reading' });
  assert.equal(read(7430000), '7,43 ລ້ານ');
  assert.equal(read(999999), '999.999');
  assert.equal(read(1e6), '1 ລ້ານ');
  assert.equal(read('1234567890'), '1,23 ຕື້');
  assert.equal(read(2.5e13), '25 ພັນຕື້');
});

test('decimals are rounded half up in size, kip to none', () => {
  assert.equal(formatLaoNumber('2.345', { decimals: 2 }), '2,35');
  assert.equal(formatLaoNumber('999.995', { decimals: 2 }), '1.000,00');
  assert.equal(formatLaoNumber('-0.4', { decimals: 0 }), '0');
  assert.equal(formatLaoNumber(1500.5, { decimals: 0 }), '1.501');
});

test('what is not a decimal number is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '', '1,5', '1e400', '12 ກີບ', '1.2.3']) {
    assert.throws(() => formatLaoNumber(value), RangeError);
  }
});

test('every whole number keeps its digits', () => {
  fc.assert(fc.property(fc.bigInt(), value => BigInt(formatLaoNumber(value).replaceAll('.', '')) === value));
});

test('what is written is read back, and what says two things is not', () => {
  assert.equal(parseLaoNumber('1.234.567,5'), '1234567.5');
  assert.equal(parseLaoNumber('7,43 ລ້ານ'), '7430000');
  assert.equal(parseLaoNumber('໗,໔໓ ລ້ານ'), '7430000');
  assert.equal(parseLaoNumber('12 ພັນຕື້'), '12000000000000');
  assert.equal(parseLaoNumber('3 ພັນລ້ານ'), '3000000000');
  assert.equal(parseLaoNumber('\u22125'), '-5');
  for (const text of ['', '1.23', '12.34.567', '1,2,3', 'ລ້ານ', '5 ກີບ', '1e5', 'NaN', '1 000']) {
    assert.equal(parseLaoNumber(text), undefined, text);
  }
});
