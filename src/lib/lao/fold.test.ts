// Folding: which spellings become one, and which must not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold } from './fold.ts';
import { splitSyllables } from './syllable.ts';

const folded = (text: string): string => splitSyllables(text).map(fold).join(' ');
const one = (...pairs: string[]): void => {
  for (const pair of pairs) {
    const [a = '', b = ''] = pair.split('=');
    assert.equal(folded(a), folded(b), pair);
  }
};

test('tones and silenced letters go', () => one('ຄັ້ງ=ຄັງ', 'ຟິລ໌ມ=ຟິມ', 'ຈັນທ໌=ຈັນ'));
test('short and long vowels are one', () => one('ສິ=ສີ', 'ຊຶ່ງ=ຊື່ງ', 'ຂຶ້ນ=ຂື້ນ', 'ບຸນ=ບູນ', 'ຄົນ=ໂຄນ', 'ບໍ່=ບອ', 'ໃໝ່=ໄໝ່', 'ແລະ=ແລ'));
test('the spellings of ia and ua are one', () => one('ເສຍ=ເສັຍ', 'ເສຍ=ສຽ', 'ຕົວ=ຕວ'));
test('ຳ is ັມ', () => one('ທຳ=ທັມ', 'ນ້ຳ=ນ້າມ'));
test('high and low letters of one sound are one', () =>
  one('ຂາ=ຄາ', 'ຖາ=ທາ', 'ຜາ=ພາ', 'ຝາ=ຟາ', 'ສາ=ຊາ', 'ຫາ=ຮາ', 'ໜາ=ນາ', 'ໝາ=ມາ', 'ຣາ=ລາ'));
test('a silent ຫ goes, and ຣ and ຼ after a consonant', () =>
  one('ຫງາຍ=ງາຍ', 'ຫຍ້າ=ຍາ', 'ຫຼາຍ=ລາຍ', 'ຫວັງ=ວັງ', 'ໂຕຣ=ໂຕ', 'ໂຕຼ=ໂຕ', 'ປຣະ=ປະ'));
test('finals of one sound are one', () => one('ຕອລ=ຕອນ', 'ຕອຣ=ຕອນ', 'ສັຕ=ສັດ', 'ບັຊ=ບັດ', 'ກອຟ=ກອບ', 'ສຸຄ=ສຸກ'));

test('ວ after ຫ stays where it is the vowel or the final', () => {
  assert.notEqual(folded('ຫ້ວຍ'), folded('ວຍ'));
  assert.notEqual(folded('ຫົວ'), folded('ວ'));
});

test('words that sound different stay apart', () => {
  for (const [a, b] of [
    ['ກາ', 'ຂາ'],
    ['ບ້ານ', 'ປ້ານ'],
    ['ດີ', 'ຕີ'],
    ['ເກາະ', 'ເກົາ'],
    ['ເກ', 'ແກ'],
    ['ເມືອງ', 'ມົງ'],
    ['ຈັນ', 'ຈັກ'],
  ] as const)
    assert.notEqual(folded(a), folded(b), `${a} ${b}`);
});

test('words of other scripts and abbreviations come back as they are', () => {
  for (const word of ['ict', '2023', 'ສປປ', 'ຄຄອຊ', '']) assert.equal(fold(word), word);
});

test('folding any string of Lao ends, and never makes it longer than twice', () => {
  const letters = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x0e80 + i));
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...letters), maxLength: 100 }), text => {
      for (const syllable of splitSyllables(text)) assert.ok(fold(syllable).length <= 2 * syllable.length);
    }),
    { numRuns: 3000 },
  );
});

test('ໃ and ໄ take ຍ and ຽ alike, and a cluster with ລ keeps its vowel behind it', () => {
  for (const spelled of ['ໃກຽ', 'ໄກຍ', 'ໄກ']) assert.equal(fold(spelled), 'ໄກ');
  assert.equal(fold(fold('ປລົງ')), fold('ປລົງ'));
});
