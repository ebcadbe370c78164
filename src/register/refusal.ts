// A refusal: a rule said no. One class for the whole house; each room keeps the table of its own refusals, and only an
// interface knows that `absent` is 404.
import { type Bilingual, fill } from './bilingual.ts';

/** What sort of no it is; an interface turns it into a status, a page or an exit code. */
export type RefusalKind = 'absent' | 'forbidden' | 'conflict' | 'invalid' | 'busy' | 'often';

/** One row of a room's table: the sentence and the next step, with `{fact}` places. */
export interface RefusalRow {
  readonly kind: RefusalKind;
  readonly lo: string;
  readonly en: string;
  readonly next: Bilingual;
}

/** A rule that said no, with its sentence in both languages and the next step. */
export class Refusal extends Error {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly words: Bilingual;
  readonly next: Bilingual;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: string, row: RefusalRow, facts: Readonly<Record<string, unknown>> = {}) {
    const words = fill(row, facts);
    super(`${code}: ${words.en}`);
    this.name = 'Refusal';
    this.code = code;
    this.kind = row.kind;
    this.words = words;
    this.next = fill(row.next, facts);
    this.facts = facts;
  }
}

/** Makes a room's `refuse(what, facts)`; its codes are `room/what`. */
export function refusalsOf<Rows extends Readonly<Record<string, RefusalRow>>>(
  room: string,
  rows: Rows,
): (what: keyof Rows & string, facts?: Readonly<Record<string, unknown>>) => Refusal {
  return (what, facts) => {
    const row = rows[what];
    if (row === undefined) throw new Error(`no refusal ${room}/${what}`);
    return new Refusal(`${room}/${what}`, row, facts);
  };
}
