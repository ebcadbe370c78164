// The nearest spelling: a typing error is led to what was meant, in whole syllables, and never to a cut one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold } from './fold.ts';
import { nearestSpelling } from './nearest-spelling.ts';
import { normalise } from './normalise.ts';
import { splitSyllables } from './syllable.ts';

const nearest = (query: string, text: string) => {
  const found = nearestSpelling(query, text);
  return found === undefined ? undefined : [found.text, Number(found.similarity.toFixed(2))];
};

test('a wrong vowel, a letter too few, too many or in the wrong place lead to the word that was meant', () => {
  const text = 'ບໍລິສັດ ນ້ຳຂອງ ກາເຟ ຈຳກັດ';
  assert.deepEqual(nearest('ກາແຟ', text), ['ກາເຟ', 0.75]);
  assert.deepEqual(nearest('ບໍລິສັ', text), ['ບໍລິສັດ', 0.83]);
  assert.deepEqual(nearest('ບໍລິລິສັດ', text), ['ບໍລິສັດ', 0.78]);
  assert.deepEqual(nearest('Bokoe Trading', 'The Bokeo Trading Company'), ['Bokeo Trading', 0.92]);
});

test('what differs in tones, in encoding or in letters of one sound is the same', () => {
  assert.deepEqual(nearest('ບໍແກວ', 'ແຂວງບໍ່ແກ້ວ'), ['ບໍ່ແກ້ວ', 1]);
  assert.deepEqual(nearest('ດີຈີຕອນ', 'ຍຸກດິຈິຕອນ'), ['ດິຈິຕອນ', 1]);
  assert.deepEqual(nearest('ນໍ້າຂອງ', 'ແມ່ນ້ຳຂອງ'), ['ນ້ຳຂອງ', 1]);
});

test('a space may stand within a part, but not a sign or two spaces', () => {
  assert.deepEqual(nearest('ບໍ່ແກ້ວ', 'ຂ. ບໍ່ ແກ້ວ'), ['ບໍ່ ແກ້ວ', 1]);
  assert.deepEqual(nearest('ກາເຟລາວ', 'ກາເຟ, ລາວ'), ['ກາເຟ', 0.57]);
});

test('nothing is near where no letter is shared or there is none', () => {
  for (const [query, text] of [
    ['', 'ກາເຟ'],
    ['–', 'ກາເຟ'],
    ['ກາເຟ', ''],
    ['ກາເຟ', 'xyz'],
  ])
    assert.equal(nearestSpelling(query ?? '', text ?? ''), undefined);
});

test('a long text is read as far as its limit, and its last syllable is left out rather than cut', () => {
  assert.deepEqual(nearest('ເມືອງ', `${'ກ '.repeat(1998)}ເມືອງ`), undefined);
});

const syllable = fc.constantFrom('ກາ', 'ເຟ', 'ແກ້ວ', 'ບໍ່', 'ລິ', 'ສັດ', 'ພູ', 'ຜາ', 'ບາງ', 'ຫຼວງ', 'coffee', '12');
const phrase = fc.array(syllable, { minLength: 1, maxLength: 6 }).map(parts => parts.join(' '));

/** Damerau's distance (optimal string alignment), as it is defined. */
function edits(one: string, other: string): number {
  const at = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const same = one[i - 1] === other[j - 1] ? 0 : 1;
    const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
    return Math.min(
      known(i - 1, j) + 1,
      known(i, j - 1) + 1,
      known(i - 1, j - 1) + same,
      swapped ? known(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
    );
  };
  const memory = new Map<number, number>();
  const known = (i: number, j: number) => {
    const key = i * 1000 + j;
    const value = memory.get(key) ?? at(i, j);
    memory.set(key, value);
    return value;
  };
  return known(one.length, other.length);
}

test('it is the best of all windows, found by trying each', () => {
  fc.assert(
    fc.property(phrase, phrase, (query, text) => {
      const letters = splitSyllables(normalise(query)).map(fold).join('');
      const tokens = splitSyllables(normalise(text)).map(fold);
      const all = tokens.flatMap((_, first) =>
        tokens.slice(first).map((_, length) => edits(letters, tokens.slice(first, first + length + 1).join(''))),
      );
      const least = Math.min(...all);
      const found = nearestSpelling(query, text);
      if (least >= letters.length) assert.equal(found, undefined);
      else assert.ok(Math.abs((found?.similarity ?? 0) - (1 - least / letters.length)) < 1e-9);
    }),
    { numRuns: 300 },
  );
});

test('what it gives stands in the text as it is, and a query that stands there is found whole', () => {
  fc.assert(
    fc.property(phrase, phrase, phrase, (query, before, after) => {
      const text = `${before} ${query} ${after}`;
      const found = nearestSpelling(query, text);
      assert.equal(found?.similarity, 1);
      assert.ok(text.includes(found?.text ?? '?'));
    }),
    { numRuns: 300 },
  );
});
