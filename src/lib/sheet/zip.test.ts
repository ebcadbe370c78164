// Spreadsheets made to harm, to hide, or to be something else. None is inflated beyond its limits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf } from './sample-file.ts';
import { sampleXlsx, withDirectory, zipOf } from './sample-xlsx.ts';

const sheet = 'xl/worksheets/sheet1.xml';
const row = '<row r="1"><c r="A1"><v>1</v></c></row>';

test('a zip that says it inflates beyond the limit, or too far for its size, is refused unopened', async () => {
  const zip = await sampleXlsx({ rows: row });
  const huge = withDirectory(zip, sheet, (bytes, at) => bytes.writeUInt32LE(2_000_000_000, at + 24));
  assert.equal((await problemOf(huge))?.code, 'zip-bomb');
  const steep = withDirectory(zip, sheet, (bytes, at) => bytes.writeUInt32LE(100_000_000, at + 24));
  assert.equal((await problemOf(steep))?.code, 'zip-bomb');
});

test('a zip that inflates to more than it says is stopped there', async () => {
  const zip = await sampleXlsx({ rows: row + ' '.repeat(5_000_000) });
  const lying = withDirectory(zip, sheet, (bytes, at) => bytes.writeUInt32LE(1_000, at + 24));
  const problem = await problemOf(lying);
  assert.deepEqual([problem?.code, problem?.given], ['zip-bomb', `${sheet} > 1000 B`]);
});

test('entries that overlap, too many entries and two of one name are refused', async () => {
  const zip = await sampleXlsx({ rows: row });
  const overlapping = withDirectory(zip, 'xl/styles.xml', (bytes, at) => bytes.writeUInt32LE(0, at + 42));
  assert.equal((await problemOf(overlapping))?.code, 'zip-bomb');
  assert.equal((await problemOf(zip, { limits: { zipEntries: 3 } }))?.code, 'zip-bomb');
  const twice = withDirectory(await zipOf({ aa: '1', ab: '2' }), 'ab', (bytes, at) => bytes.write('aa', at + 46));
  assert.equal((await problemOf(twice))?.code, 'bad-xlsx');
});

test('names that lead out of the file are refused', async () => {
  for (const name of ['../../etc/passwd', '/etc/passwd', 'xl\\..\\..\\x', 'C:/x', 'a/../../b']) {
    const problem = await problemOf(await sampleXlsx({ rows: row, parts: { [name]: 'x' } }));
    assert.equal(problem?.code, 'zip-slip', name);
  }
});

test('a DOCTYPE in any part is refused, an entity that only one could declare too', async () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>';
  for (const part of [sheet, 'xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', '_rels/.rels']) {
    assert.equal((await problemOf(await sampleXlsx({ rows: row, parts: { [part]: bomb } })))?.code, 'dtd', part);
  }
  const entity = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>';
  assert.equal((await problemOf(await sampleXlsx({ rows: entity })))?.code, 'bad-xlsx');
});

test('a zip behind a password is encrypted', async () => {
  const zip = withDirectory(await sampleXlsx({ rows: row }), sheet, (bytes, at) => bytes.writeUInt16LE(0x0809, at + 8));
  assert.equal((await problemOf(zip))?.code, 'encrypted');
});

test('other things in a zip are told from a spreadsheet', async () => {
  const types = { '[Content_Types].xml': '<Types/>' };
  const cases: [Record<string, string>, string, string?][] = [
    [{ 'a.csv': 'a,b\n1,2\n' }, 'zip', 'a.csv'],
    [{ ...types, 'word/document.xml': '<x/>' }, 'zip', 'docx'],
    [{ ...types, 'xl/workbook.bin': 'x' }, 'zip', 'xlsb'],
    [{ ...types, 'x.xml': '<x/>' }, 'zip', 'no workbook'],
  ];
  for (const [parts, code, given] of cases) {
    const problem = await problemOf(await zipOf(parts));
    assert.deepEqual([problem?.code, problem?.given], [code, given]);
  }
});

test('damage is refused: a sum that is wrong, an end that is missing, a part that is not there, XML that does not close', async () => {
  const zip = await sampleXlsx({ rows: row });
  const sum = withDirectory(zip, sheet, (bytes, at) => bytes.writeUInt32LE(1, at + 16));
  assert.equal((await problemOf(sum))?.code, 'bad-xlsx');
  assert.equal((await problemOf(zip.subarray(0, zip.length - 30)))?.code, 'bad-xlsx');
  for (const broken of [
    '<worksheet><sheetData>',
    '<worksheet></sheetData>',
    '',
    '<a/><b/>',
    'x<a/>',
    '<worksheet><row r="0"/></worksheet>',
  ]) {
    assert.equal((await problemOf(await sampleXlsx({ parts: { [sheet]: broken } })))?.code, 'bad-xlsx', broken);
  }
  const nowhere = '<sheets><sheet name="one" sheetId="1" r:id="rId99"/></sheets>';
  assert.equal((await problemOf(await sampleXlsx({ workbook: nowhere })))?.code, 'bad-xlsx');
});

test('cells out of order or out of the sheet are refused', async () => {
  const rows = [
    '<row r="2"/><row r="1"/>',
    '<row r="1"><c r="XFE1"/></row>',
    '<row r="1048577"/>',
    '<row r="1"><c r="1"/></row>',
    '<row r="1"><c t="s"><v>9</v></c></row>',
  ];
  for (const xml of rows) assert.equal((await problemOf(await sampleXlsx({ rows: xml })))?.code, 'bad-xlsx', xml);
});

test('a cell beyond the limit is refused with its place', async () => {
  const text = `<c r="B4" t="inlineStr"><is><t>${'x'.repeat(2_000)}</t></is></c>`;
  const problem = await problemOf(await sampleXlsx({ rows: `<row r="4">${text}</row>` }), {
    limits: { cellChars: 1_000 },
  });
  assert.deepEqual([problem?.code, problem?.row, problem?.column], ['too-large-cell', 4, 2]);
});
