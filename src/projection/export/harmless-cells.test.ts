// What a spreadsheet would run gets an apostrophe, wherever the pieces of the stream are cut: the same bytes as the CSV that is
// written cell by cell.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HarmlessCells } from './harmless-cells.ts';

// As PostgreSQL's COPY writes a cell.
const copied = (text: string) => (text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lineOf = (cells: readonly string[]) => `${cells.map(copied).join(',')}\n`;

function harmless(csv: string, cuts: readonly number[]): { readonly text: string; readonly lines: number } {
  const bytes = Buffer.from(csv);
  const places = [...cuts.map(cut => cut % (bytes.length + 1)), 0, bytes.length].sort((one, other) => one - other);
  const cells = new HarmlessCells();
  const pieces = places.slice(1).map((place, at) => cells.take(bytes.subarray(places[at], place)));
  assert.equal(cells.end().length, 0);
  return { text: Buffer.concat(pieces).toString('utf8'), lines: cells.lines };
}

test('formulas become texts; numbers, Lao and whatever begins otherwise stay as they are', () => {
  const given = [
    '=1+1',
    '-5',
    '-5.5e3 %',
    '-x',
    '+856 20',
    '@a',
    '\t=1',
    '\r',
    '\n=2',
    '＝A1',
    'ﬁ',
    'ລາວ',
    'a,=b',
    '"=c"',
    '',
    '=",\n"',
  ];
  const wanted = [
    "'=1+1",
    '-5',
    '-5.5e3 %',
    "'-x",
    "'+856 20",
    "'@a",
    "'\t=1",
    "'\r",
    "'\n=2",
    "'＝A1",
    'ﬁ',
    'ລາວ',
    'a,=b',
    '"=c"',
    '',
    `'=",\n"`,
  ];
  assert.deepEqual(harmless(lineOf(given), []), { text: lineOf(wanted), lines: 1 });
});

const cell = fc.oneof(
  fc.constantFrom('=1+1', '-5', '-x', '@', '\t', '\r\n', '＋', '\ufeff', '"', '""', ',', '', '\n'),
  fc.string({ unit: fc.constantFrom('=', '-', '"', ',', '\n', 'ກ', '1', ' ', '＠'), maxLength: 6 }),
);

test('wherever the stream is cut, the same bytes come out, and every line is counted', () => {
  const lines = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  fc.assert(
    fc.property(lines, fc.array(fc.nat()), (rows, cuts) => {
      const whole = rows.map(lineOf).join('');
      assert.deepEqual(harmless(whole, cuts), harmless(whole, []));
      assert.equal(harmless(whole, cuts).lines, rows.length);
    }),
  );
});

test('each cell alone is what writing it cell by cell gives', async () => {
  const { csvLine } = await import('./csv.ts');
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), cells => {
      const wanted = csvLine(cells).replaceAll('""', '');
      assert.equal(harmless(lineOf(cells), []).text.replaceAll('""', ''), wanted);
    }),
  );
});
