// Laws of exact multiplication.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { multiplyExactly, powerOfTen } from './multiply.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => decimalOf(digits, places));

function decimalOf(digits: bigint, places: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  return `${digits < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${text.slice(-places)}`}`;
}

test('multiplying by a power of ten and by its inverse gives the number back', () => {
  fc.assert(
    fc.property(decimal, fc.integer({ min: 0, max: 12 }), (number, power) => {
      const there = multiplyExactly(number, powerOfTen(power));
      assert.equal(multiplyExactly(there, powerOfTen(-power)), multiplyExactly(number, '1'));
    }),
  );
});

test('the order of the factors does not matter', () => {
  fc.assert(fc.property(decimal, decimal, (one, other) => multiplyExactly(one, other) === multiplyExactly(other, one)));
});

test('whole numbers are multiplied as whole numbers', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt(), (one, other) => multiplyExactly(`${one}`, `${other}`) === `${one * other}`),
  );
});

test('nothing becomes a number without end', () => {
  assert.equal(multiplyExactly('0.1', '0.001'), '0.0001');
  assert.equal(multiplyExactly('1.005', '1000000'), '1005000');
  assert.equal(multiplyExactly('-0.0', '5'), '0');
  assert.equal(multiplyExactly('-2.50', '4'), '-10');
});
