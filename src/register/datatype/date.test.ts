// Days and moments as offices write them: what is read, and what is never guessed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcome, readSample } from '../sample-fields.ts';

const date = { type: 'date' };
const moment = { type: 'date-time' };

test('a day is read in the ways people write it', () => {
  const ways = ['2023-03-22', '2023-3-22', '22/03/2023', '22.3.2023', '22-3-2023', '22 3 2023', '໒໒/໐໓/໒໐໒໓'];
  const words = [
    '22 ມີນາ 2023',
    'ວັນທີ 22 ເດືອນ 3 ປີ 2023',
    '22 March 2023',
    'March 22, 2023',
    '22nd Mar 2023',
    '22-mar-2023',
  ];
  const machines = ['2023-03-22T00:00:00Z', '2023-03-22 00:00', '2023/03/22'];
  for (const text of [...ways, ...words, ...machines]) assert.equal(outcome(text, date), '2023-03-22', text);
  assert.equal(outcome('2023-3-5', date), '2023-03-05');
  assert.equal(outcome('5.3.2023', date), '2023-03-05');
});

test('the day stands first, unless a hint says the month does', () => {
  assert.equal(outcome('5/3/2023', date), '2023-03-05');
  assert.equal(outcome('5/3/2023', date, { dateFormat: 'm/d/y' }), '2023-05-03');
  assert.equal(outcome('3/22/2023', date), 'date/no-such-day');
});

test('a month or a year alone stays what it is', () => {
  for (const text of ['2023-03', '03/2023', '3.2023', '2023/3', 'ມີນາ 2023', 'March 2023', 'Mar. 2023']) {
    assert.equal(outcome(text, date), '2023-03', text);
  }
  for (const text of ['2023', '໒໐໒໓', 'ປີ 2023', 2023]) assert.equal(outcome(text, date), '2023');
});

test('a day that does not exist is said to', () => {
  for (const text of [
    '31/02/2026',
    '2026-02-31',
    '29 ກຸມພາ 2023',
    '0/3/2023',
    '2023-13-01',
    '2023-00',
    'April 31, 2023',
  ]) {
    assert.equal(outcome(text, date), 'date/no-such-day', text);
  }
  assert.equal(outcome('29/02/2024', date), '2024-02-29');
});

test('a year of the Buddhist era is read where it is said to be one, and asked for otherwise', () => {
  assert.equal(outcome('22 ມີນາ ພ.ສ. 2566', date), '2023-03-22');
  for (const text of ['22/03/2566', '2566-03-22', '2566', '22 ມີນາ 2566', '22 March 2566', '໒໒/໐໓/໒໕໖໖']) {
    assert.deepEqual(
      readSample(text, date),
      { flaw: { code: 'date/buddhist-era', facts: { year: 2566, christian: 2023 } } },
      text,
    );
  }
});

test('a year of two digits, and no year, are asked for', () => {
  for (const text of ['22/03/66', '22-3-23', '66/03/22', '1/1/01'])
    assert.equal(outcome(text, date), 'date/short-year', text);
  for (const text of ['22/03', '22 ມີນາ', 'ມີນາ']) assert.equal(outcome(text, date), 'date/no-year', text);
});

test('a day number of Excel is shown with the day it would be, and not taken', () => {
  const flaw = { code: 'date/serial', facts: { given: '45007', date: '2023-03-22' } };
  assert.deepEqual(readSample('45007', date), { flaw });
  assert.deepEqual(readSample(45007, date), { flaw });
  assert.equal(outcome('45007.5', date), 'date/serial');
});

test('what may be read in two ways, or not at all, is no date', () => {
  for (const text of [
    '20230322',
    '22032023',
    'yesterday',
    'Marching 22 2023',
    '22 Maybe 2023',
    '2023-03-22 10:30',
    '٢٢/٣/٢٠٢٣',
  ]) {
    assert.equal(outcome(text, date), 'date/unreadable', text);
  }
});

test('bounds hold for days, and a year is only out of bounds when all of it is', () => {
  const since = { type: 'date', constraints: { minimum: '1975-12-02', maximum: '2026' } };
  assert.equal(outcome('1975-12-01', since), 'value/too-small');
  assert.equal(outcome('1975', since), '1975');
  assert.equal(outcome('1974', since), 'value/too-small');
  assert.equal(outcome('2026-12-31', since), '2026-12-31');
  assert.equal(outcome('2027-01-01', since), 'value/too-large');
});

test('a moment is kept in UTC; one without an offset is of Vientiane', () => {
  const ways = [
    '2023-03-22T10:30:00+07:00',
    '2023-03-22T10:30:00+0700',
    '2023-03-22 10:30',
    '22/03/2023 10:30',
    '22 ມີນາ 2023, 10:30',
    '2023-03-22T03:30Z',
    '໒໒/໐໓/໒໐໒໓ ໑໐:໓໐',
  ];
  for (const text of ways) assert.equal(outcome(text, moment), '2023-03-22T03:30:00.000Z', text);
  assert.equal(outcome('2023-03-22T10:30:15.123456Z', moment), '2023-03-22T10:30:15.123Z');
});

test('a moment needs its day and time, within the calendar and the clock', () => {
  for (const text of [
    '2023-03-22',
    '10:30',
    '2023-03 10:30',
    '2023-03-22 25:00',
    '2023-03-22 10:61',
    '2023-03-22T10:30+99:99',
  ]) {
    assert.equal(outcome(text, moment), 'date-time/unreadable', text);
  }
  assert.equal(outcome('31/02/2026 10:30', moment), 'date/no-such-day');
  assert.equal(outcome('2566-03-22T10:30:00Z', moment), 'date/buddhist-era');
});

test('a moment meets a bound written in another way', () => {
  const since = { type: 'date-time', constraints: { minimum: '2020-01-01T00:00:00Z' } };
  assert.equal(outcome('2020-01-01T07:00:00+07:00', since), '2020-01-01T00:00:00.000Z');
  assert.equal(outcome('2019-12-31T23:59:59Z', since), 'value/too-small');
});
