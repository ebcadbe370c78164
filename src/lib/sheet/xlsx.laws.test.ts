// Laws of XLSX: what is written is what is read, by us and by another program; no damage gives anything but rows or a SheetProblem.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { problemOf, readSample } from './sample-file.ts';
import { writeXlsx } from './write-xlsx.ts';
import type { XlsxCell, XlsxSheet } from './write-xlsx-sheet.ts';
import { numberText } from './xlsx-number.ts';

async function written(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(writeXlsx(sheets)));
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 10 }).filter(value => value.isWellFormed() && !value.includes('\0')),
  fc.constantFrom('=1+1', '@x', ' a ', '_x000D_', '_x005F_', 'a\r\nb', '<&>"\'', '007', '\ufeff', '\uffff'),
);

test('texts are read back as texts, whatever they look like', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 }), async rows => {
      const bytes = await written([{ name: 'a', columns: [{ header: 'x' }, { header: 'ຊື່' }], rows }]);
      const { sheets } = await readSample(bytes);
      const read = new Map(sheets[0]?.rows.map(row => [row.number, row]));
      for (const [at, row] of rows.entries()) {
        const cells = read.get(at + 2)?.cells ?? [];
        assert.deepEqual([cells[0]?.text ?? '', cells[1]?.text ?? ''], row);
        assert.ok(cells.every(cell => cell.kind === 'text' || cell.kind === 'empty'));
      }
    }),
    { numRuns: 100 },
  );
});

test('numbers, dates and booleans keep their kind where a spreadsheet holds them exactly, else they are text', async () => {
  const cells: [XlsxCell, string][] = [
    [{ text: '12.50', kind: 'number' }, 'number 12.50'],
    [{ text: '-123456789012345', kind: 'number' }, 'number -123456789012345'],
    [{ text: '9007199254740993', kind: 'number' }, 'text 9007199254740993'],
    [{ text: '007', kind: 'number' }, 'text 007'],
    [{ text: 'abc', kind: 'number' }, 'text abc'],
    [{ text: '2026-02-28', kind: 'date' }, 'date 2026-02-28'],
    [{ text: '1900-03-01', kind: 'date' }, 'date 1900-03-01'],
    [{ text: '1893-10-03', kind: 'date' }, 'text 1893-10-03'],
    [{ text: '2026-02-30', kind: 'date' }, 'text 2026-02-30'],
    [{ text: 'true', kind: 'boolean' }, 'boolean TRUE'],
    [{ text: 'maybe', kind: 'boolean' }, 'text maybe'],
  ];
  const { sheets } = await readSample(await written([{ name: 'a', rows: [cells.map(([cell]) => cell)] }]));
  const read = sheets[0]?.rows[0]?.cells?.map(cell => `${cell.kind} ${cell.text}`);
  assert.deepEqual(
    read,
    cells.map(([, wanted]) => wanted),
  );
});

test('another program opens what is written, with its marks and comments', async () => {
  const rows = [
    ['x', { text: 'bad', fill: 'red', comment: 'ຄ່ານີ້ຜິດ <&>' }],
    [null, { text: '', fill: 'yellow', comment: 'missing' }],
  ] as const;
  const sheets: XlsxSheet[] = [
    { name: 'ຜິດ/[1]', columns: [{ header: 'a', width: 20 }, { header: 'b' }], rows },
    { name: 'ຜິດ-(1)-', hidden: true, rows: [['=1+1']] },
    { name: 'ຜິດ-[1]', rows: [['y']] },
  ];
  const workbook = await readXlsx(await written(sheets), { readStyles: true });
  assert.deepEqual(
    workbook.sheets.map(sheet => sheet.name),
    ['ຜິດ--1-', 'ຜິດ-(1)-', 'ຜິດ--1- (2)'],
  );
  const [first, second] = workbook.sheets;
  assert.deepEqual(first?.rows.slice(0, 2), [
    ['a', 'b'],
    ['x', 'bad'],
  ]);
  assert.deepEqual(second?.rows, [['=1+1']]);
  const marked = first?.cells?.get('1,1');
  assert.equal(marked?.comment?.text, 'ຄ່ານີ້ຜິດ <&>');
  assert.match(JSON.stringify(marked?.style?.fill), /FFC7CE/i);
  assert.match(JSON.stringify(first?.cells?.get('2,1')?.style?.fill), /FFEB9C/i);
});

test('a workbook without a sheet to be seen is not written', () => {
  assert.throws(() => writeXlsx([{ name: 'a', hidden: true, rows: [] }]), RangeError);
});

test('the same sheets give the same bytes', async () => {
  const sheets = () => [{ name: 'a', rows: [['1', { text: '2', comment: 'c' }]] }];
  assert.deepEqual(await written(sheets()), await written(sheets()));
});

test('what a spreadsheet cannot hold is refused with its place', async () => {
  await assert.rejects(written([{ name: 'a', rows: [['x', 'y'.repeat(32_768)]] }]), {
    code: 'too-large-cell',
    row: 1,
    column: 2,
  });
  await assert.rejects(written([{ name: 'a', rows: [['x'], ['\ud800']] }]), {
    code: 'lone-surrogate',
    row: 2,
    column: 1,
  });
  await assert.rejects(written([{ name: 'a', rows: [Array(16_385).fill('x')] }]), { code: 'too-many-columns', row: 1 });
});

test('a problem in the rows that are being written comes out of the file', async () => {
  async function* rows(): AsyncIterable<string[]> {
    yield ['a'];
    throw new RangeError('no more');
  }
  await assert.rejects(written([{ name: 'a', rows: rows() }]), RangeError);
});

test('the text of a number means the same number, and plain decimals stay as written', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), number => {
      for (const printed of [String(number), number.toPrecision(17), number.toExponential()]) {
        const read = numberText(printed);
        assert.ok(read !== undefined && /^-?\d+(\.\d+)?$/.test(read));
        assert.equal(Number(read), number === 0 ? 0 : number);
      }
    }),
  );
  fc.assert(
    fc.property(fc.bigInt(), fc.nat(999), (whole, fraction) => {
      if (String(whole).length < 12) assert.equal(numberText(`${whole}.${fraction}`), `${whole}.${fraction}`);
      assert.equal(numberText(String(whole)), String(whole));
    }),
  );
});

test('a valid file cut short or with a byte changed anywhere gives rows or a SheetProblem', async () => {
  const bytes = await written([
    { name: 'a', columns: [{ header: 'x' }], rows: [['1', { text: '2', kind: 'number', comment: 'c' }], ['ລາວ']] },
  ]);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
      const changed = Buffer.from(bytes);
      changed[at] = byte;
      await problemOf(isCut ? bytes.subarray(0, at) : changed);
    }),
    { numRuns: 400 },
  );
});
