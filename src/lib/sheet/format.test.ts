// What a file is, by its content: names are never asked, and what is no table is refused for what it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf, readSample } from './sample-file.ts';

test('files of other kinds are refused by name of their kind', async () => {
  const cases: [string | Buffer, string, string?][] = [
    ['%PDF-1.7\n', 'not-a-table', 'pdf'],
    [Buffer.from('89504e470d0a1a0a0000', 'hex'), 'not-a-table', 'png'],
    [Buffer.from('1f8b0800', 'hex'), 'not-a-table', 'gzip'],
    ['PAR1xxxx', 'not-a-table', 'parquet'],
    ['{\\rtf1 x}', 'not-a-table', 'rtf'],
    ['SQLite format 3\0', 'not-a-table', 'sqlite'],
    [Buffer.from('0908100000060500', 'hex'), 'old-excel', 'biff'],
    ['<!DOCTYPE html><html></html>', 'html'],
    ['\ufeff\n <table><tr><td>1</td></tr></table>', 'html'],
    ['<?xml version="1.0"?><html xmlns="x"/>', 'html'],
    ['MIME-Version: 1.0\nX-Document-Type: Workbook\n', 'html', 'mhtml'],
    ['ID;PWXL;N;E\nC;Y1;X1;K"a"\nE\n', 'old-excel', 'sylk'],
    [
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      'old-excel',
      'spreadsheetml',
    ],
    ['<?xml version="1.0"?><office:document-content/>', 'opendocument', 'flat'],
    ['<?xml version="1.0"?><rows><row/></rows>', 'not-a-table', 'xml'],
    [Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 7 + 1) % 32)), 'not-a-table', 'binary'],
  ];
  for (const [content, code, given] of cases) {
    const problem = await problemOf(content);
    assert.deepEqual([problem?.code, problem?.given], [code, given], String(content).slice(0, 30));
  }
});

test('a hint never makes a table of what is none, nor hides what a file plainly is', async () => {
  assert.equal((await problemOf('<html></html>', { format: 'csv' }))?.code, 'html');
  assert.equal((await problemOf('%PDF-1.7', { format: 'csv' }))?.code, 'not-a-table');
  assert.equal((await readSample('[1,2]\n[3,4]\n', { format: 'csv' })).format, 'csv');
  assert.equal((await readSample('a,b\n1,2\n', { format: 'xlsx' })).format, 'csv');
});

test('a CSV whose first cell begins with a smaller-than sign is a CSV', async () => {
  assert.deepEqual((await readSample('<10,>10\n1,2\n')).texts[0], ['<10', '>10']);
});

test('an OLE file is told: a workbook behind a password, another document, one cut short', async () => {
  assert.equal((await problemOf(ole(['EncryptedPackage'])))?.code, 'encrypted');
  assert.equal((await problemOf(ole(['WordDocument'])))?.code, 'not-a-table');
  assert.equal((await problemOf(ole(['Workbook'])))?.code, 'old-excel');
  assert.equal((await problemOf(ole(['Workbook']).subarray(0, 300)))?.code, 'old-excel');
});

/** A compound file with a root and these entries, in one directory sector that is its own end. */
function ole(names: readonly string[]): Buffer {
  const bytes = Buffer.alloc(512 * 3, 0xff);
  bytes.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(0, 48); // the directory's first sector
  bytes.writeUInt32LE(1, 76); // the allocation table's
  bytes.fill(0, 512, 1_024);
  for (const [at, name] of ['Root Entry', ...names].entries()) {
    const entry = 512 + at * 128;
    bytes.write(name, entry, 'utf16le');
    bytes.writeUInt16LE(name.length * 2 + 2, entry + 64);
    bytes[entry + 66] = at === 0 ? 5 : 2;
    bytes.writeUInt32LE(5_000, entry + 120);
  }
  return bytes;
}
