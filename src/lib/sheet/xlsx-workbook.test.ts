// What the cells of an XLSX mean, from XML as Excel, LibreOffice and careless programs write it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorkbook } from './open.ts';
import { problemOf, readSample } from './sample-file.ts';
import { type SampleXlsx, sampleXlsx } from './sample-xlsx.ts';
import type { Cell } from './workbook.ts';

async function cellsOf(sample: SampleXlsx): Promise<readonly (readonly Cell[])[]> {
  const { sheets } = await readSample(await sampleXlsx(sample));
  return sheets[0]?.rows.map(row => row.cells ?? []) ?? [];
}

async function valueText(value: string): Promise<string> {
  const [[cell] = []] = await cellsOf({ rows: `<row r="1"><c r="A1"><v>${value}</v></c></row>` });
  return `${cell?.kind} ${cell?.text}`;
}

test('numbers stay exact, and a double printed with too many digits is what was typed', async () => {
  const cases: [string, string][] = [
    ['9007199254740993', 'number 9007199254740993'],
    ['123456789012345678901234', 'number 123456789012345678901234'],
    ['0.10000000000000001', 'number 0.1'],
    ['0.30000000000000004', 'number 0.30000000000000004'],
    ['12345678901234567.89', 'number 12345678901234567.89'],
    ['1.50', 'number 1.50'],
    ['-0.25', 'number -0.25'],
    ['1E+20', 'number 100000000000000000000'],
    ['1.4999999999999999E-7', 'number 0.00000015'],
    ['2.5E-3', 'number 0.0025'],
    ['-0', 'number 0'],
    ['1e999', 'text 1e999'],
    ['NaN', 'text NaN'],
  ];
  for (const [value, wanted] of cases) assert.equal(await valueText(value), wanted);
});

test('shared, inline and rich texts are read whole, phonetic hints left out, escapes undone', async () => {
  const strings = [
    '<si><t>ບ້ານ &amp; ເມືອງ</t></si>',
    '<si><r><rPr><rFont val="Saysettha Lao"/></rPr><t>rich </t></r><r><t xml:space="preserve"> text</t></r><rPh sb="0" eb="1"><t>hint</t></rPh></si>',
    '<si><t xml:space="preserve"> two_x000D_\nlines _x005F_x000D_ </t></si>',
    '<si/>',
  ].join('');
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
    <c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>
    <c r="F1" t="str"><f>A1&amp;"x"</f><v>result</v></c></row>`;
  const [cells = []] = await cellsOf({ strings, rows });
  assert.deepEqual(
    cells.map(cell => cell.text),
    ['ບ້ານ & ເມືອງ', 'rich  text', ' two\r\nlines _x000D_ ', '', 'inline', 'result'],
  );
  assert.equal(cells[1]?.font, 'Saysettha Lao');
  assert.equal(cells[3]?.kind, 'empty');
});

test('booleans, errors and formulas without a result say what they are', async () => {
  const rows = `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#REF!</v></c>
    <c r="D1"><f>SUM(A1:A3)</f></c><c r="E1"><f>1+1</f><v>2</v></c></row>`;
  const file = await readSample(await sampleXlsx({ rows }));
  assert.deepEqual(file.sheets[0]?.rows[0]?.cells, [
    { text: 'TRUE', kind: 'boolean' },
    { text: 'FALSE', kind: 'boolean' },
    { text: '#REF!', kind: 'error' },
    { text: '=SUM(A1:A3)', kind: 'error' },
    { text: '2', kind: 'number' },
  ]);
  assert.deepEqual(file.notes, [{ code: 'formulas', row: 1 }]);
});

const dateStyles = `<numFmts><numFmt numFmtId="164" formatCode="[$-1041E]d\\ mmm\\ bbbb"/><numFmt numFmtId="165" formatCode="[h]:mm"/>
  <numFmt numFmtId="166" formatCode="0.00E+00"/><numFmt numFmtId="167" formatCode="#,##0&quot; days&quot;"/>
  <numFmt numFmtId="168" formatCode="dd/mm/yyyy hh:mm:ss.000"/></numFmts>
  <fonts><font><name val="Alice_0"/></font><font><b/><name val="Phetsarath OT"/></font></fonts>
  <cellStyleXfs><xf numFmtId="14" fontId="0"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="1"/><xf numFmtId="22" fontId="1"/><xf numFmtId="21" fontId="1"/>
  <xf numFmtId="164" fontId="1"/><xf numFmtId="165" fontId="1"/><xf numFmtId="166" fontId="1"/><xf numFmtId="167" fontId="1"/>
  <xf numFmtId="168" fontId="1"/><xf numFmtId="9" fontId="1"/></cellXfs>`;

function dated(serials: readonly (readonly [number, string])[], is1904 = false): SampleXlsx {
  const cells = serials.map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`).join('');
  const workbook = `<workbookPr date1904="${is1904 ? 1 : 0}"/><sheets><sheet name="one" sheetId="1" r:id="rId1"/></sheets>`;
  return { rows: `<row r="1">${cells}</row>`, styles: dateStyles, workbook };
}

test('a number is a date when its format says so, and reads as ISO text', async () => {
  const [cells = []] = await cellsOf(
    dated([
      [1, '46081'],
      [2, '46081.572916666664'],
      [3, '0.5729166666666666'],
      [4, '46081'],
      [5, '1.1458333333333333'],
      [6, '46081'],
      [7, '46081'],
      [8, '46081.00000001157'],
      [1, '46081.5'],
      [9, '0.25'],
      [1, '-1'],
      [1, '2958466'],
    ]),
  );
  assert.deepEqual(
    cells.map(cell => `${cell.kind} ${cell.text}`),
    [
      'date 2026-02-28',
      'date 2026-02-28T13:45:00',
      'text 13:45:00',
      'date 2026-02-28',
      'text 27:30:00',
      'number 46081',
      'number 46081',
      'date 2026-02-28T00:00:00.001',
      'date 2026-02-28',
      'number 0.25',
      'number -1',
      'number 2958466',
    ],
  );
  assert.equal(cells[8]?.value, '2026-02-28T12:00:00');
});

test('the days of 1900 are those Excel shows, the one that never was too', async () => {
  const [cells = []] = await cellsOf(dated(['0', '1', '59', '60', '61'].map(serial => [1, serial] as const)));
  assert.deepEqual(
    cells.map(cell => cell.text),
    ['1900-01-00', '1900-01-01', '1900-02-28', '1900-02-29', '1900-03-01'],
  );
});

test('the 1904 calendar of old Macs is obeyed', async () => {
  const [cells = []] = await cellsOf(
    dated(
      [
        [1, '0'],
        [1, '44619'],
      ],
      true,
    ),
  );
  assert.deepEqual(
    cells.map(cell => cell.text),
    ['1904-01-01', '2026-02-28'],
  );
});

test('the font of a cell is told, so that a legacy Lao font is known', async () => {
  const strings = '<si><t>ລາວ</t></si>';
  const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>0</v></c></row>';
  const [cells = []] = await cellsOf({ rows, strings, styles: dateStyles });
  assert.deepEqual(
    cells.map(cell => cell.font),
    ['Alice_0', 'Phetsarath OT'],
  );
});

test('cells and rows without references follow one another; those with them stand where they say', async () => {
  const rows =
    '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c r="A6"/></row>';
  const { sheets } = await readSample(await sampleXlsx({ rows }));
  assert.deepEqual(
    sheets[0]?.rows.map(row => [row.number, row.texts]),
    [
      [1, ['1', '2']],
      [5, ['', '', '3', '4']],
    ],
  );
});

test('merged cells carry the text of their origin', async () => {
  const rows = `<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="C2"><v>3</v></c></row>
    <row r="3"><c r="C3"><v>4</v></c></row>`;
  const after = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/></mergeCells>';
  const cells = await cellsOf({ rows, after });
  assert.deepEqual(
    cells.map(row => row.map(cell => `${cell.text}${cell.merged === undefined ? '' : ` ${cell.merged}`}`)),
    [
      ['1 origin', '1 covered', '1 covered'],
      ['2 origin', '', '3'],
      ['2 covered', '', '4'],
    ],
  );
});

test('a merge over the whole sheet and a dimension of all cells cost nothing', async () => {
  const rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="C1048576"><v>2</v></c></row>';
  const after = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>';
  const { sheets } = await readSample(await sampleXlsx({ rows, after }));
  assert.deepEqual(
    sheets[0]?.rows.map(row => [row.number, row.texts.length]),
    [
      [1, 1],
      [1_048_576, 3],
    ],
  );
  const far = await problemOf(await sampleXlsx({ rows: '<row r="7"><c r="XFD7"><v>1</v></c></row>' }));
  assert.deepEqual([far?.code, far?.row, far?.column], ['too-many-columns', 7, 16_384]);
});

test('hidden sheets are told, chart sheets left out, names unescaped', async () => {
  const workbook = `<sheets><sheet name="A &amp; ຂ" sheetId="1" r:id="rId1"/><sheet name="chart" sheetId="3" r:id="rId3"/>
    <sheet name="two" sheetId="2" state="veryHidden" r:id="rId2"/></sheets>`;
  const { sheets } = await readSample(await sampleXlsx({ workbook, rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }));
  assert.deepEqual(
    sheets.map(sheet => [sheet.name, sheet.hidden, sheet.rows.length]),
    [
      ['A & ຂ', false, 1],
      ['two', true, 1],
    ],
  );
});

test('hidden rows and columns are noted, not skipped', async () => {
  const parts = {
    'xl/worksheets/sheet1.xml':
      '<worksheet><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="2" hidden="1"><c><v>1</v></c></row></sheetData></worksheet>',
  };
  const file = await readSample(await sampleXlsx({ parts }));
  assert.deepEqual(file.texts, [['1']]);
  assert.deepEqual(file.notes, [{ code: 'hidden-columns' }, { code: 'hidden-rows', row: 2 }]);
});

test('prefixed tags, single quotes, comments and CDATA are XML like any other', async () => {
  const parts = {
    'xl/worksheets/sheet1.xml': `<?xml version='1.0'?><!-- a > b --><x:worksheet xmlns:x='m'><x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr'>
      <x:is><x:t><![CDATA[a<b]]></x:t></x:is></x:c><x:c r='B1'><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
  };
  assert.deepEqual((await readSample(await sampleXlsx({ parts }))).texts, [['a<b', '2']]);
});

test('XML in UTF-16 is read, XML that is neither valid UTF-8 nor UTF-16 refused', async () => {
  const xml = '<worksheet><sheetData><row><c t="inlineStr"><is><t>ລາວ</t></is></c></row></sheetData></worksheet>';
  const part = 'xl/worksheets/sheet1.xml';
  const wide = { [part]: Buffer.from(`\ufeff${xml}`, 'utf16le') };
  assert.deepEqual((await readSample(await sampleXlsx({ parts: wide }))).texts, [['ລາວ']]);
  const broken = { [part]: Buffer.from(xml.replace('ລາວ', '\xff'), 'latin1') };
  assert.equal((await problemOf(await sampleXlsx({ parts: broken })))?.code, 'invalid-encoding');
});

test('a sheet may be read twice', async () => {
  const bytes = await sampleXlsx({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' });
  const workbook = await openWorkbook({ bytes });
  const [sheet] = workbook.sheets;
  assert.ok(sheet);
  assert.deepEqual(await Array.fromAsync(sheet.rows()), await Array.fromAsync(sheet.rows()));
  await workbook.close();
});

test('half a surrogate pair in a string is refused with its row', async () => {
  const rows = '<row r="3"><c r="B3" t="inlineStr"><is><t>x_xD800_y</t></is></c></row>';
  const problem = await problemOf(await sampleXlsx({ rows }));
  assert.deepEqual([problem?.code, problem?.row], ['lone-surrogate', 3]);
});

test('a workbook whose only sheet is empty is an empty file', async () => {
  assert.equal((await problemOf(await sampleXlsx()))?.code, 'empty-file');
});
