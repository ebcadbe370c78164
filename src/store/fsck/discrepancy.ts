// What fsck finds: a place where the database says something else than its log, with the invariant it breaks. Values are
// never told, only where they stand, since a report is read by people who may not see hidden tiers.
import { type Bilingual, fill } from '#register';
import { discrepancyRows } from './discrepancy-words.ts';

/** The invariants of the log, in the order of design and docs. */
export const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'] as const;

/**
 * I1 numbers without gap, publications cover all. I2 leaf is the entry's hash, by both hashers. I3 tiles, frontier and root
 * are folds of the leaves. I4 checkpoints are beginnings of the log. I5 projections are folds of the entries. I6 bodies have
 * their digests. I7 files are there and hash right. I8 projections have come to the end. I9 nothing redacted is left.
 */
export type Invariant = (typeof invariants)[number];

/** Which sentence fits. */
export type DiscrepancyCode = keyof typeof discrepancyRows;

/** Something that is not as the log says. `place` names the entry, tile, key or row; `register` is empty for all of them. */
export interface Discrepancy {
  readonly register: string;
  readonly invariant: Invariant;
  readonly code: DiscrepancyCode;
  readonly place: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** One invariant held against one register. `checked` counts the things looked at; `more` the findings not kept. */
export interface Check {
  readonly invariant: Invariant;
  readonly register: string;
  readonly ok: boolean;
  readonly checked: number;
  readonly findings: readonly Discrepancy[];
  readonly more: number;
}

/** The sentence of a discrepancy, and what to do about it, in both languages. */
export function discrepancySentence(found: Discrepancy): { readonly what: Bilingual; readonly next: Bilingual } {
  const row = discrepancyRows[found.code];
  const facts = { ...found.facts, place: found.place, register: found.register };
  return { what: fill(row, facts), next: fill(row.next, facts) };
}
