// Laws of the forms that are for comparing: folded syllables, names' keys, Latin keys, and the key for sorting.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText, laoLetters, laoPhrase, syllableText } from '#test/lao-spelling';
import { collationKey, compareLao } from './collation-key.ts';
import { fold } from './fold.ts';
import { foldLatin, latinSkeleton } from './fold-latin.ts';
import { matchingKey } from './matching-key.ts';
import { foldedKey, keySimilarity, latinKey } from './name-key.ts';
import { normalise } from './normalise.ts';
import { romanise } from './romanise.ts';
import { splitSyllables, syllables } from './syllable.ts';

const runs = { numRuns: 4000 };
const text = fc.oneof(anyText, laoPhrase);
const latinText = fc.string({ unit: fc.constantFrom(...'abcdeghiklmnopqrstuvwxyzéçÀ -1'), maxLength: 12 });

// ຽ and ຼ where no hand puts them (ເກະຽ) are left out.
test('folding a folded syllable changes nothing', () => {
  const jumble = fc.string({ unit: fc.constantFrom(...'ກຂຣລວອຫຍສຖນບໂເແໄໃົັະາຳິູໍ່້ໝ'), maxLength: 10 });
  fc.assert(
    fc.property(fc.oneof(laoPhrase, jumble), raw => {
      for (const syllable of splitSyllables(raw)) assert.equal(fold(fold(syllable)), fold(syllable), syllable);
    }),
    { numRuns: 20_000 },
  );
});

// Behind ຫ the tone tells an initial from a final: ໂຫ້ມ is not ໂໝ.
test('the tone of a syllable is nothing to its folded form', () => {
  fc.assert(
    fc.property(
      syllableText.filter(syllable => !/ຫ(?!ຼ)/u.test(syllable)),
      syllable => {
        assert.equal(fold(normalise(syllable)), fold(normalise(syllable.replace(/[່-໋]/gu, ''))));
      },
    ),
    runs,
  );
});

test('folded Latin is small letters and figures, whatever the capitals and accents of a text', () => {
  fc.assert(
    fc.property(fc.oneof(latinText, text), raw => {
      const once = foldLatin(raw);
      assert.match(once, /^[a-z0-9]*$/);
      assert.equal(foldLatin(raw.normalize('NFD')), once);
      assert.equal(foldLatin(raw.replace(/[a-z]/g, letter => letter.toUpperCase())), once);
      assert.match(latinSkeleton(raw), /^[a-z0-9]?[^aeiou]*$/);
    }),
    runs,
  );
});

test('keys of names are the same for a text and its normal spelling, hold no space, and do not lose a whole name', () => {
  const words = fc.constantFrom('ບ້ານ', 'ເມືອງ', 'ນະຄອນ', 'ຫຼວງ', 'ຂ.', 'ບ.', 'ທ່ານ', 'ນາງ', 'ຮສ ', ' ', '.', 'ກາ');
  const names = fc.array(words, { maxLength: 5 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(text, names), raw => {
      for (const kind of ['place', 'person', 'plain'] as const) {
        const key = matchingKey(raw, { kind });
        assert.equal(matchingKey(normalise(raw), { kind }), key);
        assert.equal(foldedKey(normalise(raw), { kind }), foldedKey(raw, { kind }));
        assert.equal(latinKey(normalise(raw), { kind }), latinKey(raw, { kind }));
        assert.doesNotMatch(key, /\s/u);
        if (/\S/u.test(normalise(raw))) assert.notEqual(key, '');
      }
    }),
    runs,
  );
});

test('a Lao syllable has a romanisation, and it is Latin', () => {
  fc.assert(
    fc.property(syllableText, syllable => {
      assert.match(romanise(syllable), /^[a-z]+$/);
    }),
    runs,
  );
});

test('likeness is between 0 and 1, the same both ways, and 1 for one key', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const likeness = keySimilarity(one, other);
      assert.ok(likeness >= 0 && likeness <= 1);
      assert.equal(keySimilarity(other, one), likeness);
      assert.equal(keySimilarity(one, one), 1);
    }),
    runs,
  );
});

test('the order of texts is total, and is the order of their keys', () => {
  const sign = (order: number): number => Math.sign(order);
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      assert.equal(compareLao(a, b) + compareLao(b, a), 0);
      assert.equal(compareLao(a, b) === 0, a === b);
      const [first = '', second = '', third = ''] = [a, b, c].sort(compareLao);
      assert.ok(compareLao(first, third) <= 0 && compareLao(first, second) <= 0 && compareLao(second, third) <= 0);
      const [one, other] = [collationKey(a), collationKey(b)];
      if (one !== other) assert.equal(sign(compareLao(a, b)), one < other ? -1 : 1);
      assert.match(one, /^[!-[\]-~]*$/);
    }),
    runs,
  );
});

test('where words are alike but for their tones, the order is that of CLDR too', () => {
  const cldr = new Intl.Collator('lo', { numeric: true });
  const consonants = fc.string({ unit: fc.constantFrom(...'ກຂຄາ'), minLength: 1, maxLength: 4 });
  const tones = fc.array(fc.constantFrom('', '', '', '່', '້', '໊', 'ໍ', '໌'), { minLength: 200, maxLength: 200 });
  const toned = (letters: string, marks: readonly string[]): string =>
    normalise([...letters].map((letter, at) => letter + (letter === 'າ' ? '' : (marks[at] ?? ''))).join(''));
  fc.assert(
    fc.property(consonants, fc.constantFrom(1, 1, 1, 50), tones, tones, (letters, times, some, others) => {
      const [one, other] = [toned(letters.repeat(times), some), toned(letters.repeat(times), others)];
      const [first, second] = [collationKey(one), collationKey(other)];
      assert.equal(first < second ? -1 : first === second ? 0 : 1, Math.sign(cldr.compare(one, other)));
    }),
    runs,
  );
});

test('the order is that of CLDR for all that is normal Lao, Latin, figures and the signs of ASCII', () => {
  const cldr = new Intl.Collator('lo', { numeric: true });
  const units = fc.constantFrom(...laoLetters, ...'abyz019 -.,()"%é');
  const word = fc.oneof(laoPhrase, fc.string({ unit: units, maxLength: 6 })).map(normalise);
  fc.assert(
    fc.property(word, word, (one, other) => {
      const [first, second] = [collationKey(one), collationKey(other)];
      assert.equal(first < second ? -1 : first === second ? 0 : 1, Math.sign(cldr.compare(one, other)));
    }),
    { numRuns: 20_000 },
  );
});

test('a cut key is the beginning of the whole one', () => {
  fc.assert(
    fc.property(laoPhrase, fc.integer({ min: 1, max: 30 }), (raw, units) => {
      assert.equal(collationKey(raw, units), collationKey(raw).slice(0, units));
    }),
    runs,
  );
  assert.equal(collationKey('ກາ'.repeat(1_000_000), 64), collationKey('ກາ'.repeat(32)));
});

test('numbers within a text sort by their value, of any length', () => {
  const figures = fc.bigInt({ min: 0n, max: 10n ** 200n });
  fc.assert(
    fc.property(figures, figures, fc.nat({ max: 3 }), (one, other, zeros) => {
      const key = (value: bigint): string => collationKey(`ບ້ານ ${'0'.repeat(zeros)}${value} ເໜືອ`);
      assert.equal(key(one) < key(other), one < other);
      assert.equal(key(one) === key(other), one === other);
      assert.equal(key(one), collationKey(`ບ້ານ ${one} ເໜືອ`));
    }),
    runs,
  );
});

test('every syllable of a name is within its key for sorting: a beginning of words sorts before the whole', () => {
  fc.assert(
    fc.property(laoPhrase, raw => {
      for (const { end } of syllables(raw)) assert.ok(collationKey(raw.slice(0, end)) <= collationKey(raw));
    }),
    runs,
  );
});
