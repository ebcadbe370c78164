// Dates in Lao words: what is read, and what is left for a person to say.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatLaoDate, parseLaoDate } from './date.ts';
import { fromLaoDigits, toLaoDigits } from './digits.ts';

const reads = (text: string, year: number, month?: number, day?: number): void =>
  assert.deepEqual(parseLaoDate(text), { year, ...(month && { month }), ...(day && { day }) }, text);
const refuses = (problem: string, ...texts: string[]): void => {
  for (const text of texts) assert.deepEqual(parseLaoDate(text), { problem }, text);
};

test('a day is read with or without its words, in Lao digits too', () => {
  for (const text of ['22 ມີນາ 2023', 'ວັນທີ 22 ເດືອນ ມີນາ ປີ 2023', '໒໒ ມີນາ ໒໐໒໓', '22ມີນາ2023', 'ວັນພຸດ ທີ 22 ມີນາ 2023']) {
    reads(text, 2023, 3, 22);
  }
  for (const text of ['22/3/2023', '22-03-2023', '22.3.2023', 'ວັນທີ 22 ເດືອນ 3 ປີ 2023']) reads(text, 2023, 3, 22);
});

test('a month or a year alone is read as such', () => {
  reads('ພະຈິກ 2020', 2020, 11);
  reads('ເດືອນ 11 ປີ 2020', 2020, 11);
  reads('11/2020', 2020, 11);
  reads('ປີ 2020', 2020);
  reads('2020', 2020);
});

test('every month is known, in the spellings in use', () => {
  const months = 'ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ'.split(' ');
  for (const [index, name] of months.entries()) reads(`1 ${name} 2024`, 2024, index + 1, 1);
  reads('1 ມີຖຸນາ 2024', 2024, 6, 1);
  reads('1 ມິນາ 2024', 2024, 3, 1);
  reads('1 ພຶສະພາ 2024', 2024, 5, 1);
  reads('1 ກໍ່ລະກົດ 2024', 2024, 7, 1);
});

test('a day without a year is never given one', () => {
  refuses('no-year', 'ວັນທີ 28 ພະຈິກ', 'ພະຈິກ', '28/11', '28 ພະຈິກ', '28 ພະຈິກນີ້', '28 ພະຈິກ ປີນີ້');
});

test('a Buddhist year is converted where stated, and never guessed', () => {
  reads('ພ.ສ. 2566', 2023);
  reads('22 ມີນາ ພ.ສ. 2566', 2023, 3, 22);
  reads('2566 ພສ', 2023);
  reads('B.E. 2566', 2023);
  refuses('buddhist-era-unstated', '2566', '22 ມີນາ 2566', '22/03/2566');
  reads('22 ມີນາ ຄ.ສ. 2023', 2023, 3, 22);
});

test('a day that no calendar has is refused', () => {
  refuses('no-such-day', '31 ເມສາ 2023', '29 ກຸມພາ 2023', '30 ກຸມພາ', '1/13/2023', '0 ມີນາ 2023');
  reads('29 ກຸມພາ 2024', 2024, 2, 29);
});

test('anything else is unreadable', () => {
  refuses('unreadable', '', '28', '22 ມີນາ 23', 'ມື້ວານ', '22 2023', '1/2/3/2023', '12345', 'ມີນາ '.repeat(100));
});

test('a date is written for reading, with its era where that is asked for', () => {
  assert.equal(formatLaoDate({ year: 2023, month: 3, day: 22 }), '22 ມີນາ 2023');
  assert.equal(formatLaoDate({ year: 2023, month: 3 }), 'ມີນາ 2023');
  assert.equal(formatLaoDate({ year: 2023 }), '2023');
  assert.equal(formatLaoDate({ year: 2023, month: 3, day: 22 }, { era: 'buddhist' }), '22 ມີນາ ພ.ສ. 2566');
  assert.equal(formatLaoDate({ year: 2023 }, { era: 'christian' }), 'ຄ.ສ. 2023');
  assert.throws(() => formatLaoDate({ year: 2023, month: 13 }), RangeError);
});

test('Lao digits become figures and nothing else changes', () => {
  assert.equal(fromLaoDigits('໐໒໑-໔໑໒ ຫນ A\u200b'), '021-412 ຫນ A\u200b');
  assert.equal(toLaoDigits('021-412 ຫນ A\u200b'), '໐໒໑-໔໑໒ ຫນ A\u200b');
});
