// Syllables by rule: initial, vowel frame, and a final only if it does not open the next syllable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normalise } from './normalise.ts';
import { splitSyllables, syllables } from './syllable.ts';

const splits = (...words: string[]): void => {
  for (const word of words) assert.deepEqual(splitSyllables(word.replaceAll('|', '')), word.split('|'), word);
};

test('a consonant with a vowel of its own opens a syllable, one without closes it', () => {
  splits('ການ|ຄ້າ', 'ມະ|ນຸດ', 'ສະ|ຫວັນ|ນະ|ເຂດ', 'ຈຳ|ປາ|ສັກ', 'ອັດ|ຕະ|ປື', 'ຄຳ|ມ່ວນ', 'ເຊ|ກອງ');
});

test('ວ is a vowel, a final, an initial or half of one by what stands around it', () => {
  splits('ກວດ|ກາ', 'ຂ່າວ|ສານ', 'ທຸກ|ວັນ', 'ດີ|ກວ່າ', 'ຮູ້|ສຶກ|ວ່າ', 'ຄວາມ|ຈິງ', 'ແຂວງ', 'ແກ້ວ|ຕາ', 'ໂຄ|ວິດ', 'ເຄື່ອນ|ໄຫວ', 'ຫົວ|ໃຈ');
});

test('ອ is a vowel or an initial', () => {
  splits('ຂອງ|ອອກ', 'ການ|ອອກ', 'ສາມ|ອົງ', 'ພໍ່|ອອກ', 'ເດືອນ', 'ເອື້ອ|ອຳ|ນວຍ', 'ຄຸ້ມ|ຄອງ|ອິນ');
});

test('letters after a silent ຫ belong to the initial', () => {
  splits('ໃຫຍ່', 'ຫງອກ', 'ຫຍ້າ', 'ແຫວນ', 'ຫ້ອງ|ການ');
});

test('loan words keep their clusters, odd finals and silenced letters', () => {
  splits('ໂປຣ|ແກຣມ', 'ໂທຣ|ທັດ', 'ຝຣັ່ງ|ເສດ', 'ອິສ|ລາມ', 'ຟິລ໌ມ', 'ລັອກ', 'ໂບ|ນັສ');
});

test('a run of consonants without a vowel is one abbreviation', () => {
  splits('ສປປ', 'ຄຄອຊ', 'ສປປ|ລາວ', 'ຂອງ|ສປປ|ລາວ', 'ໃນ|ສປປ|ລາວ');
});

test('runs of Latin letters and digits are words; spaces and signs are nothing', () => {
  assert.deepEqual(splitSyllables('ICT4D ລາວ, 2023-03 (ok)'), ['ict4d', 'ລາວ', '2023', '03', 'ok']);
  assert.deepEqual(
    syllables('ict ລາວ').map(({ kind }) => kind),
    ['word', 'lao'],
  );
});

test('a mark without a base is no token, and a mark of another script stays with its base', () => {
  assert.deepEqual(splitSyllables(' ່ ກາ'), ['ກາ']);
  assert.deepEqual(splitSyllables('ກາ\u0302ນ'), ['ກາ\u0302', 'ນ']);
  assert.deepEqual(splitSyllables('abc\u0ec8 d'), ['abc\u0ec8', 'd']);
});

const LETTERS = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x0e80 + i));
const someText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...LETTERS, ...' a1-\u0301'), maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

test('tokens lie in order, touch nothing twice, and none begins with a mark or is followed by one', () => {
  fc.assert(
    fc.property(someText, raw => {
      const text = normalise(raw);
      let before = 0;
      for (const { start, end } of syllables(text)) {
        assert.ok(start >= before && end > start && end <= text.length);
        assert.doesNotMatch(text.slice(start), /^\p{M}/u);
        assert.doesNotMatch(text.slice(end), /^\p{M}/u);
        before = end;
      }
    }),
    { numRuns: 4000 },
  );
});

test('every Lao consonant and leading vowel of a text is in some token', () => {
  fc.assert(
    fc.property(someText, raw => {
      const text = normalise(raw);
      const covered = syllables(text).map(({ start, end }) => text.slice(start, end));
      const letters = (s: string): number => s.match(/(?=\p{L})[ກ-ຮໜ-ໟເ-ໄ]/gu)?.length ?? 0;
      assert.equal(letters(covered.join('')), letters(text));
    }),
  );
});

test('a million letters of one kind are split without delay or overflow', () => {
  for (const letter of ['ອ', 'ວ', 'ກ', 'ະ', '່', 'ເ', 'ຫ', 'a']) {
    assert.ok(syllables(letter.repeat(200_000)).length <= 200_000);
  }
});
