// Loose keys of names: what they join, and how near misses compare.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldLatin } from './fold-latin.ts';
import { foldedKey, keySimilarity, latinKey } from './name-key.ts';

test('a folded key joins the spellings of a name that sound alike', () => {
  for (const pair of ['ບ້ານໂນນແກ້ວ ບ້ານໂນ້ນແກ້ວ', 'ບ້ານດອນດູ່ ບ.ດອນດູ', 'ບ້ານໄຊສະຖານ ໄຊຊະຖານ']) {
    const [one = '', other = ''] = pair.split(' ');
    assert.equal(foldedKey(one), foldedKey(other), pair);
  }
  assert.notEqual(foldedKey('ບ້ານນາ'), foldedKey('ບ້ານບ'));
});

test('a Latin key meets what is typed in Latin', () => {
  assert.equal(latinKey('ແຂວງບໍ່ແກ້ວ'), foldLatin('Bokeo'));
  assert.equal(latinKey('ເມືອງທ່າແຕງ'), foldLatin('Thateng'));
  assert.equal(latinKey('ນາງ ວຽງທອງ', { kind: 'person' }), foldLatin('Viengthong'));
});

test('the nearer of two names is the more alike', () => {
  const typed = foldLatin('Vangviang');
  assert.ok(keySimilarity(typed, latinKey('ວັງວຽງ')) > keySimilarity(typed, latinKey('ວຽງທອງ')));
  assert.ok(keySimilarity(foldedKey('ນາໄຊທອງ'), foldedKey('ນາຊາຍທອງ')) > 0.4);
});

test('likeness is 1 for equal keys, 0 for keys with nothing in common, and the same both ways', () => {
  assert.equal(keySimilarity('', ''), 1);
  assert.equal(keySimilarity('', 'a'), 0);
  assert.equal(keySimilarity('abc', 'xyz'), 0);
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      assert.equal(keySimilarity(a, a), 1);
      assert.equal(keySimilarity(a, b), keySimilarity(b, a));
      assert.ok(keySimilarity(a, b) >= 0 && keySimilarity(a, b) <= 1);
    }),
  );
});
