// What normalising makes of the spellings Lao is really typed in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalise, normaliseWithOffsets } from './normalise.ts';

const becomes = (pairs: Record<string, string>): void => {
  for (const [given, wanted] of Object.entries(pairs)) assert.equal(normalise(given), wanted, given);
};

test('ຳ typed in two strokes, with the tone anywhere, is ຳ', () => {
  becomes({ ກໍາ: 'ກຳ', 'ກ\u0ecd\u0ec9\u0eb2': 'ກ້ຳ', 'ກ\u0ec9\u0ecd\u0eb2': 'ກ້ຳ', 'ກ\u0eb3\u0ec9': 'ກ້ຳ' });
});

test('the two halves of ຫຼ, ໜ, ໝ and ແ are joined', () => {
  becomes({ ຫລວງ: 'ຫຼວງ', ຫນອງ: 'ໜອງ', ຫມາ: 'ໝາ', ເເຂວງ: 'ແຂວງ', 'ຫ\u200bນອງ': 'ໜອງ', ຫລຼາຍ: 'ຫຼາຍ' });
});

test('marks stand in one order and once', () => {
  becomes({
    'ຕ\u0ec8\u0eb6': 'ຕຶ່',
    'ທ\u0eb5\u0eb5\u0ec8': 'ທີ່',
    'ກ\u0ec8\u0ec9': 'ກ່',
    'ພ\u0eb7\u0eb5': 'ພື',
    'ສ\u0eb4\u0eb5': 'ສີ',
  });
});

test('invisible characters go, and every kind of space is a space', () => {
  becomes({ 'ສ\u200bະ\u00adບ\ufeffາຍ': 'ສະບາຍ', 'ກ\u00a0ຂ\u3000ຄ\u2009ງ': 'ກ ຂ ຄ ງ' });
});

test('Lao digits are figures, ໆ and ຯ are spaces, capitals are small', () => {
  becomes({ '໐໑໒໓໔໕໖໗໘໙': '0123456789', ຕ່າງໆ: 'ຕ່າງ ', ICT: 'ict', É: 'é', 'E\u0301': 'é', Δ: 'δ' });
});

test('line ends and tabs are kept', () => {
  becomes({ 'ກ\r\nຂ\tຄ': 'ກ\r\nຂ\tຄ' });
});

test('a lone surrogate passes through', () => {
  becomes({ 'ກ\ud800ຂ': 'ກ\ud800ຂ' });
});

test('ຳ and ໜ are never taken apart, as a compatibility form would', () => {
  becomes({ ນຳ: 'ນຳ', ໜາວ: 'ໜາວ' });
});

test('offsets lead from each unit back to where it was typed', () => {
  const { text, offsets } = normaliseWithOffsets('ຫ\u200bນ\u0ecd\u0ec9\u0eb2 ICT');
  assert.equal(text, 'ໜ້ຳ ict');
  assert.deepEqual([...offsets], [0, 3, 4, 6, 7, 8, 9, 10]);
});

test('offsets lead back through letters of other scripts too', () => {
  const { text, offsets } = normaliseWithOffsets('e\u0301\u200bກໍາ Ж');
  assert.equal(text, 'éກຳ ж');
  assert.deepEqual([...offsets], [0, 3, 4, 6, 7, 8]);
});

test('letters that a newer Unicode joins are joined, if this one knows them', () => {
  const joined = '\u{16d67}\u{16d67}'.normalize('NFC');
  assert.equal(normalise('\u{16d67}\u{16d67} ກໍາ'), `${joined} ກຳ`);
  assert.equal(normalise('\u1112\u1161\u11ab'), '한');
});

test('long runs of one mark cost no more than other text', () => {
  const run = 300_000;
  for (const [given, wanted] of [
    ['ຳ'.repeat(run) + '່'.repeat(run), 2],
    ['ໍ່າ'.repeat(run), 2],
    ['ີິ'.repeat(run), 1],
    [`${'່ິ'.repeat(run)}`, 2],
    ['ເ'.repeat(run), run / 2],
    [`a${'\u0301'.repeat(1000)}`, 1000],
  ] as const) {
    assert.ok(Math.abs(normalise(given).length - wanted) <= 1, given.slice(0, 8));
  }
});
