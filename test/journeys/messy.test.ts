// 56 files that real programs and people broke. Each goes the whole way into a register made after its own header, or is
// refused with the sentence it deserves; none ends in a fault.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listRecords } from '#projection/record';
import { Refusal } from '#register';
import { readFsckReport } from '#store';
import { sharedUrl, skipWithout } from '#test/shared';
import { bringIn, define, openWalk, standing, type Walk } from '#test/walk';
import { type Mapping, previewFile, type SheetPreview } from '#workflow/intake';

const folder = 'data/messy/';

/** What became of a file: the code of its refusal, or rows that became records, that were set aside, that were left out. */
type Fate = string | readonly [records: number, setAside: number, leftOut: number];

const fates: Readonly<Record<string, Fate>> = {
  'csvlint/cr-line-endings.csv': [2, 0, 0],
  'csvlint/crlf-line-endings.csv': [2, 0, 0],
  'csvlint/inconsistent-line-endings-unquoted.csv': [2, 0, 0],
  'csvlint/inconsistent-line-endings.csv': [2, 0, 0],
  'csvlint/invalid-byte-sequence.csv': [23, 0, 0],
  'csvlint/invalid_many_rows.csv': [9, 0, 0],
  'csvlint/lf-line-endings.csv': [2, 0, 0],
  'csvlint/spreadsheet.xls': 'intake/old-excel',
  'csvlint/spreadsheet.xlsx': [0, 0, 0],
  'csvlint/title-row.csv': [2, 0, 1],
  'csvlint/valid.csv': [2, 0, 0],
  'csvlint/valid_many_rows.csv': [6, 0, 0],
  'csvlint/w3.org/.well-known/csvm': [3, 0, 0],
  'csvlint/white space in filename.csv': [2, 0, 0],
  'csvlint/windows-line-endings.csv': [1, 0, 0],
  'messytables-horror/211.csv': [2132, 0, 0],
  'messytables-horror/badcolspan.html': 'intake/html',
  'messytables-horror/begrotingsanalyse-2011.csv': [39, 0, 2],
  'messytables-horror/bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm': [40, 0, 0],
  'messytables-horror/blank_line.ods': 'intake/opendocument',
  'messytables-horror/characters.csv': [382, 0, 0],
  'messytables-horror/complex.csv': [3, 0, 0],
  'messytables-horror/complex.html': 'intake/html',
  'messytables-horror/encrypted_no_password.xls': 'intake/encrypted',
  'messytables-horror/example.tsv': [140, 0, 0],
  'messytables-horror/excel_pasting.csv': [16, 0, 2],
  'messytables-horror/excel_properties.xls': 'intake/old-excel',
  'messytables-horror/html.html': 'intake/html',
  'messytables-horror/invisible_text.html': 'intake/html',
  'messytables-horror/large.xlsx': [30, 0, 2],
  'messytables-horror/libreoffice.xlsx': 'intake/empty-file',
  'messytables-horror/loffice-4.4.1.2.ods': 'intake/opendocument',
  'messytables-horror/long.csv': [3999, 0, 0],
  'messytables-horror/mixedGLB.csv': [133, 0, 2],
  'messytables-horror/multilineods.ods': 'intake/opendocument',
  'messytables-horror/null.csv': [9, 0, 0],
  'messytables-horror/ods_formats.ods': 'intake/opendocument',
  'messytables-horror/rowcolspan.html': 'intake/html',
  'messytables-horror/simple.csv': [6, 0, 0],
  'messytables-horror/simple.ods': 'intake/opendocument',
  'messytables-horror/simple.psv': [28, 0, 0],
  'messytables-horror/simple.ssv': [6, 0, 0],
  'messytables-horror/simple.unknown': 'intake/empty-file',
  'messytables-horror/simple.xls': 'intake/old-excel',
  'messytables-horror/simple.xlsx': [6, 0, 0],
  'messytables-horror/simple.zip': 'intake/zip',
  'messytables-horror/skip_initials.csv': [2, 0, 0],
  'messytables-horror/small.csv': [0, 0, 0],
  'messytables-horror/span_rich.xls': 'intake/old-excel',
  'messytables-horror/spanish_chars.csv': [115, 0, 0],
  'messytables-horror/sparse_with_column_errors.csv': [2200, 0, 0],
  'messytables-horror/sw_gen.xlsx': [15, 0, 0],
  'messytables-horror/unicode_sheet_name.xls': 'intake/old-excel',
  'messytables-horror/utf-16le_encoded.csv': [327, 0, 0],
  'messytables-horror/utf8bom.csv': [0, 0, 0],
  'messytables-horror/weird_head_padding.csv': [76, 0, 6],
};

describe('the broken spreadsheets', { skip: skipWithout(folder) }, () => {
  let walk: Walk;
  before(async () => {
    walk = await openWalk();
  });
  after(() => walk.close());

  test('each of the 56 comes in or is refused for what it is', async () => {
    const found: Record<string, Fate> = {};
    for (const file of filesOf(folder)) found[file] = await fateOf(walk, file);
    assert.equal(Object.keys(found).length, 56);
    assert.deepEqual(found, fates);
  });

  test('what is no table of ours is refused with the cure, in Lao and in English', async () => {
    for (const [file, code] of Object.entries(fates)) {
      if (code !== 'intake/old-excel' && code !== 'intake/opendocument' && code !== 'intake/html') continue;
      const bytes = readFileSync(new URL(encodeURI(file), sharedUrl(folder)));
      await assert.rejects(previewFile({ bytes }), (problem: unknown) => {
        assert.ok(problem instanceof Refusal);
        assert.match(problem.next.en, /save it as \.xlsx or CSV UTF-8/, file);
        assert.match(problem.next.lo, /ບັນທຶກເປັນ \.xlsx ຫຼື CSV UTF-8/, file);
        return true;
      });
    }
  });

  test('letters of other encodings are the letters a person sees', async () => {
    const { register } = await standing(walk, 'r-csvlint-invalid-byte-sequence-csv');
    assert.ok(register.schema.fields.some(({ title }) => title.en === 'Histórico'));
    assert.ok(await holds('r-messytables-horror-spanish-chars-csv', 'Legislación'));
    assert.ok(await holds('r-messytables-horror-sw-gen-xlsx', '2014-06-06 15:42:37+00:00'));
  });

  test('a letter that another encoding broke is kept, with a note at its cell', async () => {
    const name = 'r-messytables-horror-211-csv';
    const bytes = readFileSync(new URL('messytables-horror/211.csv', sharedUrl(folder)));
    const { mapping } = madeAfter(name, await previewFile({ bytes }));
    const { proposed } = await bringIn(walk, name, bytes, { mapping, approvers: [] });
    const finding = proposed.findings.find(({ code }) => code === 'value/broken-letter');
    assert.equal(finding?.blocks, false);
    assert.ok(finding.row !== null && finding.field !== null);
  });

  test('the logs of all of them hold all invariants', async () => {
    const report = await readFsckReport(walk.store);
    assert.deepEqual(
      report.checks.flatMap(check => check.findings),
      [],
    );
  });

  const holds = async (name: string, text: string) => {
    const { records } = await listRecords(walk.store.public, await standing(walk, name), { limit: 1000 });
    return records.some(({ item }) => Object.values(item).includes(text));
  };
});

function filesOf(path: string): string[] {
  const root = fileURLToPath(sharedUrl(path));
  const found = readdirSync(root, { recursive: true, withFileTypes: true }).filter(one => one.isFile());
  return found.map(one => `${one.parentPath}/${one.name}`.replace(root, '').replace(/^\//, '')).sort();
}

async function fateOf(walk: Walk, file: string): Promise<Fate> {
  const bytes = readFileSync(new URL(encodeURI(file), sharedUrl(folder)));
  try {
    const name = `r-${file.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`.slice(0, 40).replace(/-$/, '');
    const { definition, mapping } = madeAfter(name, await previewFile({ bytes }));
    await define(walk, definition);
    const { proposed, summary } = await bringIn(walk, name, bytes, { mapping, setAside: true });
    const { records } = await standing(walk, name);
    assert.equal(records, proposed.counts.added);
    assert.equal(summary.rows, proposed.counts.added + proposed.setAside.length, file);
    return [records, proposed.setAside.length, summary.leftOut];
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw new Error(file, { cause: problem });
    for (const text of [problem.words.lo, problem.words.en, problem.next.lo, problem.next.en])
      assert.ok(text.length > 5);
    return problem.code;
  }
}

/** A register with a field a column of the fullest sheet; its header is the first row about as wide as the widest. */
function madeAfter(name: string, sheets: readonly SheetPreview[]) {
  const filled = (texts: readonly string[]) => texts.filter(text => text.trim() !== '').length;
  const widest = (sheet: SheetPreview) => Math.max(0, ...sheet.rows.map(row => filled(row.texts)));
  const sheet = sheets.toSorted((one, other) => widest(other) - widest(one))[0];
  const header = sheet?.rows.find(row => filled(row.texts) >= 0.6 * widest(sheet));
  const headers = [...new Set((header?.texts ?? []).map(text => text.trim()).filter(text => text !== ''))];
  const fields = headers.map((text, at) => ({ name: `c${at + 1}`, type: 'string', title: text.slice(0, 60) }));
  const mapping: Mapping = {
    ...(sheets.length > 1 && sheet !== undefined ? { sheet: sheet.name } : {}),
    headerRow: header?.number ?? 1,
    fields: Object.fromEntries(headers.map((text, at) => [`c${at + 1}`, text])),
  };
  return { definition: { name, title: name, key: 'random', schema: { fields } }, mapping };
}
