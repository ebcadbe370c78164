// A sheet as a Lao office keeps it: titles above, headers on two levels, merged cells, totals and signatures below.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cell, type CellValue, type MergeRange, type WriteSheet, writeXlsx } from 'hucre';
import { Refusal } from '#register';
import { listReader, sampleRegister, take } from './sample-register.ts';

const enterprises = sampleRegister([
  { name: 'number', title: { lo: 'ເລກທະບຽນ', en: 'Number' }, constraints: { required: true } },
  { name: 'name_lo', as: 'lao-name', title: { lo: 'ຊື່ວິສາຫະກິດ', en: 'Name' }, constraints: { required: true } },
  { name: 'place', as: 'jurisdiction', title: { lo: 'ເມືອງ', en: 'District' }, constraints: { required: true } },
  { name: 'capital', type: 'money', title: { lo: 'ທຶນຈົດທະບຽນ', en: 'Capital' }, unit: 'ກີບ', currency: 'LAK' },
  { name: 'men', type: 'integer', title: { lo: 'ແຮງງານ ຊາຍ', en: 'Men' } },
  { name: 'women', type: 'integer', title: { lo: 'ແຮງງານ ຍິງ', en: 'Women' } },
]);
const references = listReader({
  jurisdiction: [
    ['01', 'ນະຄອນຫຼວງວຽງຈັນ'],
    ['10', 'ແຂວງວຽງຈັນ'],
    ['0501', 'ຫ້ວຍຊາຍ'],
    ['0502', 'ຕົ້ນເຜິ້ງ'],
  ],
});

const motto = ['ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ'];
const header = ['ລ/ດ', 'ເລກທະບຽນ', 'ຊື່ວິສາຫະກິດ', 'ເມືອງ', 'ທຶນຈົດທະບຽນ'];

function sheetOf(name: string, rows: CellValue[][], merges: MergeRange[] = [], font?: string): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, at) => {
    row.forEach((value, column) => {
      if (font !== undefined && value !== null)
        cells.set(`${at},${column}`, { value, style: { font: { name: font } } });
    });
  });
  return { name, rows, merges, cells };
}

const merge = (startRow: number, startCol: number, endRow: number, endCol: number): MergeRange => ({
  startRow,
  startCol,
  endRow,
  endCol,
});

async function takeSheets(sheets: WriteSheet[], mapping = {}) {
  return take(await writeXlsx({ sheets }), enterprises, { references, mapping });
}

test('titles above the header, the total and the signatures below are left out with a note', async () => {
  const rows = [
    motto,
    [],
    ['ພະແນກອຸດສາຫະກຳ ແລະ ການຄ້າ ແຂວງບໍ່ແກ້ວ'],
    ['ບັນຊີວິສາຫະກິດ ປະຈຳເດືອນ 3'],
    header,
    [1, '05-1', 'ຄຳ', 'ຫ້ວຍຊາຍ', 1000],
    [2, '05-2', 'ແກ້ວ', 'ຕົ້ນເຜິ້ງ', 2000],
    ['ລວມທັງໝົດ', null, null, null, 3000],
    [],
    [null, null, null, 'ບໍ່ແກ້ວ, ວັນທີ 3 ເມສາ 2026'],
    [null, 'ຜູ້ສັງລວມ', null, 'ຫົວໜ້າພະແນກ'],
    [],
    [null, 'ທ. ຄຳຫຼ້າ', null, 'ນ. ບົວ'],
  ];
  const { drafts, ofFile, wrong, intake } = await takeSheets([
    sheetOf('ບັນຊີ', rows, [merge(0, 0, 0, 4), merge(7, 0, 7, 3)]),
  ]);
  assert.deepEqual(
    drafts.map(draft => draft.key),
    ['05-1', '05-2'],
  );
  assert.deepEqual(
    ofFile,
    [1, 3, 4, 8, 10, 11, 13].map(row => `${row} null row/left-out`),
  );
  assert.ok(wrong.every(one => one.endsWith('reference/by-name')));
  assert.equal(intake.summary.leftOut, 7);
  assert.equal(intake.mapping.headerRow, 5);
});

test('a company whose name begins with the word for total is a company', async () => {
  const rows = [header, [1, '05-1', 'ລວມມິດ', 'ຫ້ວຍຊາຍ', 1000], [2, '05-2', 'ລວມ', 'ຫ້ວຍຊາຍ', 1000]];
  const { drafts } = await takeSheets([sheetOf('ບັນຊີ', rows)]);
  assert.deepEqual(
    drafts.map(draft => draft.given['name_lo']),
    ['ລວມມິດ', 'ລວມ'],
  );
});

test('a row in the middle that lacks its number is a finding, not left out', async () => {
  const rows = [header, [1, '05-1', 'ຄຳ', 'ຫ້ວຍຊາຍ', 1], [2, null, 'ແກ້ວ', 'ຫ້ວຍຊາຍ', 2], [3, '05-3', 'ເງິນ', 'ຫ້ວຍຊາຍ', 3]];
  const { wrong } = await takeSheets([sheetOf('ບັນຊີ', rows)]);
  assert.ok(wrong.includes('3 number value/required'));
});

test('a header on two levels is read by its lower words, or both joined where the lower repeat', async () => {
  const rows = [
    motto,
    ['ລ/ດ', 'ເລກທະບຽນ', 'ວິສາຫະກິດ', null, 'ແຮງງານ', null, 'ສັດ', null],
    [null, null, 'ຊື່ວິສາຫະກິດ', 'ເມືອງ', 'ຊາຍ', 'ຍິງ', 'ຊາຍ', 'ຍິງ'],
    [1, '05-1', 'ຄຳ', 'ຫ້ວຍຊາຍ', 3, 4, 9, 9],
  ];
  const merges = [
    merge(0, 0, 0, 7),
    merge(1, 0, 2, 0),
    merge(1, 1, 2, 1),
    merge(1, 2, 1, 3),
    merge(1, 4, 1, 5),
    merge(1, 6, 1, 7),
  ];
  const { drafts, ofFile, intake } = await takeSheets([sheetOf('ບັນຊີ', rows, merges)]);
  assert.deepEqual(drafts[0]?.given, { number: '05-1', name_lo: 'ຄຳ', place: '0501', men: '3', women: '4' });
  assert.deepEqual(ofFile, ['1 null row/left-out', '3 ສັດ ຊາຍ column/unknown', '3 ສັດ ຍິງ column/unknown']);
  assert.equal(intake.mapping.headerRow, 3);
  const again = await takeSheets([sheetOf('ບັນຊີ', rows, merges)], intake.mapping);
  assert.deepEqual(again.drafts, drafts);
});

test('a header on two levels in a CSV, where merged cells are blank, is read all the same', async () => {
  const file = 'ເລກທະບຽນ,ຊື່ວິສາຫະກິດ,ເມືອງ,ແຮງງານ,\n,,,ຊາຍ,ຍິງ\n05-1,ຄຳ,ຫ້ວຍຊາຍ,3,4\n';
  const { drafts } = await take(file, enterprises, { references });
  assert.deepEqual(drafts[0]?.given, { number: '05-1', name_lo: 'ຄຳ', place: '0501', men: '3', women: '4' });
});

test('cells merged downwards give their text to every row they cover', async () => {
  const rows = [header, [1, '05-1', 'ຄຳ', 'ຫ້ວຍຊາຍ', 1], [2, '05-2', 'ແກ້ວ', null, 2], [3, '05-3', 'ເງິນ', null, 3]];
  const { drafts } = await takeSheets([sheetOf('ບັນຊີ', rows, [merge(1, 3, 3, 3)])]);
  assert.deepEqual(
    drafts.map(draft => draft.given['place']),
    ['0501', '0501', '0501'],
  );
});

test('a row of column numbers under the header and a heading over a group are left out', async () => {
  const rows = [header, [1, 2, 3, 4, 5], ['ກຸ່ມທີ ໜຶ່ງ', null, null, null, null], [1, '05-1', 'ຄຳ', 'ຫ້ວຍຊາຍ', 1]];
  const { drafts, ofFile } = await takeSheets([sheetOf('ບັນຊີ', rows, [merge(2, 0, 2, 4)])]);
  assert.deepEqual(
    drafts.map(draft => draft.key),
    ['05-1'],
  );
  assert.deepEqual(ofFile, ['2 null row/left-out', '3 null row/left-out']);
});

test('a header that stands again on the next page is left out', async () => {
  const rows = [header, [1, '05-1', 'ຄຳ', 'ຫ້ວຍຊາຍ', 1], header, [2, '05-2', 'ແກ້ວ', 'ຫ້ວຍຊາຍ', 2]];
  const { drafts, ofFile } = await takeSheets([sheetOf('ບັນຊີ', rows)]);
  assert.deepEqual(
    drafts.map(draft => draft.key),
    ['05-1', '05-2'],
  );
  assert.deepEqual(ofFile, ['3 null row/left-out']);
});

test('a unit of thousands or millions in the header multiplies exactly and stands in the mapping', async () => {
  const rows = [
    ['ເລກທະບຽນ', 'ຊື່ວິສາຫະກິດ', 'ເມືອງ', 'ທຶນຈົດທະບຽນ (ລ້ານກີບ)'],
    ['05-1', 'ຄຳ', 'ຫ້ວຍຊາຍ', 1234.567891],
  ];
  const { drafts, intake } = await takeSheets([sheetOf('ບັນຊີ', rows)]);
  assert.equal(drafts[0]?.given['capital'], '1234567891');
  assert.deepEqual(intake.mapping.fields?.['capital'], { from: 'ທຶນຈົດທະບຽນ (ລ້ານກີບ)', times: '1000000' });
});

test('a unit stated above the table holds for money, and a fraction of a kip is still a finding', async () => {
  const rows = [['ຫົວໜ່ວຍ: ພັນກີບ'], header, [1, '05-1', 'ຄຳ', 'ຫ້ວຍຊາຍ', 12], [2, '05-2', 'ແກ້ວ', 'ຫ້ວຍຊາຍ', 0.0001]];
  const { drafts, wrong } = await takeSheets([sheetOf('ບັນຊີ', rows)]);
  assert.equal(drafts[0]?.given['capital'], '12000');
  assert.ok(wrong.includes('4 capital number/not-whole'));
});

test('a sheet for each district gives its name to the field of the place', async () => {
  const without = ['ເລກທະບຽນ', 'ຊື່ວິສາຫະກິດ'];
  const sheets = [
    sheetOf('ຫ້ວຍຊາຍ', [without, ['05-1', 'ຄຳ']]),
    sheetOf('ເມືອງຕົ້ນເຜິ້ງ', [motto, without, ['05-2', 'ແກ້ວ']]),
    { ...sheetOf('ເກົ່າ', [without, ['05-9', 'ເກົ່າ']]), hidden: true },
    sheetOf('ຄຳອະທິບາຍ', [['ໝາຍເຫດຕ່າງໆ']]),
  ];
  const { drafts, intake, wrong } = await takeSheets(sheets);
  assert.deepEqual(
    drafts.map(({ sheet, row, key, given }) => [sheet, row, key, given['place']]),
    [
      ['ຫ້ວຍຊາຍ', 2, '05-1', '0501'],
      ['ເມືອງຕົ້ນເຜິ້ງ', 3, '05-2', '0502'],
    ],
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(intake.mapping.fields?.['place'], { sheetName: true });
  assert.ok(intake.fileFindings.some(({ sheet, code }) => sheet === 'ຄຳອະທິບາຍ' && code === 'row/left-out'));
});

test('one sheet of many may be named, one that is not there is refused', async () => {
  const sheets = ['ກ', 'ຂ'].map((name, at) => sheetOf(name, [header, [1, `05-${at}`, 'ຄຳ', 'ຫ້ວຍຊາຍ', 1]]));
  assert.deepEqual(
    (await takeSheets(sheets, { sheet: 'ຂ' })).drafts.map(draft => draft.key),
    ['05-1'],
  );
  await assert.rejects(takeSheets(sheets, { sheet: 'ຄ' }), (refusal: unknown) => {
    assert.ok(refusal instanceof Refusal);
    assert.equal(refusal.code, 'intake/no-such-sheet');
    assert.match(refusal.words.en, /ກ, ຂ/);
    return true;
  });
});

test('a cell in a font from before Unicode is a finding, a header in one is refused', async () => {
  const rows = [header, [1, '05-1', '16}8', 'spitya', 5]];
  const first = sheetOf('ບັນຊີ', rows);
  first.cells = new Map([
    ['1,1', { value: '05-1', style: { font: { name: 'Saysettha Lao' } } }],
    ['1,2', { value: 'zakoa', style: { font: { name: 'Saysettha Lao' } } }],
  ]);
  const { wrong } = await takeSheets([first]);
  assert.deepEqual(wrong, ['2 name_lo lao/legacy-font', '2 place reference/absent']);
  const legacy = sheetOf(
    'ບັນຊີ',
    [
      ['gl', '-nj', 'g,nv'],
      ['05-1', 'a', 'b'],
    ],
    [],
    'Alice_0',
  );
  await assert.rejects(takeSheets([legacy]), { code: 'intake/legacy-font' });
});

test('a broken formula is a finding, whatever the field', async () => {
  const rows = [header, [1, '05-1', { error: '#REF!' } as unknown as CellValue, 'ຫ້ວຍຊາຍ', 5]];
  const { wrong } = await takeSheets([sheetOf('ບັນຊີ', rows)]);
  assert.ok(wrong.length > 0);
});
