// Makes drafts of open rows, a batch at a time: references become keys, keys are made, flaws become findings.
import type { JsonValue } from '#lib/canonical-json';
import { type Finding, type Flaw, keyOf, type Register } from '#register';
import type { Draft, PendingReference } from './draft.ts';
import type { Plan, PlannedField } from './plan.ts';
import { flawOfReference, type References, type Resolution } from './reference.ts';
import type { OpenRow, RowFlaw } from './row-reader.ts';
import type { Tally } from './tally.ts';

const noFindings: readonly Finding[] = [];
const noPending: readonly PendingReference[] = [];

/** Makes the drafts of one sheet. */
export class Assembly {
  readonly #plan: Plan;
  readonly #register: Register;
  readonly #references: References;
  readonly #tally: Tally;
  readonly #referring: readonly PlannedField[];
  readonly #keyFields: readonly string[];
  readonly #hasKey: boolean;

  constructor(plan: Plan, register: Register, references: References, tally: Tally) {
    this.#plan = plan;
    this.#register = register;
    this.#references = references;
    this.#tally = tally;
    const planned = plan.unpivot ? [...plan.fields, plan.unpivot.name, plan.unpivot.value] : plan.fields;
    this.#referring = planned.filter(one => one.reference !== undefined);
    this.#keyFields = register.key.kind === 'fields' ? register.key.fields : [];
    const names = new Set(planned.map(one => one.field.name));
    this.#hasKey = this.#keyFields.length > 0 && this.#keyFields.every(name => names.has(name));
  }

  /** The drafts of a batch, in its order. */
  async drafts(rows: readonly OpenRow[]): Promise<Draft[]> {
    await this.#learn(rows);
    return rows.map(row => this.#draft(row));
  }

  async #learn(rows: readonly OpenRow[]): Promise<void> {
    const wanted = new Map<string, Set<string>>();
    for (const { field, reference } of this.#referring) {
      if (reference === undefined) continue;
      const texts = wanted.get(reference) ?? new Set();
      wanted.set(reference, texts);
      for (const { given } of rows) for (const text of textsOf(given[field.name])) texts.add(text);
    }
    for (const [register, texts] of wanted) await this.#references.learn(register, texts);
  }

  #draft(row: OpenRow): Draft {
    let pending: PendingReference[] | undefined;
    for (const planned of this.#referring) {
      const value = row.given[planned.field.name];
      if (value === undefined || value === null) continue;
      const waiting = this.#refer(row, planned, value);
      if (waiting !== undefined) pending = [...(pending ?? []), ...waiting];
    }
    const key = this.#keyOf(row);
    const findings = row.flaws === undefined ? noFindings : this.#findings(row.row, row.flaws);
    const blocked = row.flaws?.some(({ isNote }) => !isNote) === true;
    this.#tally.rows += 1;
    if (blocked) this.#tally.blocked += 1;
    return {
      sheet: this.#plan.sheet,
      row: row.row,
      key,
      given: row.given,
      withdraw: row.withdraw,
      ...(row.succeeded === undefined ? {} : { succeeded: row.succeeded }),
      findings,
      blocked,
      pending: pending ?? noPending,
    };
  }

  /** Puts keys in place of texts; what may still come from the same proposal is handed back. */
  #refer(row: OpenRow, planned: PlannedField, value: JsonValue): PendingReference[] | undefined {
    const { field, reference: register = '' } = planned;
    let pending: PendingReference[] | undefined;
    const keys: string[] = [];
    for (const text of textsOf(value)) {
      const resolution = this.#references.get(register, text);
      keys.push('found' in resolution ? resolution.found : text);
      if ('absent' in resolution && register === this.#register.name) {
        pending = [...(pending ?? []), pendingOf(field.name, register, text, resolution)];
        continue;
      }
      const flaw = flawOfReference(text, field.title, resolution);
      // One fixed text for every row needs no note in every row.
      const isNote = flaw?.code === 'reference/by-name';
      if (flaw !== undefined && !(isNote && planned.fixed !== undefined)) pushFlaw(row, flaw, field.name, text, isNote);
    }
    if (Array.isArray(value)) row.given[field.name] = keys;
    else if (keys[0] !== undefined && keys[0] !== value) row.given[field.name] = keys[0];
    return pending;
  }

  #keyOf(row: OpenRow): string | null {
    if (this.#register.key.kind !== 'fields') return row.stated;
    if (!this.#hasKey) return null;
    const isWrong = row.flaws?.some(
      ({ isNote, field }) => !isNote && (field === null || this.#keyFields.includes(field)),
    );
    if (isWrong) return null;
    const made = keyOf(row.given as Readonly<Record<string, JsonValue>>, this.#register);
    if ('key' in made) return made.key;
    const [first] = this.#keyFields;
    pushFlaw(row, made.flaw, this.#keyFields.length === 1 && first !== undefined ? first : null, null, false);
    return null;
  }

  #findings(row: number, flaws: readonly RowFlaw[]): readonly Finding[] {
    const { sheet } = this.#plan;
    return flaws.map(({ flaw, field, given }) => this.#tally.add(flaw, { sheet, row, field, given }));
  }
}

function pushFlaw(row: OpenRow, flaw: Flaw, field: string | null, given: string | null, isNote: boolean): void {
  row.flaws ??= [];
  row.flaws.push({ flaw, isNote, field, given });
}

function pendingOf(field: string, register: string, key: string, resolution: Resolution): PendingReference {
  const suggestion = 'absent' in resolution ? resolution.suggestion : undefined;
  return suggestion === undefined ? { field, register, key } : { field, register, key, suggestion };
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}
