// Lexemes: what two texts share in each stream.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keepDistinct } from './distinct.ts';
import { indexLexemes, lexemes, queryLexemes, type Stream } from './lexeme.ts';
import { analyse } from './token.ts';

const share = (a: string, b: string, stream: Stream): number => {
  const held = new Set(lexemes(b, [stream]));
  return lexemes(a, [stream]).filter(lexeme => held.has(lexeme)).length;
};

test('the same word in another encoding has the same exact lexemes', () => {
  for (const [a, b] of [
    ['ປະຈໍາປີ', 'ປະຈຳປີ'],
    ['ກົດຫມາຍ', 'ກົດໝາຍ'],
  ] as const)
    assert.deepEqual(lexemes(a), lexemes(b));
});

test('the same word in another spelling shares folded lexemes only', () => {
  assert.equal(share('ດີຈີຕອລ', 'ດິຈິຕອນ', 'exactBigrams'), 0);
  assert.equal(share('ດີຈີຕອລ', 'ດິຈິຕອນ', 'foldedBigrams'), 2);
  assert.equal(share('ດີຈີຕອລ', 'ດິຈິຕອນ', 'foldedUnigrams'), 3);
});

test('pairs cross one space or line end, and never two or a sign', () => {
  assert.deepEqual(lexemes('ພັດ ທະນາ', ['exactBigrams']), lexemes('ພັດທະນາ', ['exactBigrams']));
  assert.deepEqual(lexemes('ພັດ\nທະນາ', ['exactBigrams']), lexemes('ພັດທະນາ', ['exactBigrams']));
  for (const gap of ['  ', ', ', '.', '-']) assert.equal(lexemes(`ກາ${gap}ຂາ`, ['exactBigrams']).length, 0);
});

test('streams share nothing, and pairs know their order', () => {
  const { exactBigrams, foldedBigrams, exactUnigrams, foldedUnigrams } = queryLexemes('ກາ ມາ ດີ');
  const all = [...exactBigrams, ...foldedBigrams, ...exactUnigrams, ...foldedUnigrams];
  assert.equal(new Set(all).size, 2 + 2 + 3 + 3);
  assert.equal(share('ກາມາ', 'ມາກາ', 'exactBigrams'), 0);
});

test('lexemes stay what they were: a change needs a new analyser version', () => {
  assert.deepEqual([...lexemes('ບໍ່ແກ້ວ', ['exactBigrams', 'foldedUnigrams'])], [-897464998, -1778753796, 629877180]);
});

test('an index keeps the folded pairs of Lao syllables and the tokens as spelled', () => {
  const text = 'ດິຈິຕອນ ແລະ coffee shop 12';
  const { row, pairs } = indexLexemes(text);
  assert.deepEqual(row.slice(pairs), lexemes(text, ['exactUnigrams']));
  assert.deepEqual(row.slice(0, pairs), lexemes('ດິຈິຕອນ ແລະ', ['foldedBigrams']));
  assert.deepEqual(indexLexemes('ດີຈີຕອລ').row.slice(0, 2), indexLexemes('ດິຈິຕອນ').row.slice(0, 2));
});

test('a text without letters or digits has no lexemes', () => {
  for (const text of ['', '  ', '—!?', '\u200b', '່']) assert.equal(lexemes(text).length, 0);
});

test('the lexemes of a text are those of its query form, each once', () => {
  const letters = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x0e80 + i));
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...letters, ' ', 'a'), maxLength: 60 }), text => {
      const all = lexemes(text);
      assert.equal(new Set(all).size, all.length);
      const parts = Object.values(queryLexemes(text)).flatMap(part => [...part]);
      assert.deepEqual(new Set(all), new Set(parts));
    }),
  );
});

test('the distinct values of a row are kept in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -40, max: 40 })), values => {
      const row = Int32Array.from(values);
      assert.deepEqual([...row.subarray(0, keepDistinct(row, row.length))], [...new Set(values)]);
    }),
  );
});

test('a text longer than any scratch space is analysed whole', () => {
  const words = Array.from({ length: 40_000 }, (_, i) => `w${i}`).join(' ');
  assert.equal(lexemes(words, ['exactUnigrams']).length, 40_000);
  assert.equal(analyse(words).count, 40_000);
});
