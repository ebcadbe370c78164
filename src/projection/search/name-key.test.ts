// The keys of names: which spellings meet in one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparableCode, markLexeme } from './code.ts';
import { keptLatinKeys, latinKey, latinKeys, nameKeys, soundLexemes } from './name-key.ts';

test('a Lao name and what people write for it in Latin letters have one key', () => {
  for (const [lao, latin] of [
    ['ແຂວງບໍ່ແກ້ວ', 'Bo Keo'],
    ['ຫຼວງພະບາງ', 'Luang Phabang'],
    ['ນະຄອນຫຼວງວຽງຈັນ', 'Vientiane'],
    ['ວັງວຽງ', 'Vangvieng'],
  ] as const) {
    assert.equal(latinKey(lao), latinKey(latin), latin);
  }
});

test('a title has a key for each Lao word and one for each title in other letters', () => {
  assert.equal(latinKeys(['ບ້ານນາ ແຂວງບໍ່ແກ້ວ', 'Na Village']), `${latinKey('ບ້ານນາ')} bokeo ${latinKey('Na Village')}`);
  assert.equal(nameKeys(['ແຂວງ ບໍ່ ແກ້ວ', 'Bo Keo']), 'ບໍ່ແກ້ວ bokeo');
  assert.equal(latinKeys([]), '');
});

test('of a name as long as people type its consonants are kept, or its sound where they are few', () => {
  assert.deepEqual(soundLexemes('bokeo'), [markLexeme('sound', 'bokeo')]);
  assert.deepEqual(soundLexemes('vangvieng'), [markLexeme('bones', 'vngvng')]);
  assert.deepEqual(soundLexemes('na a-key-that-nobody-types'), []);
  assert.notEqual(markLexeme('sound', 'bokeo'), markLexeme('code', 'bokeo'));
});

test('what is kept for likeness is short, and says the same beginning once', () => {
  assert.equal(keptLatinKeys('bolisat noiduangkankakas samkat noiduangtulismag'), 'bolisat noiduangkank samkat');
  assert.equal(keptLatinKeys('bokeo boke'), 'bokeo boke');
  assert.equal(keptLatinKeys(''), '');
});

test('a code is compared without its signs, in any digits and case', () => {
  for (const code of ['05-0000123', '05 0000123', '໐໕‐໐໐໐໐໑໒໓', '05/0000123.']) {
    assert.equal(comparableCode(code), '050000123');
  }
  assert.equal(comparableCode('LA-Ab 7'), 'laab7');
  assert.equal(comparableCode('---'), '');
});
