// Opens a file a second time, by the mapping that was used, to give its own rows back to the officer.
// It judges nothing.
import { openWorkbook, type Sheet, type SheetSource, type Workbook } from '#lib/sheet';
import type { Register } from '#register';
import { headOf, type Layout, layoutOf } from './layout.ts';
import type { Mapping } from './mapping.ts';
import { type Plan, planOf } from './plan.ts';
import { isText } from './sheet-choice.ts';

/** How a file was read, to find the cells of its findings again. */
export interface SourceOptions {
  /** The mapping of the intake: `intake.mapping`. */
  readonly mapping: Mapping;
  /** Name of the file; the name of the sheet where the file has none. */
  readonly name?: string;
}

/** A sheet of the file; `plan` where rows of the register were found on it. */
export interface SourceSheet {
  readonly sheet: Sheet;
  /** Its name in findings: null for files without sheets. */
  readonly findingsName: string | null;
  readonly layout: Layout | undefined;
  readonly plan: Plan | undefined;
}

/** The file with its sheets laid out; must be closed. */
export interface SourceAgain {
  readonly sheets: readonly SourceSheet[];
  close(): Promise<void>;
}

/** Opens the file and lays out its sheets. Throws a SheetProblem as the first reading would. */
export async function openAgain(source: SheetSource, register: Register, options: SourceOptions): Promise<SourceAgain> {
  const { mapping, name } = options;
  const { encoding, delimiter } = mapping;
  const workbook = await openWorkbook(source, {
    ...(name === undefined ? {} : { name }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
  });
  try {
    const sheets: SourceSheet[] = [];
    for (const sheet of workbook.sheets) sheets.push(await layOut(sheet, workbook, register, mapping));
    return { sheets, close: () => workbook.close() };
  } catch (problem) {
    await workbook.close();
    throw problem;
  }
}

async function layOut(sheet: Sheet, workbook: Workbook, register: Register, mapping: Mapping): Promise<SourceSheet> {
  const findingsName = isText(workbook) ? null : sheet.name;
  const layout = layoutOf(await headOf(sheet), findingsName, register, mapping);
  const plan = layout === undefined ? undefined : planOf(layout, register, mapping);
  return { sheet, findingsName, layout, plan };
}
