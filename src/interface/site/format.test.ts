// Dates, numbers and money as readers of each language write them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDate, formatDay, formatMoney, formatNumber, formatTime } from './format.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatting', () => {
  it('writes days, months and years in words that do not break over lines', () => {
    assert.equal(formatDate('2023-03-22', 'lo'), '22\u00a0ມີນາ\u00a02023');
    assert.equal(plain(formatDate('2023-03-22', 'en')), '22 March 2023');
    assert.equal(plain(formatDate('2023-03', 'lo')), 'ມີນາ 2023');
    assert.equal(formatDate('2023', 'en'), '2023');
  });

  it('leaves what is no date as it is', () => {
    for (const text of ['', '2023-13-01', '22/03/2023', 'ມີນາ']) assert.equal(formatDate(text, 'lo'), text);
  });

  it('shows moments in the time of Vientiane', () => {
    assert.equal(plain(formatTime('2023-12-31T17:30:00Z', 'lo')), '1 ມັງກອນ 2024 00:30');
    assert.equal(plain(formatDay('2023-12-31T16:59:59Z', 'en')), '31 December 2023');
    assert.equal(formatTime('soon', 'lo'), 'soon');
  });

  it('groups by point in Lao and by comma in English, exactly, however long', () => {
    assert.equal(formatNumber('9007199254740993', 'lo'), '9.007.199.254.740.993');
    assert.equal(formatNumber('-1234567.8', 'en'), '\u22121,234,567.8');
    assert.equal(formatNumber('1234567.80', 'lo'), '1.234.567,80');
    assert.equal(formatNumber(999, 'lo'), '999');
    assert.equal(formatNumber('1e400', 'lo'), '1e400');
  });

  it('says the currency in words, and an unknown one by its code', () => {
    assert.equal(plain(formatMoney('1234567', 'LAK', 'lo')), '1.234.567 ກີບ');
    assert.equal(plain(formatMoney('1234567', 'LAK', 'en')), '1,234,567 kip');
    assert.equal(plain(formatMoney('5', 'CHF', 'en')), '5 CHF');
  });
});
