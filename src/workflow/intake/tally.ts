// Counts every finding of an intake and keeps the first of them, so that a million bad rows cost no memory.
// It never decides what is wrong.
import { type Finding, type FindingCode, type Flaw, findingOf, type Place } from '#register';

/** What was read, in numbers. `findings` counts by code, notes too; `blocked` counts rows with a finding that blocks. */
export interface IntakeSummary {
  readonly rows: number;
  readonly leftOut: number;
  readonly blocked: number;
  readonly findings: Readonly<Partial<Record<FindingCode, number>>>;
}

const kept = 1000;
const keptNotesOfAKind = 100;

/** One intake's count. */
export class Tally {
  rows = 0;
  leftOut = 0;
  blocked = 0;
  readonly #counts = new Map<FindingCode, number>();
  readonly #blocking: Finding[] = [];
  readonly #notes: Finding[] = [];
  readonly #ofFile: Finding[] = [];
  #total = 0;

  /** Counts a flaw of the file, a sheet or a column. */
  addToFile(flaw: Flaw, place: Place): Finding {
    const finding = this.#keep(flaw, place);
    if (this.#ofFile.length < kept) this.#ofFile.push(finding);
    return finding;
  }

  /** Counts a flaw of a value. Undefined: a note that there were enough of; what blocks always comes back. */
  add(flaw: Flaw, place: Place, isNote: boolean): Finding | undefined {
    if (isNote && (this.#counts.get(flaw.code) ?? 0) >= keptNotesOfAKind) {
      this.#count(flaw.code);
      return undefined;
    }
    return this.#keep(flaw, place);
  }

  /** Findings of the file, its sheets and columns, and rows left out. */
  get ofFile(): readonly Finding[] {
    return this.#ofFile;
  }

  /** The first 1,000 findings, those that block before notes; a last `file/more` says how many are not shown. */
  get first(): readonly Finding[] {
    const shown = [...this.#blocking, ...this.#notes].slice(0, kept);
    const more = this.#total - shown.length;
    return more === 0 ? shown : [...shown, findingOf({ code: 'file/more', facts: { count: more } }, {})];
  }

  get summary(): IntakeSummary {
    const findings = Object.fromEntries(this.#counts) as Partial<Record<FindingCode, number>>;
    return { rows: this.rows, leftOut: this.leftOut, blocked: this.blocked, findings };
  }

  #keep(flaw: Flaw, place: Place): Finding {
    this.#count(flaw.code);
    const finding = findingOf(flaw, place);
    const list = finding.blocks ? this.#blocking : this.#notes;
    if (list.length < kept) list.push(finding);
    return finding;
  }

  #count(code: FindingCode): void {
    this.#total += 1;
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
  }
}
