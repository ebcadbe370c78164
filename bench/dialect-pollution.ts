// Spoils a table in the ways of the Pollock benchmark (Vitagliano, Hameed, Jiang, Reisener, Wu, Naumann: "Pollock: A Data Loading
// Benchmark", PVLDB 16, 2023), by its description: 2,290 files of 26 kinds. Each says what a reader should make of it.
import type { Table } from './dialect-table.ts';

/** A spoiled file. */
export interface Polluted {
  readonly kind: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly truth: Table;
  /** How often the paper's survey of 3,712 real files met its kind, shared among the files of the kind. */
  readonly weight: number;
}

interface Written {
  readonly delimiter?: string;
  readonly quote?: string;
  /** What stands before a quote inside a cell. */
  readonly before?: string;
  readonly lineEnd?: string;
}

/** A row may be written by itself; `cells` are what stands between delimiters, quotes and all. */
type RowWriter = (cells: readonly string[], row: number) => string;

/** All files. */
export function* polluted(table: Table): Generator<Polluted> {
  const file = (kind: string, weight: number, text: string, truth: Table = table, name = kind): Polluted => ({
    kind,
    name,
    weight,
    truth,
    bytes: Buffer.from(text),
  });
  yield file('as the standard says', 1, written(table));
  yield* fileKinds(table, file);
  yield* tableKinds(table, file);
  yield* dialectKinds(table, file);
  yield* rowKinds(table, file);
}

type Make = (kind: string, weight: number, text: string, truth?: Table, name?: string) => Polluted;

function* fileKinds(table: Table, file: Make): Generator<Polluted> {
  const text = written(table);
  yield file('an empty file', 15, '', []);
  yield file('no line end at the end', 184, text.replace(/\r\n$/, ''));
  yield file('two line ends at the end', 5, `${text}\r\n`);
}

function* tableKinds(table: Table, file: Make): Generator<Polluted> {
  const [header = [], ...rows] = table;
  yield file('no header', 470, written(rows), rows);
  for (const levels of [2, 3]) {
    const truth = [header.map(text => Array(levels).fill(text).join(' ')), ...rows];
    yield file(
      `header of ${levels} rows`,
      47,
      written([...Array<readonly string[]>(levels).fill(header), ...rows]),
      truth,
    );
  }
  const blank = header.map(() => '');
  yield file('a title above', 282, written([['PREAMBLE', ...blank.slice(1)], blank, ...table]));
  for (const [columns, word] of [
    [8, 'fewer'],
    [9, 'as many'],
    [10, 'more'],
  ] as const) {
    const second = Array.from({ length: 83 }, (_, row) =>
      Array.from({ length: columns }, (_, at) => `cell ${row} ${at}`),
    );
    yield file(`a second table of ${word} columns`, 188 / 3, written([...table, ...second]), [...table, ...second]);
  }
  yield file('a header alone', 3, written([header]), [header]);
  yield file('one row of data', 4, written(table.slice(0, 2)), table.slice(0, 2));
}

function* dialectKinds(table: Table, file: Make): Generator<Polluted> {
  yield file('line ends LF', 1691, written(table, { lineEnd: '\n' }));
  yield file('line ends CR', 7, written(table, { lineEnd: '\r' }));
  yield file('semicolons', 834, written(table, { delimiter: ';' }));
  yield file('tabs', 4, written(table, { delimiter: '\t' }));
  yield file('spaces', 4, written(table, { delimiter: ' ' }));
  yield file('commas with a space', 101, written(table, { delimiter: ', ' }));
  yield file('apostrophes as quotes', 11, written(table, { quote: "'", before: "'" }));
  yield file('quotes escaped by backslashes', 1, written(table, { before: '\\' }));
  yield file('quotes not escaped', 7, written(table, { before: '' }));
}

function* rowKinds(table: Table, file: Make): Generator<Polluted> {
  for (const [row, cells] of table.entries()) {
    const one = (change: RowWriter) =>
      written(table, {}, (texts, at) => (at === row ? change(texts, at) : texts.join(',')));
    yield file(
      'one row by spaces',
      1 / 7,
      one(texts => texts.join(' ')),
      table,
      `row ${row}`,
    );
    for (const column of cells.keys()) {
      const name = `row ${row} column ${column}`;
      const withMore = one(texts => [...texts.slice(0, column), '', ...texts.slice(column)].join(','));
      yield file('a delimiter too many', 260 / 707, withMore, table, name);
      if (column > 0)
        yield file(
          'a delimiter too few',
          260 / 707,
          one(texts => joinedBefore(texts, column)),
          table,
          name,
        );
      const quoted = cells.with(column, `"${cells[column]}`);
      const withQuote = one(texts => texts.with(column, texts[column]?.replace('"', '""') ?? '').join(','));
      yield file('a quote too many', 7 / 756, withQuote, table.with(row, quoted), name);
    }
  }
}

function joinedBefore(texts: readonly string[], column: number): string {
  return `${texts.slice(0, column).join(',')}${texts.slice(column).join(',')}`;
}

// Every cell is quoted, as in the benchmark's own files.
function written(
  table: Table,
  { delimiter = ',', quote = '"', before = '"', lineEnd = '\r\n' }: Written = {},
  write: RowWriter = texts => texts.join(delimiter),
): string {
  const cell = (text: string) => `${quote}${text.replaceAll(quote, `${before}${quote}`)}${quote}`;
  return table.map((row, at) => `${write(row.map(cell), at)}${lineEnd}`).join('');
}
