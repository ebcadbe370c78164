// Opens a tabular file of any kind this room reads. The kind is told by content; the caller's hints only settle what content leaves open.
// It never decides what a cell means.
import { openCsv } from './csv-workbook.ts';
import { type Encoding, findEncoding } from './encoding.ts';
import { kindOfBytes, kindOfText } from './format.ts';
import { openJson } from './json-workbook.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { refuseLostLetters } from './lost-letters.ts';
import { Notes } from './notes.ts';
import { refuseOle } from './ole.ts';
import { SheetProblem } from './problem.ts';
import { type ByteSource, followed, openSource, type SheetSource } from './source.ts';
import { openText } from './text-file.ts';
import type { Format, Row, Workbook } from './workbook.ts';
import { openXlsx } from './xlsx-workbook.ts';

/** What the caller knows better than a guess. */
export interface Hints {
  /** Settles doubts among text formats; never overrules what a file plainly is. */
  readonly format?: Format;
  /** Label of the Encoding Standard, such as 'windows-874'; only a byte order mark is believed before it. */
  readonly encoding?: string;
  /** One character. */
  readonly delimiter?: string;
  /** Name of the sheet of a text file. */
  readonly name?: string;
  readonly limits?: Partial<Limits>;
}

/** An opened file that says how far its rows have been read. */
export interface OpenWorkbook extends Workbook {
  /** How much of the file's bytes the rows under way have passed, from 0 to 1. */
  readShare(): number;
}

const headBytes = 256 * 1024;

/**
 * Opens a file as a workbook. Throws a SheetProblem for what is no table, here or while rows are read; a stream is read to its
 * end first (into a temporary file when long). The workbook must be closed.
 */
export async function openWorkbook(source: SheetSource, hints: Hints = {}): Promise<OpenWorkbook> {
  const limits = { ...defaultLimits, ...hints.limits };
  const bytes = followed(await openSource(source, limits.fileBytes));
  try {
    const workbook = await openBytes(bytes, hints, limits);
    const sheets = workbook.sheets.map(sheet => ({
      name: sheet.name === '' ? (hints.name ?? '') : sheet.name,
      hidden: sheet.hidden,
      rows: () => checkedRows(sheet.rows(), workbook.sheets.length === 1),
    }));
    return { ...workbook, sheets, readShare: bytes.readShare };
  } catch (problem) {
    await bytes.close();
    throw problem;
  }
}

/** Looks at the first batch for lost letters; a file whose only sheet has no row is empty. */
async function* checkedRows(batches: AsyncIterable<readonly Row[]>, isOnly: boolean): AsyncIterable<readonly Row[]> {
  let isFirst = true;
  for await (const rows of batches) {
    if (isFirst) refuseLostLetters(rows);
    isFirst = false;
    yield rows;
  }
  if (isFirst && isOnly) throw new SheetProblem('empty-file', { given: 'no row' });
}

async function openBytes(source: ByteSource, hints: Hints, limits: Limits): Promise<Workbook> {
  if (source.sizeBytes === 0) throw new SheetProblem('empty-file');
  const head = await source.read(0, headBytes);
  const kind = kindOfBytes(head);
  if (kind === 'zip') return openXlsx(source, limits);
  if (kind === 'ole') return refuseOle(source);
  const notes = new Notes();
  const encoding = await findEncoding(source, head, hints.encoding);
  noteEncoding(encoding, notes);
  const file = await openText(source, encoding);
  const isTable = hints.format === 'csv' || hints.format === 'tsv';
  if (kindOfText(file.head) === 'json' && !isTable) return openJson(file, limits, notes);
  return openCsv(file, limits, notes, hints.delimiter);
}

function noteEncoding(encoding: Encoding, notes: Notes): void {
  if (encoding.bomBytes > 0) notes.say('bom', { detail: encoding.label });
  if (encoding.label !== 'utf-8') notes.say(encoding.label);
}
