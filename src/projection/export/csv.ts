// CSV as PostgreSQL's COPY writes it (RFC 4180 with LF), so that the quick road and this one give the same bytes. Texts
// that a spreadsheet would run as a formula get an apostrophe.
import { isFormulaLike } from '#lib/sheet';
import { exportedFields, headersOf, textsOf } from './columns.ts';
import { copyableAsCsv, copyCsv } from './csv-copy.ts';
import type { ExportRequest } from './export.ts';
import { exportedRecords, type Tally } from './rows.ts';
import type { Snapshot } from './snapshot.ts';

const pieceChars = 64 * 1024;
const needsQuotes = /[",\r\n]/;

/** The pieces of the CSV. */
export async function* csvPieces(
  snapshot: Snapshot,
  query: ExportRequest['query'],
  tally: Tally,
): AsyncIterable<Uint8Array> {
  const { register } = snapshot.stored;
  const header = csvLine(headersOf(register));
  if (query === undefined && copyableAsCsv(register)) {
    yield Buffer.from(header);
    yield* copyCsv(snapshot, tally);
    return;
  }
  const fields = exportedFields(register);
  let piece = header;
  for await (const record of exportedRecords(snapshot, query, tally)) {
    piece += csvLine(textsOf(record, fields));
    if (piece.length < pieceChars) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}

/** One line; an empty text is an empty cell. */
export function csvLine(texts: readonly string[]): string {
  return `${texts.map(cell).join(',')}\n`;
}

function cell(text: string): string {
  const safe = isFormulaLike(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
