// Intake: a file and a register in, drafts and findings out, in batches. It opens no database and publishes nothing.
import { type Format, type OpenWorkbook, openWorkbook, type SheetSource } from '#lib/sheet';
import { type Finding, findField, type Register } from '#register';
import { judgeColumns } from './column-findings.ts';
import type { Draft } from './draft.ts';
import type { Mapping } from './mapping.ts';
import { usedMapping } from './mapping-used.ts';
import { planOf } from './plan.ts';
import { type ReferenceReader, References } from './reference.ts';
import { refuseIntake } from './refusals.ts';
import { chooseSheets, isText, type SheetChoice, withSheetsAsPlaces } from './sheet-choice.ts';
import { type SheetReading, sheetDrafts } from './sheet-drafts.ts';
import { refusalOfSheet, refusing } from './sheet-refusal.ts';
import { type IntakeSummary, Tally } from './tally.ts';

/** What goes with a file. */
export interface IntakeOptions {
  /** As a person corrected it, or remembered; what it leaves open is guessed. */
  readonly mapping?: Mapping;
  /** Settles doubts among text formats. */
  readonly format?: Format;
  /** Name of the file. */
  readonly name?: string;
  /** Corrections of standing records: required fields without a column are no finding; the proposal checks the whole. */
  readonly partial?: boolean;
  readonly references: ReferenceReader;
}

/** The columns of a sheet that is read, as the file has them. */
export interface IntakeSheet {
  readonly sheet: string | null;
  /** 0 where there is no header (JSON). */
  readonly headerRow: number;
  readonly headers: readonly string[];
}

/** A file being taken in. */
export interface Intake {
  /** The mapping used, guessed parts too: to be shown, corrected, remembered. */
  readonly mapping: Mapping;
  readonly sheets: readonly IntakeSheet[];
  /**
   * The drafts in batches of at most 1,000, in the file's order; memory does not grow with the file. May be gone through
   * again: everything is then counted anew. Throws a Refusal where the file cannot be read on.
   */
  drafts(): AsyncIterable<readonly Draft[]>;
  /** Numbers of what was read so far; whole when the drafts are. */
  readonly summary: IntakeSummary;
  /** How much of the file's bytes the drafts have passed, from 0 to 1: for whoever waits. */
  readShare(): number;
  /** Findings of the file, its sheets, columns and left out rows; at most 1,000. */
  readonly fileFindings: readonly Finding[];
  /** The first 1,000 of all findings, blocking ones first, and how many more there are. */
  readonly findings: readonly Finding[];
  /** Codes of what lib/sheet noticed of the file (a byte order mark, an old encoding, formulas …). */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens a file for a register. Refuses (`intake/…`) what is no table, a mapping that does not fit, and a file without a
 * header of the register. Must be closed.
 */
export async function openIntake(source: SheetSource, register: Register, options: IntakeOptions): Promise<Intake> {
  const mapping = options.mapping ?? {};
  refuseUnknownFields(mapping, register);
  const workbook = await openFile(source, mapping, options);
  try {
    const choice = await chooseSheets(workbook, register, mapping);
    const used = await withSheetsAsPlaces(choice, register, mapping, options.references);
    return new OpenIntake(workbook, choice, register, used, options);
  } catch (problem) {
    await workbook.close();
    throw refusalOfSheet(problem);
  }
}

class OpenIntake implements Intake {
  readonly mapping: Mapping;
  readonly sheets: readonly IntakeSheet[];
  readonly #workbook: OpenWorkbook;
  readonly #choice: SheetChoice;
  readonly #register: Register;
  readonly #asked: Mapping;
  readonly #options: IntakeOptions;
  #tally = new Tally();
  #readings: readonly SheetReading[];
  #isBegun = false;

  constructor(workbook: OpenWorkbook, choice: SheetChoice, register: Register, asked: Mapping, options: IntakeOptions) {
    this.#workbook = workbook;
    this.#choice = choice;
    this.#register = register;
    this.#asked = asked;
    this.#options = options;
    this.#readings = this.#begin();
    this.mapping = usedMapping(
      workbook,
      this.#readings.map(({ plan }) => plan),
      asked,
    );
    this.sheets = choice.chosen.map(({ layout }) => ({
      sheet: layout.sheet,
      headerRow: layout.headerRow,
      headers: layout.columns.map(column => column.name),
    }));
  }

  drafts(): AsyncIterable<readonly Draft[]> {
    if (this.#isBegun) this.#readings = this.#begin();
    this.#isBegun = true;
    return refusing(this.#allDrafts(this.#readings, this.#tally));
  }

  get summary(): IntakeSummary {
    return this.#tally.summary;
  }

  readShare(): number {
    return this.#workbook.readShare();
  }

  get fileFindings(): readonly Finding[] {
    return this.#tally.ofFile;
  }

  get findings(): readonly Finding[] {
    return this.#tally.first;
  }

  get notes(): readonly string[] {
    return this.#workbook.notes.map(note => note.code);
  }

  close(): Promise<void> {
    return this.#workbook.close();
  }

  #begin(): readonly SheetReading[] {
    const tally = new Tally();
    this.#tally = tally;
    const references = new References(this.#options.references);
    const isPartial = this.#options.partial === true;
    const register = this.#register;
    const mapping = this.#asked;
    for (const sheet of this.#choice.leftOut) {
      tally.addToFile({ code: 'row/left-out', facts: { why: 'ແຜ່ນງານອື່ນ (another sheet)' } }, { sheet });
    }
    return this.#choice.chosen.map(({ sheet, layout }) => {
      const plan = planOf(layout, register, mapping);
      judgeColumns(layout, plan, register, isPartial, tally);
      return { sheet, layout, plan, register, mapping, isPartial, isText: isText(this.#workbook), references, tally };
    });
  }

  async *#allDrafts(readings: readonly SheetReading[], tally: Tally): AsyncIterable<readonly Draft[]> {
    for (const reading of readings) yield* sheetDrafts(reading);
    if (tally.rows === 0) tally.addToFile({ code: 'file/no-rows' }, {});
  }
}

async function openFile(source: SheetSource, mapping: Mapping, options: IntakeOptions): Promise<OpenWorkbook> {
  const { encoding, delimiter } = mapping;
  try {
    return await openWorkbook(source, {
      ...(options.format === undefined ? {} : { format: options.format }),
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter }),
    });
  } catch (problem) {
    throw refusalOfSheet(problem);
  }
}

function refuseUnknownFields(mapping: Mapping, register: Register): void {
  const { unpivot } = mapping;
  const named = [...Object.keys(mapping.fields ?? {}), ...(unpivot === undefined ? [] : [unpivot.name, unpivot.value])];
  const isKnown = (name: string) =>
    findField(register.schema, name) !== undefined || (name === 'key' && register.key.kind !== 'fields');
  const given = named.find(name => !isKnown(name));
  if (given === undefined) return;
  throw refuseIntake('no-such-field', { given, known: register.schema.fields.map(field => field.name).join(', ') });
}
