// The officer's own file given back: opened again and looked at cell by cell.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellValue, read, type WriteSheet, writeXlsx } from 'hucre';
import { openWorkbook } from '#lib/sheet';
import { writeFindingsSheet } from './findings-sheet.ts';
import { readMapping } from './mapping.ts';
import { sampleRegister, take } from './sample-register.ts';
import { writeSetAside } from './set-aside.ts';

const people = sampleRegister([
  { name: 'number', title: { lo: 'ເລກທີ', en: 'Number' } },
  { name: 'name', title: { lo: 'ຊື່', en: 'Name' }, constraints: { required: true } },
  { name: 'age', type: 'integer', title: { lo: 'ອາຍຸ', en: 'Age' } },
  { name: 'pay', type: 'money', title: { lo: 'ເງິນເດືອນ', en: 'Pay' } },
]);

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(pieces));
}

async function officeFile(): Promise<Uint8Array> {
  const rows: CellValue[][] = [
    ['ບັນຊີ'],
    ['ຫົວໜ່ວຍ: ພັນກີບ'],
    [],
    ['ລ/ດ', 'ເລກທີ', 'ຊື່', 'ອາຍຸ', 'ເງິນເດືອນ'],
    [1, 'A1', 'ຄຳ', 30, 5],
    [2, 'A2', 'ແກ້ວ', 'ສາມສິບ', 6],
    [],
    [3, 'A3', null, 32, 7],
    [4, ' A4', 'ບົວ', 33, 8],
  ];
  const sheet: WriteSheet = {
    name: 'ບັນຊີ',
    rows,
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 4 }],
  };
  return writeXlsx({ sheets: [sheet] });
}

/** Cells of a sheet that are coloured or commented, as `A1 colour comment`. */
async function coloured(file: Uint8Array, name: string): Promise<string[]> {
  const workbook = await read(file, { readStyles: true });
  const sheet = workbook.sheets.find(one => one.name === name);
  return [...(sheet?.cells ?? [])].flatMap(([place, cell]) => {
    const fill = cell.style?.fill;
    const colour = fill?.type === 'pattern' ? fill.fgColor?.rgb : undefined;
    return cell.comment === undefined ? [] : [`${place} ${colour} ${cell.comment.text.split('\n')[1]}`];
  });
}

test('the wrong cells are red or yellow where they stood, with a comment in both languages', async () => {
  const file = await officeFile();
  const { intake, drafts } = await take(file, people);
  assert.equal(drafts.filter(draft => draft.blocked).length, 2);
  const sheet = await bytesOf(
    writeFindingsSheet({ bytes: file }, people, intake.findings, { mapping: intake.mapping }),
  );
  const marked = await coloured(sheet, 'ບັນຊີ');
  assert.ok(
    marked.some(one => one.startsWith('5,3 FFFFC7CE A number is wanted') || one.startsWith('5,3 FFC7CE A number')),
    marked.join('\n'),
  );
  assert.ok(
    marked.some(one => /^7,2 \S+ A value is needed$/.test(one)),
    marked.join('\n'),
  );
  assert.ok(
    marked.some(one => /^8,1 (FF)?FFEB9C Spaces before/.test(one)),
    marked.join('\n'),
  );
});

test('every row stands where it stood, with its numbers as numbers', async () => {
  const file = await officeFile();
  const { intake } = await take(file, people);
  const sheet = await bytesOf(
    writeFindingsSheet({ bytes: file }, people, intake.findings, { mapping: intake.mapping }),
  );
  const [before, after] = await Promise.all([rowsOf(file, 'ບັນຊີ'), rowsOf(sheet, 'ບັນຊີ')]);
  assert.deepEqual(after.slice(1), before.slice(1));
  assert.equal(after[0]?.[0], before[0]?.[0]);
});

test('a first sheet lists what is wrong: row, column, what was given, what is wanted', async () => {
  const file = await officeFile();
  const { intake } = await take(file, people);
  const sheet = await bytesOf(
    writeFindingsSheet({ bytes: file }, people, intake.findings, { mapping: intake.mapping }),
  );
  const workbook = await openWorkbook({ bytes: sheet });
  assert.equal(workbook.sheets[0]?.name, 'ຂໍ້ຜິດພາດ');
  await workbook.close();
  const [, first, second] = await rowsOf(sheet, 'ຂໍ້ຜິດພາດ');
  assert.deepEqual(first?.slice(0, 4), ['ບັນຊີ', '6', 'D: ອາຍຸ', 'ສາມສິບ']);
  assert.equal(first?.[5], 'A number is wanted, such as 1500000');
  assert.deepEqual(second?.slice(0, 3), ['ບັນຊີ', '8', 'C: ຊື່']);
  assert.equal(second?.at(-1), 'ຕ້ອງແກ້ (blocks)');
});

test('the sheet can be corrected and sent again as it is', async () => {
  const file = await officeFile();
  const { intake, drafts } = await take(file, people);
  const sheet = await bytesOf(
    writeFindingsSheet({ bytes: file }, people, intake.findings, { mapping: intake.mapping }),
  );
  const again = await take(sheet, people);
  assert.deepEqual(again.drafts, drafts);
  assert.equal(again.drafts[0]?.given['pay'], '5000');
});

test('a CSV comes back as a sheet of the same rows, a formula in it as text', async () => {
  const file = 'number;name;age\n1;=1+1;x\n\n2;b;3\n';
  const { intake } = await take(file, people);
  const options = { mapping: intake.mapping, name: 'people.csv' };
  const sheet = await bytesOf(writeFindingsSheet({ bytes: Buffer.from(file) }, people, intake.findings, options));
  assert.deepEqual(await rowsOf(sheet, 'people.csv'), [
    ['number', 'name', 'age'],
    ['1', '=1+1', 'x'],
    ['2', 'b', '3'],
  ]);
  assert.equal((await coloured(sheet, 'people.csv')).length, 1);
});

test('JSON lines come back as a table', async () => {
  const file = '{"number":"1","name":"a","age":"x"}\n{"name":"b","number":"2"}\n';
  const { intake } = await take(file, people);
  const options = { mapping: intake.mapping, name: 'people' };
  const sheet = await bytesOf(writeFindingsSheet({ bytes: Buffer.from(file) }, people, intake.findings, options));
  assert.deepEqual(await rowsOf(sheet, 'people'), [
    ['number', 'name', 'age'],
    ['1', 'a', 'x'],
    ['2', 'b'],
  ]);
  assert.deepEqual(
    (await coloured(sheet, 'people')).map(one => one.slice(0, 3)),
    ['1,2'],
  );
});

test('a column that was made rows is marked at the cell of its year', async () => {
  const file = 'number,name,2019,2020\n1,a,5,x\n';
  const register = sampleRegister([
    { name: 'number' },
    { name: 'name' },
    { name: 'year', type: 'date' },
    { name: 'value', type: 'integer' },
  ]);
  const mapping = readMapping({ unpivot: { columns: ['2019', '2020'], name: 'year', value: 'value' } });
  const { intake } = await take(file, register, { mapping });
  const options = { mapping: intake.mapping, name: 'f' };
  const sheet = await bytesOf(writeFindingsSheet({ bytes: Buffer.from(file) }, register, intake.findings, options));
  assert.deepEqual(
    (await coloured(sheet, 'f')).map(one => one.slice(0, 3)),
    ['1,3'],
  );
});

test('rows set aside come alone under their titles and header, and can be sent again', async () => {
  const file = await officeFile();
  const { intake, drafts } = await take(file, people);
  const rows = drafts.filter(draft => draft.blocked);
  for (const format of ['xlsx', 'csv'] as const) {
    const options = { mapping: intake.mapping, findings: intake.findings, format };
    const aside = await bytesOf(writeSetAside({ bytes: file }, people, rows, options));
    const again = await take(aside, people);
    assert.deepEqual(
      again.drafts.map(({ key, given }) => [key, given]),
      rows.map(({ key, given }) => [key, given]),
      format,
    );
    assert.equal(again.intake.summary.blocked, 2);
  }
});

test('rows of JSON lines set aside come as a table with their names above', async () => {
  const file = '{"number":"1","name":"a","age":"x"}\n{"number":"2","name":"b"}\n{"age":"y","number":"3","name":"c"}\n';
  const { intake } = await take(file, people);
  const rows = [1, 3].map(row => ({ sheet: null, row }));
  const aside = await bytesOf(
    writeSetAside({ bytes: Buffer.from(file) }, people, rows, { mapping: intake.mapping, name: 'f' }),
  );
  assert.deepEqual(await rowsOf(aside, 'f'), [
    ['number', 'name', 'age'],
    ['1', 'a', 'x'],
    ['3', 'c', 'y'],
  ]);
});

async function rowsOf(bytes: Uint8Array, name: string): Promise<(readonly string[])[]> {
  const workbook = await openWorkbook({ bytes });
  const sheet = workbook.sheets.find(one => one.name === name);
  const rows = sheet === undefined ? [] : (await Array.fromAsync(sheet.rows())).flat();
  await workbook.close();
  return rows.map(row => row.texts);
}
