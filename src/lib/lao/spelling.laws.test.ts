// One word in two encodings is one word to every function that compares: tokens, keys, order, similarity.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { spelledTwice } from '#test/lao-spelling';
import { collationKey } from './collation-key.ts';
import { lexemes } from './lexeme.ts';
import { matchingKey } from './matching-key.ts';
import { foldedKey, latinKey } from './name-key.ts';
import { normalise } from './normalise.ts';
import { splitSyllables } from './syllable.ts';

const runs = { numRuns: 3000 };

test('another encoding of a text is normalised to it, and is really another text most of the time', () => {
  let others = 0;
  fc.assert(
    fc.property(spelledTwice, ([text, other]) => {
      if (other !== text) others++;
      assert.equal(normalise(other), text);
    }),
    runs,
  );
  assert.ok(others > runs.numRuns / 2);
});

test('another encoding has the same tokens, lexemes and keys', () => {
  fc.assert(
    fc.property(spelledTwice, ([text, other]) => {
      assert.deepEqual(splitSyllables(other), splitSyllables(text));
      assert.deepEqual(lexemes(other), lexemes(text));
      for (const kind of ['place', 'person', 'plain'] as const) {
        assert.equal(matchingKey(other, { kind }), matchingKey(text, { kind }));
        assert.equal(foldedKey(other, { kind }), foldedKey(text, { kind }));
        assert.equal(latinKey(other, { kind }), latinKey(text, { kind }));
      }
      assert.equal(collationKey(other), collationKey(text));
    }),
    runs,
  );
});
