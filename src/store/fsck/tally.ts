// Counts what was looked at and keeps the first findings of each invariant, so that a ruined database costs no more
// memory than a whole one.
import { type Check, type Discrepancy, type DiscrepancyCode, type Invariant, invariants } from './discrepancy.ts';

/** How many findings of one invariant are kept for one register. */
export const mostFindings = 20;

/** The checks of one register while they run. */
export interface Tally {
  /** So many more things were looked at for an invariant. */
  looked(invariant: Invariant, things?: number): void;
  found(invariant: Invariant, code: DiscrepancyCode, place: string, facts?: Discrepancy['facts']): void;
  checks(): Check[];
}

/** An empty tally; it gives a check for each of `held`, found anything or not. */
export function makeTally(register: string, held: readonly Invariant[] = invariants): Tally {
  const rows = new Map(held.map(invariant => [invariant, { checked: 0, findings: [] as Discrepancy[], more: 0 }]));
  const rowOf = (invariant: Invariant) => {
    const row = rows.get(invariant);
    if (row === undefined) throw new Error(`${invariant} is not held here`);
    return row;
  };
  return {
    looked(invariant, things = 1) {
      rowOf(invariant).checked += things;
    },
    found(invariant, code, place, facts = {}) {
      const row = rowOf(invariant);
      if (row.findings.length < mostFindings) row.findings.push({ register, invariant, code, place, facts });
      else row.more += 1;
    },
    checks: () =>
      [...rows].map(([invariant, { checked, findings, more }]) => ({
        invariant,
        register,
        ok: findings.length === 0,
        checked,
        findings,
        more,
      })),
  };
}
