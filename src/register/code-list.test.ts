// Codes by value, by word, and what is suggested when neither fits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCode } from './code-list.ts';
import { nearest } from './nearest.ts';

const codes = [
  { value: 'active', lo: 'ດຳເນີນງານ', en: 'In operation' },
  { value: 'closed', lo: 'ປິດແລ້ວ', en: 'Closed down' },
  { value: 'x', lo: 'ອື່ນໆ', en: 'Other' },
];
const noted = (code: string) => ({ value: code, notes: [{ code: 'code/by-title', facts: { code } }] });

test('a code is read by its value without a note', () => {
  assert.deepEqual(readCode('active', codes), { value: 'active', notes: [] });
});

test('a Lao or English word, in any spelling, gives its code with a note', () => {
  for (const text of ['ດຳເນີນງານ', 'ດໍາເນີນງານ', 'In operation', 'IN OPERATION', 'Active']) {
    assert.deepEqual(readCode(text, codes), noted('active'), text);
  }
});

test('a word near to one is suggested, never taken', () => {
  assert.deepEqual(readCode('In operatoin', codes), {
    flaw: { code: 'code/suggested', facts: { suggestion: 'In operation' } },
  });
  assert.deepEqual(readCode('closd', codes), { flaw: { code: 'code/suggested', facts: { suggestion: 'closed' } } });
});

test('a word near to none is answered with the codes there are, eight at most', () => {
  const knownLo = 'ດຳເນີນງານ (active), ປິດແລ້ວ (closed), ອື່ນໆ (x)';
  const knownEn = 'In operation (active), Closed down (closed), Other (x)';
  assert.deepEqual(readCode('?', codes), { flaw: { code: 'code/unknown', facts: { knownLo, knownEn } } });
  const many = Array.from({ length: 9 }, (_, at) => ({ value: `c${at}`, lo: `ລ${at}`, en: `e${at}` }));
  const reading = readCode('wholly other', many);
  assert.equal(
    'flaw' in reading && reading.flaw.facts?.['knownEn'],
    'e0 (c0), e1 (c1), e2 (c2), e3 (c3), e4 (c4), e5 (c5), e6 (c6), e7 (c7), …',
  );
});

test('a word of two codes stands for neither, and a value wins over a word', () => {
  const twins = [
    { value: 'a1', lo: 'ດຽວກັນ', en: 'Same' },
    { value: 'b1', lo: 'ດຽວກັນ', en: 'A1' },
  ];
  assert.ok('flaw' in readCode('ດຽວກັນ', twins));
  assert.deepEqual(readCode('a1', twins), { value: 'a1', notes: [] });
  assert.deepEqual(readCode('A1', twins), noted('a1'));
});

test('the nearest place is found with its level word or without it', () => {
  assert.equal(nearest('ບໍ່ແກວ', ['ແຂວງບໍ່ແກ້ວ', 'ແຂວງຜົ້ງສາລີ']), 'ແຂວງບໍ່ແກ້ວ');
  assert.equal(nearest('ຫວ້ຍຊາຍ', ['ຫ້ວຍຊາຍ', 'ຕົ້ນເຜິ້ງ']), 'ຫ້ວຍຊາຍ');
});

test('one letter, nothing, or a whole page is near to nothing', () => {
  for (const given of ['', 'a', 'active'.repeat(100)]) assert.equal(nearest(given, ['active', 'ab']), undefined);
});
