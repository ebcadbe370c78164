// How headers are compared, and which units they state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareHeaderKey, headerKey, powerOfHeader, powerOfUnit } from './header-key.ts';

test('spaces, marks, case and the spelling of Lao make no other header', () => {
  for (const [one, other] of [
    ['Reg. No.', 'REG NO'],
    ['ລ/ດ', 'ລດ'],
    ['ເລກ\nທະບຽນ', 'ເລກທະບຽນ'],
    ['ຈໍານວນ', 'ຈຳນວນ'],
    ['ຫນ່ວຍ', 'ໜ່ວຍ'],
    ['name_lo', 'Name Lo*'],
  ] as const) {
    assert.equal(headerKey(one), headerKey(other));
  }
  assert.notEqual(headerKey('ຊື່'), headerKey('ຊື້'));
});

test('a level word alone is a header of its own', () => {
  assert.notEqual(headerKey('ເມືອງ'), '');
  assert.notEqual(headerKey('ເມືອງ'), headerKey('ແຂວງ'));
});

test('brackets are dropped, unless they are all there is', () => {
  assert.equal(bareHeaderKey('ທຶນ (ລ້ານກີບ)'), headerKey('ທຶນ'));
  assert.equal(bareHeaderKey('(ກີບ)'), headerKey('ກີບ'));
});

test('a unit is read as a power of ten, and what is no unit as nothing', () => {
  for (const [unit, power] of [
    ['ກີບ', 0],
    ['ພັນກີບ', 3],
    ['ລ້ານ ກີບ', 6],
    ['ຕື້ກີບ', 9],
    ['ພັນຕື້ກີບ', 12],
    ['million kip', 6],
    ["'000 LAK", 3],
    ['ພັນຄົນ', 3],
    ['ລ້ານໂດລາ', 6],
  ] as const) {
    assert.equal(powerOfUnit(unit), power, unit);
  }
  for (const text of ['MW', 'ລ້ານຊ້າງ', 'thousand islands', '', '1000']) assert.equal(powerOfUnit(text), undefined, text);
});

test('the unit of a header stands in its brackets', () => {
  assert.equal(powerOfHeader('ທຶນຈົດທະບຽນ (ລ້ານກີບ)'), 6);
  assert.equal(powerOfHeader('ລາຍຮັບ [ຫົວໜ່ວຍ: ຕື້ກີບ]'), 9);
  assert.equal(powerOfHeader('ທຶນ (ຈົດທະບຽນ) (ພັນກີບ)'), 3);
  assert.equal(powerOfHeader('ລ້ານຊ້າງ'), undefined);
});
