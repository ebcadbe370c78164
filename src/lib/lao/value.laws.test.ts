// Laws of what has a value: dates and numbers are read back as they were written, and letters go over only where they must.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText, laoPhrase, spelledTwice } from '#test/lao-spelling';
import { formatLaoDate, type LaoDate, parseLaoDate } from './date.ts';
import { fromLaoDigits, toLaoDigits } from './digits.ts';
import { looksLegacy } from './legacy-font.ts';
import { formatLaoNumber, parseLaoNumber } from './number.ts';
import { isLao, scriptOf } from './script.ts';
import { thaiToLao } from './thai.ts';

const runs = { numRuns: 3000 };
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function dateFrom(first: number, last: number): fc.Arbitrary<LaoDate> {
  const parts = fc.tuple(
    fc.integer({ min: first, max: last }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 30 }),
  );
  const day = parts.map(([year, month, at]) => ({ year, month, day: (at % daysIn(year, month)) + 1 }));
  return fc.oneof(
    day,
    parts.map(([year, month]) => ({ year, month })),
    parts.map(([year]) => ({ year })),
  );
}

test('a date is read back as it was written, bare or with its era, in Lao digits too', () => {
  const [bare, christian, buddhist] = [dateFrom(1000, 2399), dateFrom(1000, 9999), dateFrom(1000, 9456)];
  fc.assert(
    fc.property(bare, christian, buddhist, (one, other, third) => {
      for (const written of [
        formatLaoDate(one),
        toLaoDigits(formatLaoDate(one)),
        formatLaoDate(one, { era: 'christian' }),
        formatLaoDate(one, { era: 'buddhist' }),
      ]) {
        assert.deepEqual(parseLaoDate(written), one, written);
      }
      assert.deepEqual(parseLaoDate(formatLaoDate(other, { era: 'christian' })), other);
      assert.deepEqual(parseLaoDate(formatLaoDate(third, { era: 'buddhist' })), third);
    }),
    runs,
  );
});

test('a bare year of the Buddhist era is never given out as a date', () => {
  fc.assert(
    fc.property(dateFrom(2400, 2999), date => {
      assert.deepEqual(parseLaoDate(formatLaoDate(date)), { problem: 'buddhist-era-unstated' });
    }),
    runs,
  );
});

test('any text is a date or has a problem, and a date is one that the calendar has', () => {
  const words = fc.constantFrom(
    'ວັນທີ',
    'ມີນາ',
    'ພ.ສ.',
    'ປີ',
    'ເດືອນ',
    '2566',
    '31',
    '2',
    '/',
    ' ',
    '໒໕',
    'ຄ.ສ.',
    '2023',
    '.',
  );
  const attempt = fc.oneof(
    anyText,
    fc.array(words, { maxLength: 7 }).map(parts => parts.join('')),
  );
  fc.assert(
    fc.property(attempt, text => {
      const read = parseLaoDate(text);
      if ('problem' in read) return;
      const { year, month, day } = read;
      assert.ok(Number.isInteger(year));
      if (day !== undefined) assert.ok(month !== undefined && day >= 1 && day <= daysIn(year, month));
    }),
    runs,
  );
});

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.stringMatching(/^\d{0,12}$/))
  .map(([minus, whole, fraction]) => `${minus ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`)
  .filter(text => !/^-[0.]+$/.test(text));

test('a number is read back as it was written in full, in Lao digits too', () => {
  fc.assert(
    fc.property(decimal, digits => {
      assert.equal(parseLaoNumber(formatLaoNumber(digits)), digits);
      assert.equal(parseLaoNumber(toLaoDigits(formatLaoNumber(digits))), digits);
    }),
    runs,
  );
});

test('a number written short for reading is read back within half of its last figure', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), value => {
      const read = Number(parseLaoNumber(formatLaoNumber(value, { style: 'reading' })));
      const places = value >= 1e12 ? 1e12 : value >= 1e9 ? 1e9 : value >= 1e6 ? 1e6 : 0;
      assert.ok(Math.abs(read - value) <= places * 0.005, `${value} ${read}`);
    }),
    runs,
  );
});

test('any text is plain digits or no number', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: fc.constantFrom(...'0123.,- ລ້ານ໑'), maxLength: 12 })), text => {
      assert.match(parseLaoNumber(text) ?? '0', /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/);
    }),
    runs,
  );
});

test('digits go over to Lao and back, and everything else stays', () => {
  fc.assert(
    fc.property(anyText, text => {
      assert.equal(fromLaoDigits(toLaoDigits(text)), fromLaoDigits(text));
      assert.doesNotMatch(toLaoDigits(text), /[0-9]/);
      assert.equal(toLaoDigits(text).replace(/[໐-໙]/g, '0'), text.replace(/[0-9໐-໙]/g, '0'));
    }),
    runs,
  );
});

test('Thai letters become Lao, and Lao text stays as it is', () => {
  const thai = fc.string({ unit: fc.constantFrom(...'กขคงจชซญดตถทนบปผฝพฟมยรลวสหอฮะัาำิีึืุูเแโใไ่้๊๋์็ 1'), maxLength: 14 });
  fc.assert(
    fc.property(thai, spelledTwice, (foreign, [, lao]) => {
      assert.equal(thaiToLao(lao), lao);
      const made = thaiToLao(foreign);
      assert.doesNotMatch(made, /[\u0e01-\u0e5b]/);
      assert.equal(thaiToLao(made), made);
      assert.equal(thaiToLao(`${lao} ${foreign}`).startsWith(lao), true);
    }),
    runs,
  );
});

test('Lao words are Lao, and another script makes them mixed', () => {
  fc.assert(
    fc.property(laoPhrase, text => {
      const script = scriptOf(text.replace(/ict/g, ''));
      assert.ok(script === 'lao' || script === 'none');
      if (script !== 'lao') return;
      assert.ok(isLao(text.replace(/ict/g, '')));
      assert.equal(looksLegacy(text), false);
      assert.equal(scriptOf(`${text} Ж`), 'mixed');
    }),
    runs,
  );
});
