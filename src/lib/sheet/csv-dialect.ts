// Guesses how a CSV is written from its beginning: each candidate cuts the sample into rows, and the one whose rows agree in width
// and whose cells look like values wins (after van den Burg, Nazábal and Sutton 2019). It never reads the rest of the file.
import { CsvScanner, type Dialect } from './csv-scan.ts';
import { defaultLimits } from './limits.ts';
import { Notes } from './notes.ts';
import { SheetProblem } from './problem.ts';
import type { Row } from './workbook.ts';

/** Candidates with how readily they are believed: a colon or a space is far more often part of a value. */
const delimiters: readonly (readonly [string, number])[] = [
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 1],
  [':', 0.3],
  [' ', 0.2],
];

const value =
  /^(?:\s*|[-+]?[$€£¥₭]?\s?\d[\d., ]*\s?[%€₭]?|[-(]\d[\d.,]*\)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?|\d{1,2}:\d{2}(?::\d{2})?|[^\s@]+@[^\s@]+\.[^\s@]+|https?:\/\/\S+)$/;
const words = /^[\p{L}\p{N}][^|;\t]*$/u;

/** A row `sep=;` at the top, as Excel reads and writes it: the delimiter it names and the characters it takes. */
export function separatorLine(sample: string): { delimiter: string; chars: number } | undefined {
  const found = /^sep=([^"\r\n])(?:\r\n|\r|\n|$)/i.exec(sample);
  return found?.[1] === undefined ? undefined : { delimiter: found[1], chars: found[0].length };
}

/** The most likely dialect of a sample. `isWhole` says that the sample is the whole file. */
export function guessDialect(sample: string, isWhole: boolean, delimiter?: string): Dialect {
  const candidates = delimiter === undefined ? delimiters : [[delimiter, 1] as const];
  let best: Dialect = { delimiter: delimiter ?? ',', quote: '"', backslash: false };
  let bestScore = 0;
  let isList = delimiter === undefined;
  for (const quote of quotesIn(sample)) {
    for (const [candidate, weight] of candidates) {
      if (!sample.includes(candidate)) continue;
      const dialect: Dialect = { delimiter: candidate, quote, backslash: isBackslashed(sample, candidate, quote) };
      const rows = sampleRows(sample, isWhole, dialect);
      const isQuoted = candidate === ' ' && isQuotedTable(sample, rows);
      const isDoubtful =
        (candidate === ':' && !isColonTable(sample, rows)) || (candidate === ' ' && !isQuoted && !isSpaceTable(rows));
      const score = isDoubtful ? 0 : (isQuoted ? 1 : weight) * scoreOf(rows);
      if (score > 0 && !isMostlyOneCell(rows)) isList = false;
      if (score > bestScore) {
        best = dialect;
        bestScore = score;
      }
    }
  }
  if (isList) best = { ...best, delimiter: '' };
  return { ...best, backslash: isBackslashed(sample, best.delimiter, best.quote) };
}

/** Double quotes, unless no cell begins with one and cells in single quotes abound. */
function quotesIn(sample: string): Dialect['quote'][] {
  if (/(?:^|[,;\t|:\r\n]) *"/.test(sample)) return ['"'];
  const single = sample.match(/(?:^|[,;\t|:\r\n])'(?:[^'\r\n]|'')*'(?=[,;\t|:\r\n]|$)/g)?.length ?? 0;
  const lines = sample.match(/\r\n|\r|\n/g)?.length ?? 0;
  return single > 1 && single > lines / 2 ? ["'"] : ['"'];
}

/** Quotes are escaped by backslashes when a \" stands where a cell cannot end. */
function isBackslashed(sample: string, delimiter: string, quote: string): boolean {
  for (let at = sample.indexOf(`\\${quote}`); at >= 0; at = sample.indexOf(`\\${quote}`, at + 2)) {
    const next = sample[at + 2];
    if (next !== undefined && next !== delimiter && next !== '\r' && next !== '\n' && next !== quote) return true;
  }
  return false;
}

function sampleRows(sample: string, isWhole: boolean, dialect: Dialect): readonly Row[] {
  // A row too wide to be read is still cut rightly: the reader says so then, which a guess of one wide column would hide.
  const scanner = new CsvScanner(dialect, { ...defaultLimits, columns: sample.length }, new Notes());
  try {
    scanner.push(sample);
    if (isWhole) scanner.end();
  } catch (problem) {
    // An open quote spoils the rest of the sample, not what came before it.
    if (!(problem instanceof SheetProblem)) throw problem;
  }
  return scanner.take();
}

/** Times, addresses and `name: value` lists are full of colons; a table cut by them has neither, and one width. */
function isColonTable(sample: string, rows: readonly Row[]): boolean {
  const width = rows[0]?.texts.length ?? 0;
  return width > 1 && !/\d:\d\d(?!\d)|:\/\//.test(sample) && rows.every(row => row.texts.length === width);
}

/** Spaces part the columns of measurements, and of little else: one width, and mostly numbers with a point. */
function isSpaceTable(rows: readonly Row[]): boolean {
  const width = rows[0]?.texts.length ?? 0;
  const cells = rows.flatMap(row => row.texts);
  const measured = cells.filter(text => /^-?\d+\.\d+(?:[eE][+-]?\d+)?$/.test(text)).length;
  return width > 1 && rows.length > 3 && measured > cells.length / 2 && rows.every(row => row.texts.length === width);
}

/** Between quoted cells a space is a delimiter as good as any: one width, and every delimiter stands between two quotes. */
function isQuotedTable(sample: string, rows: readonly Row[]): boolean {
  const width = rows[0]?.texts.length ?? 0;
  const parted = sample.match(/" (?=")/g)?.length ?? 0;
  return (
    width > 1 && rows.length > 1 && rows.every(row => row.texts.length === width) && parted >= rows.length * (width - 1)
  );
}

/** A list of sentences, some with commas, is no table: its first line and most others have no delimiter. */
function isMostlyOneCell(rows: readonly Row[]): boolean {
  const filled = rows.filter(row => row.texts.length > 0);
  const single = filled.filter(row => row.texts.length === 1);
  return filled[0]?.texts.length === 1 && single.length > filled.length * 0.7;
}

/** How well rows agree in width, times how many cells look like a value; 0 when no row has two cells. */
function scoreOf(rows: readonly Row[]): number {
  const widths = new Map<number, number>();
  let cells = 0;
  let good = 0;
  for (const { texts } of rows) {
    if (texts.length === 0) continue;
    widths.set(texts.length, (widths.get(texts.length) ?? 0) + 1);
    for (const text of texts.length > 1 ? texts : []) {
      cells += 1;
      if (value.test(text) || words.test(text)) good += 1;
    }
  }
  if (cells === 0) return 0;
  let pattern = 0;
  for (const [width, count] of widths) pattern += count * Math.max(0.001, (width - 1) / width);
  return (pattern / widths.size) * (good / cells);
}
