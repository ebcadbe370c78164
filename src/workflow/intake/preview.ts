// Shows the beginning of a file as it is, so that a person can say where the header and the columns are.
// It guesses nothing and refuses only what is no table.
import { openWorkbook, type SheetSource } from '#lib/sheet';
import { headerDepth } from './header.ts';
import { headOf } from './layout.ts';
import type { Mapping } from './mapping.ts';
import { refusalOfSheet } from './sheet-refusal.ts';

/** The beginning of a sheet: at most 30 rows, texts of cells cut to 200 characters. */
export interface SheetPreview {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly { readonly number: number; readonly texts: readonly string[] }[];
}

const longestText = 200;

/** The beginnings of a file's sheets; of JSON objects the names are the first row, numbered 0. Refuses as openIntake does. */
export async function previewFile(source: SheetSource, mapping: Mapping = {}): Promise<readonly SheetPreview[]> {
  const { encoding, delimiter } = mapping;
  try {
    const hints = {
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter }),
    };
    const workbook = await openWorkbook(source, hints);
    try {
      const previews: SheetPreview[] = [];
      for (const sheet of workbook.sheets) {
        const head = (await headOf(sheet)).slice(0, headerDepth);
        const names = head.find(row => row.names !== undefined)?.names;
        const rows = head.map(({ number, texts }) => ({
          number,
          texts: texts.map(text => text.slice(0, longestText)),
        }));
        const { name, hidden } = sheet;
        previews.push({ name, hidden, rows: names === undefined ? rows : [{ number: 0, texts: names }, ...rows] });
      }
      return previews;
    } finally {
      await workbook.close();
    }
  } catch (problem) {
    throw refusalOfSheet(problem);
  }
}
