// Counts every finding of an intake and keeps the first of them, so that a million bad rows cost no memory.
// It never decides what is wrong.
import { type Finding, type FindingCode, type Flaw, findingAgain, findingOf, type Place } from '#register';

/** What was read, in numbers. `findings` counts by code, notes too; `blocked` counts rows with a finding that blocks. */
export interface IntakeSummary {
  readonly rows: number;
  readonly leftOut: number;
  readonly blocked: number;
  readonly findings: Readonly<Partial<Record<FindingCode, number>>>;
}

const kept = 1000;
const keptNotesOfAKind = 100;

/** One intake's count. Of notes of one kind the first hundred are kept. */
export class Tally {
  rows = 0;
  leftOut = 0;
  blocked = 0;
  readonly #counts = new Map<FindingCode, number>();
  readonly #blocking: Finding[] = [];
  readonly #notes: Finding[] = [];
  readonly #ofFile: Finding[] = [];
  readonly #plain = new Map<FindingCode, Finding>();
  #total = 0;

  /** Counts a flaw of the file, a sheet or a column. */
  addToFile(flaw: Flaw, place: Place): Finding {
    const finding = this.#keep(flaw, place);
    if (this.#ofFile.length < kept) this.#ofFile.push(finding);
    return finding;
  }

  /** Counts a flaw of a value. */
  add(flaw: Flaw, place: Place): Finding {
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
    const count = (this.#counts.get(flaw.code) ?? 0) + 1;
    this.#counts.set(flaw.code, count);
    this.#total += 1;
    const finding = this.#findingOf(flaw, place);
    if (finding.blocks) {
      if (this.#blocking.length < kept) this.#blocking.push(finding);
    } else if (count <= keptNotesOfAKind && this.#notes.length < kept) {
      this.#notes.push(finding);
    }
    return finding;
  }

  // The sentence of a code without facts is always the same: it is filled once, for a million trimmed cells.
  #findingOf(flaw: Flaw, place: Place): Finding {
    if (flaw.facts !== undefined) return findingOf(flaw, place);
    let plain = this.#plain.get(flaw.code);
    if (plain === undefined) {
      plain = findingOf(flaw, {});
      this.#plain.set(flaw.code, plain);
    }
    return findingAgain(plain, place);
  }
}
