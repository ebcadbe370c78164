// Highlighting: the raw text comes back whole, marked at syllable edges only.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutPieces, highlight, type Piece, snippet } from './highlight.ts';

const shown = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');

test('a match is marked in the spelling it was written in', () => {
  assert.equal(shown(highlight('ປະຈຳປີ', 'ແຜນປະຈໍາປີ 2023')), 'ແຜນ[ປະຈໍາປີ] 2023');
  assert.equal(shown(highlight('ict', 'ວຽກ ICT ລາວ')), 'ວຽກ [ICT] ລາວ');
  assert.equal(shown(highlight('ດິຈິຕອນ', 'ຍຸກດີຈີຕອລ')), 'ຍຸກ[ດີຈີຕອລ]');
});

test('where the pair is found, its syllables elsewhere are left alone', () => {
  assert.equal(shown(highlight('ລົງທຶນ', 'ລົງໄປ ລົງທຶນ')), 'ລົງໄປ [ລົງທຶນ]');
});

test('of a word of three syllables neither one nor two are marked, of a longer one three are', () => {
  assert.equal(shown(highlight('ລົງທຶນ', 'ລົງໄປ')), 'ລົງໄປ');
  assert.equal(shown(highlight('ລົງ ທຶນ', 'ລົງໄປ')), '[ລົງ]ໄປ');
  assert.equal(shown(highlight('ບໍລິສັດ', 'ສັດ ບໍ່ແກ້ວ ບໍລິການ')), 'ສັດ ບໍ່ແກ້ວ ບໍລິການ');
  assert.equal(shown(highlight('ບໍລິສັດ ລາວ', 'ສັດ ແລະ ລາວ')), 'ສັດ ແລະ [ລາວ]');
});

test('a snippet is taken where syllables are shared, even where none is marked', () => {
  const long = `${'ບ້ານ'.repeat(50)}ກາເຟ${'ເມືອງ'.repeat(50)}`;
  assert.equal(shown(snippet('ກາແຟ', long, { maxSyllables: 5 }).pieces), 'ບ້ານກາເຟເມືອງເມືອງ');
});

test('nothing shared is nothing marked', () => {
  assert.deepEqual(highlight('ຊ້າງ', 'ບ້ານ'), [{ text: 'ບ້ານ', marked: false }]);
  assert.deepEqual(highlight('ຊ້າງ', ''), []);
});

test('a snippet is cut around the densest matches and says so', () => {
  const long = `${'ບ້ານ'.repeat(50)}ລົງທຶນ${'ເມືອງ'.repeat(50)}`;
  const { pieces, cutBefore, cutAfter } = snippet('ລົງທຶນ', long, { maxSyllables: 10 });
  assert.equal(shown(pieces), 'ບ້ານບ້ານ[ລົງທຶນ]ເມືອງເມືອງເມືອງເມືອງເມືອງເມືອງ');
  assert.deepEqual([cutBefore, cutAfter], [true, true]);
  assert.match(shown(cutPieces(snippet('ລົງທຶນ', long, { maxSyllables: 2 }))), /^…[^…]+…$/);
  const whole = snippet('ລົງທຶນ', 'ລົງທຶນ', { maxSyllables: 10 });
  assert.equal(shown(cutPieces(whole)), '[ລົງທຶນ]');
  assert.deepEqual([whole.cutBefore, whole.cutAfter], [false, false]);
  assert.equal(shown(snippet('ຊ້າງ', long, { maxSyllables: 2 }).pieces), 'ບ້ານບ້ານ');
});

const LETTERS = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x0e80 + i));
const laoText = fc.string({ unit: fc.constantFrom(...LETTERS, ...' a1-\u0301\u200b\u00ad'), maxLength: 30 });
const words = fc.array(fc.constantFrom('ການ', 'ລົງ', 'ທຶນ', 'ນໍ້າ', ' ', 'ຫນ້າ', 'ict', '\u200b', ', '), { maxLength: 20 });
const text = fc.oneof(
  laoText,
  words.map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 15 }),
);

test('the pieces of a text are the text, and no piece but the first begins with a mark', () => {
  fc.assert(
    fc.property(text, text, (query, raw) => {
      const pieces = highlight(query, raw);
      assert.equal(pieces.map(piece => piece.text).join(''), raw);
      for (const { text: piece } of pieces.slice(1)) assert.doesNotMatch(piece, /^[\u00ad\u200b]*\p{M}/u);
    }),
    { numRuns: 3000 },
  );
});

test('a snippet is a part of the text, whatever its length', () => {
  fc.assert(
    fc.property(text, text, fc.integer({ min: 0, max: 8 }), (query, raw, maxSyllables) => {
      const { pieces, cutBefore, cutAfter } = snippet(query, raw, { maxSyllables });
      const part = pieces.map(piece => piece.text).join('');
      assert.ok(raw.includes(part));
      if (!cutBefore) assert.ok(raw.startsWith(part));
      if (!cutAfter) assert.ok(raw.endsWith(part));
    }),
    { numRuns: 2000 },
  );
});
