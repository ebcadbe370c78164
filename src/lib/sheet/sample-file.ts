// For the tests of this room: made-up files, opened and read to their end. No other room uses it.
import { type Hints, openWorkbook } from './open.ts';
import { SheetProblem } from './problem.ts';
import type { Format, Note, Row } from './workbook.ts';

/** All that a file gave. */
export interface SampleFile {
  readonly format: Format;
  readonly encoding: string | undefined;
  readonly delimiter: string | undefined;
  readonly notes: readonly Note[];
  readonly sheets: readonly { name: string; hidden: boolean; rows: readonly Row[] }[];
  /** Texts of the first sheet. */
  readonly texts: readonly (readonly string[])[];
}

/** Reads a whole file from its bytes or text. */
export async function readSample(content: Uint8Array | string, hints?: Hints): Promise<SampleFile> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const workbook = await openWorkbook({ bytes }, hints);
  try {
    const sheets = [];
    for (const sheet of workbook.sheets) {
      const batches = await Array.fromAsync(sheet.rows());
      sheets.push({ name: sheet.name, hidden: sheet.hidden, rows: batches.flat() });
    }
    const { format, encoding, delimiter, notes } = workbook;
    const texts = sheets[0]?.rows.map(row => row.texts) ?? [];
    return { format, encoding, delimiter, notes, sheets, texts };
  } finally {
    await workbook.close();
  }
}

/** The problem that reading gives, undefined when it gives rows; anything else that is thrown goes on. */
export async function problemOf(content: Uint8Array | string, hints?: Hints): Promise<SheetProblem | undefined> {
  try {
    await readSample(content, hints);
    return undefined;
  } catch (problem) {
    if (problem instanceof SheetProblem) return problem;
    throw problem;
  }
}
