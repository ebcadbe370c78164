// 56 spreadsheets that real programs and people broke: what each gives. Skipped where the collection is not beside the checkout.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { problemOf, readSample } from './sample-file.ts';

const folder = new URL('../../../../shared/data/messy/', import.meta.url);
const skip = existsSync(folder) ? false : 'no ../shared/data/messy beside this checkout';

/** Format, encoding, rows of each sheet, cells in the widest row; then, where it tells something, notes. */
type Table = readonly [
  file: string,
  format: string,
  encoding: string | undefined,
  rows: readonly number[],
  widest: number,
  notes?: string,
];

const tables: readonly Table[] = [
  ['csvlint/cr-line-endings.csv', 'csv', 'utf-8', [3], 3],
  ['csvlint/crlf-line-endings.csv', 'csv', 'utf-8', [3], 3],
  ['csvlint/inconsistent-line-endings-unquoted.csv', 'csv', 'utf-8', [3], 3, 'mixed-line-ends'],
  ['csvlint/inconsistent-line-endings.csv', 'csv', 'utf-8', [3], 3, 'mixed-line-ends'],
  ['csvlint/invalid-byte-sequence.csv', 'csv', 'windows-1252', [24], 7, 'windows-1252'],
  ['csvlint/invalid_many_rows.csv', 'csv', 'utf-8', [12], 3, 'stray-quote'],
  ['csvlint/lf-line-endings.csv', 'csv', 'utf-8', [3], 3],
  ['csvlint/spreadsheet.xlsx', 'xlsx', undefined, [1, 0, 0], 3],
  ['csvlint/title-row.csv', 'csv', 'utf-8', [4], 3],
  ['csvlint/valid.csv', 'csv', 'utf-8', [3], 3],
  ['csvlint/valid_many_rows.csv', 'csv', 'utf-8', [7], 3],
  ['csvlint/w3.org/.well-known/csvm', 'csv', 'utf-8', [4], 1],
  ['csvlint/white space in filename.csv', 'csv', 'utf-8', [3], 3],
  ['csvlint/windows-line-endings.csv', 'csv', 'utf-8', [2], 3],
  ['messytables-horror/211.csv', 'csv', 'windows-1252', [2133], 96, 'windows-1252'],
  ['messytables-horror/begrotingsanalyse-2011.csv', 'csv', 'utf-8', [43], 20],
  ['messytables-horror/bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm', 'xlsx', undefined, [41], 12, 'merged-cells'],
  ['messytables-horror/characters.csv', 'csv', 'big5', [383], 18, 'big5'],
  ['messytables-horror/complex.csv', 'csv', 'utf-8', [4], 4],
  ['messytables-horror/example.tsv', 'tsv', 'utf-8', [141], 17],
  ['messytables-horror/excel_pasting.csv', 'csv', 'utf-8', [21], 9],
  ['messytables-horror/large.xlsx', 'xlsx', undefined, [33, 8546, 8], 11, 'hidden-columns formulas'],
  ['messytables-horror/long.csv', 'csv', 'utf-8', [4000], 1],
  ['messytables-horror/mixedGLB.csv', 'csv', 'utf-8', [137], 19],
  ['messytables-horror/null.csv', 'csv', 'utf-8', [10], 4],
  ['messytables-horror/simple.csv', 'csv', 'utf-8', [7], 3],
  ['messytables-horror/simple.psv', 'csv', 'utf-8', [29], 6, 'mixed-line-ends'],
  ['messytables-horror/simple.ssv', 'csv', 'utf-8', [7], 3],
  ['messytables-horror/simple.xlsx', 'xlsx', undefined, [7], 3],
  ['messytables-horror/skip_initials.csv', 'csv', 'utf-8', [3], 2],
  ['messytables-horror/small.csv', 'csv', 'utf-8', [1], 1],
  ['messytables-horror/spanish_chars.csv', 'csv', 'windows-1252', [117], 8, 'windows-1252'],
  ['messytables-horror/sparse_with_column_errors.csv', 'csv', 'windows-1252', [2238], 4, 'windows-1252'],
  ['messytables-horror/sw_gen.xlsx', 'xlsx', undefined, [16], 17],
  ['messytables-horror/utf-16le_encoded.csv', 'csv', 'utf-16le', [328], 19, 'bom utf-16le'],
  ['messytables-horror/utf8bom.csv', 'csv', 'utf-8', [1], 2, 'bom'],
  ['messytables-horror/weird_head_padding.csv', 'csv', 'utf-8', [94], 11],
];

const refused: readonly (readonly [file: string, code: string, given?: string])[] = [
  ['csvlint/spreadsheet.xls', 'old-excel', 'xls'],
  ['messytables-horror/badcolspan.html', 'html'],
  ['messytables-horror/blank_line.ods', 'opendocument', 'ods'],
  ['messytables-horror/complex.html', 'html'],
  ['messytables-horror/encrypted_no_password.xls', 'encrypted', 'xls'],
  ['messytables-horror/excel_properties.xls', 'old-excel', 'xls'],
  ['messytables-horror/html.html', 'html'],
  ['messytables-horror/invisible_text.html', 'html'],
  ['messytables-horror/libreoffice.xlsx', 'empty-file', 'no row'],
  ['messytables-horror/loffice-4.4.1.2.ods', 'opendocument', 'ods'],
  ['messytables-horror/multilineods.ods', 'opendocument', 'ods'],
  ['messytables-horror/ods_formats.ods', 'opendocument', 'ods'],
  ['messytables-horror/rowcolspan.html', 'html'],
  ['messytables-horror/simple.ods', 'opendocument', 'ods'],
  ['messytables-horror/simple.unknown', 'empty-file'],
  ['messytables-horror/simple.xls', 'old-excel', 'xls'],
  ['messytables-horror/simple.zip', 'zip', 'simple.csv'],
  ['messytables-horror/span_rich.xls', 'old-excel', 'xls'],
  ['messytables-horror/unicode_sheet_name.xls', 'old-excel', 'xls'],
];

function bytesOf(file: string): Promise<Buffer> {
  return readFile(fileURLToPath(new URL(file.replaceAll(' ', '%20'), folder)));
}

test('every table among the broken spreadsheets gives all its rows', { skip }, async () => {
  for (const [file, format, encoding, rows, widest, notes = ''] of tables) {
    const found = await readSample(await bytesOf(file));
    const widths = found.sheets.flatMap(sheet => sheet.rows.map(row => row.texts.length));
    assert.deepEqual(
      [found.format, found.encoding, found.sheets.map(sheet => sheet.rows.length), Math.max(...widths)],
      [format, encoding, rows, widest],
      file,
    );
    assert.equal(found.notes.map(note => note.code).join(' '), notes, file);
  }
});

test('everything else among them is refused for what it is, whatever its name says', { skip }, async () => {
  for (const [file, code, given] of refused) {
    const problem = await problemOf(await bytesOf(file));
    assert.deepEqual([problem?.code, problem?.given], [code, given], file);
  }
});

test('the collection has no file that is not expected here', { skip }, async () => {
  const { glob } = await import('node:fs/promises');
  const found = await Array.fromAsync(glob('**/*.*', { cwd: fileURLToPath(folder) }));
  const expected = new Set([...tables, ...refused].map(([file]) => file));
  const unexpected = found.filter(file => /\.\w{3,4}$/.test(file) && !file.endsWith('w3.org') && !expected.has(file));
  assert.deepEqual(unexpected, []);
  assert.equal(expected.size, 56);
});

test('cells of the broken spreadsheets say what a person sees', { skip }, async () => {
  const cases: [string, number, number, string][] = [
    ['csvlint/invalid-byte-sequence.csv', 1, 3, 'Histórico'],
    ['csvlint/invalid_many_rows.csv', 4, 3, '3" '],
    ['messytables-horror/characters.csv', 1, 2, '景點編號'],
    ['messytables-horror/complex.csv', 4, 3, '6,000,000'],
    ['messytables-horror/simple.xlsx', 2, 1, '2011-01-01'],
    ['messytables-horror/sw_gen.xlsx', 2, 3, '2014-06-06 15:42:37+00:00'],
    ['messytables-horror/weird_head_padding.csv', 12, 4, '2000'],
  ];
  for (const [file, row, column, text] of cases) {
    const found = await readSample(await bytesOf(file));
    assert.equal(found.sheets[0]?.rows.find(({ number }) => number === row)?.texts[column - 1], text, file);
  }
});
