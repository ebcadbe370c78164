// Opens a CSV or TSV as a workbook of one sheet. It never guesses what a cell means.
import { guessDialect, separatorLine } from './csv-dialect.ts';
import { CsvScanner } from './csv-scan.ts';
import { decodeText } from './decode.ts';
import type { Limits } from './limits.ts';
import type { Notes } from './notes.ts';
import { atRow } from './problem.ts';
import type { TextFile } from './text-file.ts';
import type { Row, Workbook } from './workbook.ts';

const sampleChars = 64 * 1024;
const batchRows = 1_000;

/** Opens text as CSV. `declared` is the delimiter where the caller knows it. */
export function openCsv(file: TextFile, limits: Limits, notes: Notes, declared?: string): Workbook {
  const separator = separatorLine(file.head);
  if (separator !== undefined) notes.say('sep-line', { row: 1, detail: separator.delimiter });
  const skipChars = separator?.chars ?? 0;
  const sample = file.head.slice(skipChars, skipChars + sampleChars);
  const isWhole = file.isWhole && file.head.length <= skipChars + sampleChars;
  const dialect = guessDialect(sample, isWhole, declared ?? separator?.delimiter);
  if (dialect.backslash) notes.say('backslash-escapes');
  return {
    format: dialect.delimiter === '\t' ? 'tsv' : 'csv',
    encoding: file.encoding.label,
    ...(dialect.delimiter === '' ? {} : { delimiter: dialect.delimiter }),
    sheets: [
      { name: '', hidden: false, rows: () => csvRows(file, new CsvScanner(dialect, limits, notes), skipChars, notes) },
    ],
    notes: notes.list,
    close: () => file.source.close(),
  };
}

async function* csvRows(
  file: TextFile,
  scanner: CsvScanner,
  skipChars: number,
  notes: Notes,
): AsyncIterable<readonly Row[]> {
  let skip = skipChars;
  try {
    for await (const piece of decodeText(file.source, file.encoding)) {
      const clean = withoutNul(piece, notes);
      scanner.push(skip > 0 ? clean.slice(skip) : clean);
      skip = Math.max(0, skip - clean.length);
      yield* batches(scanner.take());
    }
    scanner.end();
  } catch (problem) {
    yield* batches(scanner.take());
    throw atRow(problem, scanner.row);
  }
  yield* batches(scanner.take());
}

/** NUL can be in no text of ours (PostgreSQL refuses it) and means nothing in a table. */
function withoutNul(piece: string, notes: Notes): string {
  if (!piece.includes('\0')) return piece;
  notes.say('nul-removed');
  return piece.replaceAll('\0', '');
}

function* batches(rows: readonly Row[]): Iterable<readonly Row[]> {
  if (rows.length <= batchRows) {
    if (rows.length > 0) yield rows;
    return;
  }
  for (let at = 0; at < rows.length; at += batchRows) yield rows.slice(at, at + batchRows);
}
