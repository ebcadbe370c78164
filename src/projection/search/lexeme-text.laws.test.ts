// The array text, against the plain way of joining numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lexemeText } from './lexeme-text.ts';

const lexeme = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 9, 10, -10, 2147483647, -2147483648, 1000000000));

test('any two rows of int4 are written as their numbers joined by commas', () => {
  fc.assert(
    fc.property(fc.array(lexeme), fc.array(lexeme), (first, second) => {
      assert.equal(lexemeText(first, Int32Array.from(second)), `{${[...first, ...second].join(',')}}`);
    }),
  );
});

test('a row longer than any before it is written whole', () => {
  const long = Int32Array.from({ length: 40_000 }, (_, at) => -at * 50_000);
  assert.equal(lexemeText(long), `{${long.join(',')}}`);
  assert.equal(lexemeText([]), '{}');
});
