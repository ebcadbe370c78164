// Spreadsheets as bad as they come: bombs, paths out of the zip, DTDs, locks, old forms, giant and merged sheets.
import { handXlsx, oleFile, textRow, zip } from '#test/broken-files';
import type { BadFile } from './bad-input.fixture.ts';

const header = textRow(1, ['id', 'name', 'note']);
const sheet1 = 'xl/worksheets/sheet1.xml';
const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
const outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
const merged = '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>';

/** The cases. */
export const badSheets: readonly BadFile[] = [
  {
    item: 'XLSX bombs',
    name: 'a sheet of 64 MB in 64 kB',
    file: () =>
      handXlsx({
        rows: header,
        parts: [{ name: sheet1, content: `<worksheet><sheetData>${' '.repeat(64 << 20)}</sheetData></worksheet>` }],
      }),
    refused: ['zip-bomb', /spreadsheet|ຂະຫຍາຍ/],
  },
  {
    item: 'XLSX bombs',
    name: 'a directory that lies',
    file: () => handXlsx({ rows: header, parts: [{ name: sheet1, content: ' '.repeat(32 << 20), saysBytes: 100 }] }),
    refused: ['zip-bomb|bad-xlsx', /spreadsheet|damaged|ຂະຫຍາຍ|ເສຍຫາຍ/],
  },
  {
    item: 'XLSX bombs',
    name: '20,000 entries',
    file: () =>
      handXlsx({ rows: header, parts: Array.from({ length: 20_000 }, (_, at) => ({ name: `x/${at}`, content: '' })) }),
    refused: ['zip-bomb', /spreadsheet|ຂະຫຍາຍ/],
  },
  {
    item: 'zip slip',
    name: 'a name that climbs',
    file: () => handXlsx({ rows: header, parts: [{ name: '../../../../tmp/out.sh', content: 'x' }] }),
    refused: ['zip-slip', /tmp\/out\.sh/],
  },
  {
    item: 'zip slip',
    name: 'a name from the root',
    file: () => handXlsx({ rows: header, parts: [{ name: '/etc/cron.d/x', content: 'x' }] }),
    refused: ['zip-slip', /etc\/cron/],
  },
  {
    item: 'zip slip',
    name: 'a drive',
    file: () => handXlsx({ rows: header, parts: [{ name: 'C:\\x\\..\\y', content: 'x' }] }),
    refused: ['zip-slip', /C:/],
  },
  {
    item: 'DTDs',
    name: 'ten times ten laughs',
    file: () =>
      handXlsx({
        rows: header,
        parts: [{ name: 'xl/sharedStrings.xml', content: `${doctype}<sst><si><t>&b;</t></si></sst>` }],
      }),
    refused: ['dtd', /DTD/],
  },
  {
    item: 'DTDs',
    name: 'a file of the server',
    file: () =>
      handXlsx({ rows: header, parts: [{ name: sheet1, content: `${outside}<worksheet><sheetData/></worksheet>` }] }),
    refused: ['dtd', /DTD/],
  },
  {
    item: 'encrypted spreadsheets',
    name: 'a password on the workbook',
    file: () => oleFile('EncryptedPackage'),
    refused: ['encrypted', /password|ລະຫັດຜ່ານ/],
  },
  {
    item: 'encrypted spreadsheets',
    name: 'a password on the zip',
    file: () => zip([{ name: '[Content_Types].xml', content: '<Types/>', isLocked: true }]),
    refused: ['encrypted', /password|ລະຫັດຜ່ານ/],
  },
  { item: 'old spreadsheets', name: 'Excel 97', file: () => oleFile('Workbook'), refused: ['old-excel', /\.xls/] },
  {
    item: 'old spreadsheets',
    name: 'Excel 4',
    file: () => Buffer.from('0904060000001000000000000000', 'hex'),
    refused: ['old-excel', /\.xls/],
  },
  {
    item: 'old spreadsheets',
    name: 'the XML of Excel 2003',
    file: () => '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    refused: ['old-excel', /\.xls/],
  },
  {
    item: 'renamed spreadsheets',
    name: 'a document of another program',
    file: () =>
      zip([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
        { name: 'content.xml', content: '<x/>' },
      ]),
    fileName: 'list.xlsx',
    refused: ['opendocument', /\.ods/],
  },
  {
    item: 'renamed spreadsheets',
    name: 'a zip of a CSV',
    file: () => zip([{ name: 'list.csv', content: 'id,name\n1,a\n' }]),
    fileName: 'list.xlsx',
    refused: ['zip', /zip/],
  },
  {
    item: 'renamed spreadsheets',
    name: 'an XLSX named CSV',
    file: () => handXlsx({ rows: header + textRow(2, ['sh1', 'ກາ']) }),
    format: 'csv',
    fileName: 'list.csv',
    taken: { sh1: { name: 'ກາ' } },
  },
  {
    item: 'sparse giant sheets',
    name: 'a cell in the last row of all',
    file: () =>
      handXlsx({
        rows: `${header}${textRow(2, ['sh2', 'ກາ'])}<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>`,
      }),
    refused: ['too-many-columns', /row 1048576/],
  },
  {
    item: 'sparse giant sheets',
    name: 'a million rows between two',
    file: () => handXlsx({ rows: `${header}${textRow(2, ['sh3', 'ກາ'])}${textRow(1_048_576, ['sh4', 'ຂາ'])}` }),
    taken: { sh3: { name: 'ກາ' }, sh4: { name: 'ຂາ' } },
  },
  {
    item: 'sparse giant sheets',
    name: 'a merge over everything',
    file: () =>
      handXlsx({
        rows: header + textRow(2, ['sh5', 'ກາ']),
        after: '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>',
      }),
    taken: { sh5: { name: 'ກາ' } },
  },
  {
    item: 'merged cells',
    name: 'one name for two rows',
    file: () => handXlsx({ rows: header + textRow(2, ['sh6', 'ກາ']) + textRow(3, ['sh7']), after: merged }),
    taken: { sh6: { name: 'ກາ' }, sh7: { name: 'ກາ' } },
  },
  {
    item: 'NUL',
    name: 'escaped in a sheet, in its name too',
    file: () => handXlsx({ rows: header + textRow(2, ['sh8', 'ກາ_x0000_ຂາ']), sheetName: 'x_x0000_y&#1;' }),
    taken: { sh8: { name: 'ກາຂາ' } },
  },
  {
    item: 'lone surrogates',
    name: 'half a pair in a sheet',
    file: () => handXlsx({ rows: header + textRow(2, ['sh9', '_xD83D_']) }),
    refused: ['lone-surrogate', /row 2/],
  },
  {
    item: 'formula-like cells',
    name: 'a formula without a result',
    file: () =>
      handXlsx({
        rows: `${header}<row r="2"><c r="A2" t="inlineStr"><is><t>sh10</t></is></c><c r="C2"><f>1+1</f></c></row>`,
      }),
    found: [['value/not-text', 2, 'note']],
  },
  {
    item: 'hostile file names',
    name: 'a sheet named as a path',
    file: () =>
      handXlsx({
        rows: header + textRow(2, ['sh11', 'ກາ']) + textRow(3, ['', 'b']),
        sheetName: '../../&lt;script&gt;&#x202e;',
      }),
    found: [['value/required', 3, 'id']],
  },
  {
    item: 'Excel serials',
    name: 'a day number without a format',
    file: () =>
      handXlsx({
        rows: `${textRow(1, ['id', 'day'])}<row r="2"><c r="A2" t="inlineStr"><is><t>sh12</t></is></c><c r="B2"><v>45007</v></c></row>`,
      }),
    found: [['date/serial', 2, 'day']],
  },
  {
    item: 'legacy Lao font encodings',
    name: 'a cell in a font from before Unicode',
    file: () =>
      handXlsx({
        rows: `${header}<row r="2"><c r="A2" t="inlineStr"><is><t>sh13</t></is></c><c r="B2" s="1" t="inlineStr"><is><t>¡¾À³</t></is></c></row>`,
        styles:
          '<fonts><font><name val="Phetsarath OT"/></font><font><name val="Saysettha Lao"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>',
      }),
    found: [['lao/legacy-font', 2, 'name']],
  },
];
