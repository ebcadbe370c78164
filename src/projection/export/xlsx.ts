// XLSX: typed cells under Lao titles, and a second sheet that says what the file is and where it comes from.
import { writeXlsx, type XlsxCell } from '#lib/sheet';
import type { ListedRecord } from '#projection/record';
import { type Field, writeValue } from '#register';
import { exportedFields } from './columns.ts';
import type { ExportRequest } from './export.ts';
import { exportedRecords, type Tally } from './rows.ts';
import type { Snapshot } from './snapshot.ts';
import { xlsxWords } from './words.ts';

/** Rows a sheet can hold below its header. */
export const mostXlsxRows = 1_048_575;

const longestCell = 32_767;

/** The pieces of the workbook. */
export function xlsxPieces(snapshot: Snapshot, query: ExportRequest['query'], tally: Tally): AsyncIterable<Uint8Array> {
  const { register } = snapshot.stored;
  const fields = exportedFields(register);
  const columns = [{ header: keyHeader(fields), width: 20 }, ...fields.map(field => ({ header: field.title.lo }))];
  const rows = cellRows(exportedRecords(snapshot, query, tally), fields);
  return writeXlsx(
    [
      { name: register.title.lo, columns, rows },
      // Its rows are asked for when the first sheet is written, hence when the rows are counted.
      { name: xlsxWords.about.lo, rows: aboutRows(snapshot, query, tally) },
    ],
    { font: 'Phetsarath OT' },
  );
}

// The sheet must be readable when it is sent back: where a field is called so itself, the key has its name in CSV.
function keyHeader(fields: readonly Field[]): string {
  const { lo } = xlsxWords.key;
  return fields.some(({ title, aliases }) => title.lo === lo || aliases.includes(lo)) ? 'key' : lo;
}

async function* cellRows(
  records: AsyncIterable<ListedRecord>,
  fields: readonly Field[],
): AsyncIterable<readonly XlsxCell[]> {
  for await (const { key, item } of records) {
    yield [{ text: key }, ...fields.map(field => cellOf(writeValue(item[field.name], field), field))];
  }
}

function cellOf(text: string, field: Field): XlsxCell {
  switch (field.type) {
    case 'integer':
    case 'number':
    case 'decimal':
    case 'money':
      return { text, kind: 'number' };
    case 'date':
      return { text, kind: 'date' };
    case 'boolean':
      return { text, kind: 'boolean' };
    default:
      return { text: text.length > longestCell ? cut(text) : text };
  }
}

// Excel holds no longer text. The mark says so, since a text cut in silence would pass for the whole one.
function cut(text: string): string {
  const mark = ` … [${xlsxWords.cut.lo} / ${xlsxWords.cut.en}]`;
  return text.slice(0, longestCell - mark.length).toWellFormed() + mark;
}

function* aboutRows(
  { stored, size, root }: Snapshot,
  query: ExportRequest['query'],
  tally: Tally,
): Iterable<readonly string[]> {
  const { register, changed, origin } = stored;
  const { about, key: _key, cut: _cut, ...words } = xlsxWords;
  const facts: Readonly<Record<keyof typeof words, string>> = {
    title: `${register.title.lo} / ${register.title.en}`,
    custodian: register.custodian,
    licence: register.licence ?? '',
    asAt: query?.moment?.asAt ?? '',
    changed: changed === null ? '' : changed.toISOString(),
    rows: String(tally.rows),
    origin,
    size: String(size),
    root: Buffer.from(root).toString('base64'),
  };
  for (const [name, text] of Object.entries(facts)) {
    const word = words[name as keyof typeof words];
    if (text !== '') yield [`${word.lo} / ${word.en}`, text];
  }
}
