// What a list of words knows of a text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lexiconOf } from './lexicon.ts';
import { analyse } from './token.ts';

const places = (words: readonly string[], text: string): number[] => {
  const lexicon = lexiconOf(words);
  const tokens = analyse(text);
  return Array.from({ length: tokens.count + 1 }, (_, i) => i).filter(i => lexicon.crosses(tokens, i));
};

test('a word goes on over each place within it, and over neither of its ends', () => {
  assert.deepEqual(places(['ອັນຕະລາຍ'], 'ເປັນອັນຕະລາຍຫຼາຍ'), [2, 3]);
  assert.deepEqual(places(['ຕິດຕາມ', 'ຕາມທາງ'], 'ຕິດຕາມທາງ'), [1, 2]);
});

test('a word is known in every encoding, and none across a space or a sign', () => {
  assert.deepEqual(places(['ນໍ້າຕາ'], 'ນ້ຳຕາ'), [1]);
  assert.deepEqual(places(['ຕິດຕາມ'], 'ຕິດ ຕາມ'), []);
  assert.deepEqual(places(['ຕິດຕາມ'], 'ຕິດ-ຕາມ'), []);
});

test('what is no word of two to eight Lao syllables is not kept', () => {
  assert.equal(lexiconOf(['ມາ', '', 'ທ່ານ ທ້າວ', 'abc', 'ກາ (ນາ)', 'ກາ'.repeat(9), '\ud800']).size, 0);
  assert.equal(lexiconOf(['ກາ'.repeat(8), 'ກາ'.repeat(8), 'ຕິດຕາມ']).size, 2);
});

test('a list of a hundred thousand words knows each of them, and takes hardly another for one', () => {
  const letters = [...'ກຂຄງຈສຊຍດຕຖທນບປຜ'];
  const word = (n: number) => [0, 4, 8, 12, 16].map(shift => `${letters[(n >> shift) & 15]}າ`).join('');
  const lexicon = lexiconOf(Array.from({ length: 100_000 }, (_, n) => word(2 * n)));
  assert.equal(lexicon.size, 100_000);
  const known = (n: number) => lexicon.crosses(analyse(word(n)), 2);
  assert.ok(Array.from({ length: 1000 }, (_, n) => 2 * n * 97).every(known));
  assert.ok(Array.from({ length: 1000 }, (_, n) => 2 * n * 97 + 1).filter(known).length < 5);
});
