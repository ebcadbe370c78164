// Passages hold all of a text and part nothing that belongs together.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { passagesMost, passagesOf, passageUnits } from './passage.ts';

const letters = fc.constantFrom('ກ', 'ຂໍ້', 'ເມືອງ', ' ', '\n', '. ', '😀', 'a', 'e\u0301', 'ບໍ່ແກ້ວ');
const texts = fc
  .tuple(fc.array(letters, { maxLength: 60 }), fc.integer({ min: 1, max: 200 }))
  .map(([parts, times]) => parts.join('').repeat(times));

test('passages joined are the text, and none is longer than it may be', () => {
  fc.assert(
    fc.property(texts, text => {
      const passages = passagesOf(text);
      assert.equal(passages.join(''), text);
      for (const passage of passages) assert.ok(passage.length <= passageUnits);
    }),
    { numRuns: 100 },
  );
});

test('no passage begins with a mark, a trailing vowel or half of a letter', () => {
  fc.assert(
    fc.property(texts, text => {
      for (const passage of passagesOf(text).slice(1))
        assert.match(passage, /^(?![\u0eb0-\u0ebd\u0ec8-\u0ece\udc00-\udfff])\P{M}/u);
    }),
    { numRuns: 100 },
  );
});

test('a text without end is searched up to its five hundredth passage, and nothing but marks is cut all the same', () => {
  assert.equal(passagesOf('ກ '.repeat(passageUnits * passagesMost)).length, passagesMost);
  assert.equal(passagesOf('່'.repeat(passageUnits * 2)).join('').length, passageUnits * 2);
});
