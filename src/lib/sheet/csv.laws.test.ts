// Laws of CSV: what is written is what is read, however the bytes arrive, and no damage gives anything but rows or a SheetProblem.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CsvScanner } from './csv-scan.ts';
import { defaultLimits } from './limits.ts';
import { Notes } from './notes.ts';
import { SheetProblem } from './problem.ts';
import { problemOf, readSample } from './sample-file.ts';
import { writeCsv } from './write-csv.ts';

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).filter(text => text.isWellFormed() && !text.includes('\0')),
  fc.string({
    unit: fc.constantFrom('"', "'", ',', ';', '\n', '\r', ' ', '\t', '\\', '=', 'ລ', 'ໍ້', '1', '\ufeff'),
    maxLength: 8,
  }),
);
const header = ['code', 'name', 'ຊື່'];
const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 });

async function written(rows: Iterable<readonly string[]>, options = {}): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(writeCsv(rows, options)));
}

test('what is written is read back cell by cell', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), fc.constantFrom(',', ';', '\t', '|'), async (rows, bom, delimiter) => {
      const all = [header, ['row', 'of plain', 'words'], ...rows];
      const bytes = await written(all, { bom, delimiter });
      const file = await readSample(bytes, { delimiter, encoding: 'utf-8' });
      assert.deepEqual(file.texts, all);
    }),
    { numRuns: 300 },
  );
});

test('where text is cut into pieces makes no difference', () => {
  const piece = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', '\\'), maxLength: 10 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.boolean(), (pieces, backslash) => {
      assert.deepEqual(scanned(pieces, backslash), scanned([pieces.join('')], backslash));
    }),
    { numRuns: 2_000 },
  );
});

function scanned(pieces: readonly string[], backslash: boolean): unknown {
  const notes = new Notes();
  const scanner = new CsvScanner({ delimiter: ',', quote: '"', backslash }, defaultLimits, notes);
  try {
    for (const piece of pieces) scanner.push(piece);
    scanner.end();
  } catch (problem) {
    if (!(problem instanceof SheetProblem)) throw problem;
    return [problem.code, problem.row, scanner.take()];
  }
  return [scanner.take(), notes.list];
}

test('any text at all gives rows or a SheetProblem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async bytes => {
      await problemOf(bytes);
    }),
    { numRuns: 500 },
  );
});

test('a valid file cut short or with a byte changed gives rows or a SheetProblem', async () => {
  const bytes = await written([header, ['1', 'ບໍລິສັດ "ນ້ຳ"', 'a,b'], ['2', 'line\nbreak', '']], { bom: true });
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (at, value, isCut) => {
      const damaged = Buffer.from(bytes);
      damaged[at] = value;
      await problemOf(isCut ? bytes.subarray(0, at) : damaged);
    }),
    { numRuns: 500 },
  );
});

test('a text exported harmless begins with an apostrophe when it would run, and plain numbers do not', async () => {
  const bytes = await written([['=cmd|x!A1', '-12.5', '+1e5', '@SUM(A1)', '-1+2', '\tx', 'ok', '＝1']], {
    harmless: true,
  });
  const { texts } = await readSample(bytes, { delimiter: ',' });
  assert.deepEqual(texts[0], ["'=cmd|x!A1", '-12.5', '+1e5', "'@SUM(A1)", "'-1+2", "'\tx", 'ok', "'＝1"]);
});

test('half a surrogate pair is refused rather than replaced', async () => {
  await assert.rejects(written([['a\ud800']]), { code: 'lone-surrogate', row: 1 });
});
