// Collects findings: counts all of them, keeps the first thousand, so that a million bad rows cost no more than a thousand.
import type { Finding } from '#register';

/** How many findings are kept. */
export const mostKept = 1000;

/** Findings so far. `blocking` and `noting` count all of them, kept or not. */
export interface Collector {
  /** The first thousand: blocking ones first, each kind in the order in which they were found. */
  readonly kept: readonly Finding[];
  readonly byCode: Map<string, number>;
  blocking: number;
  noting: number;
  add(finding: Finding): void;
}

/** An empty collector. Blocking findings push noting ones out when both do not fit. */
export function makeCollector(): Collector {
  const blocking: Finding[] = [];
  const noting: Finding[] = [];
  const collector: Collector = {
    get kept() {
      return [...blocking, ...noting].slice(0, mostKept);
    },
    byCode: new Map(),
    blocking: 0,
    noting: 0,
    add(finding) {
      if (finding.blocks) collector.blocking += 1;
      else collector.noting += 1;
      collector.byCode.set(finding.code, (collector.byCode.get(finding.code) ?? 0) + 1);
      const list = finding.blocks ? blocking : noting;
      if (list.length < mostKept) list.push(finding);
    },
  };
  return collector;
}

/** Findings as a person reads them: of the whole file first, then by sheet and row. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const sheets = [...new Set(findings.map(finding => finding.sheet))];
  const place = (finding: Finding) => sheets.indexOf(finding.sheet);
  return findings.toSorted((one, other) => place(one) - place(other) || (one.row ?? 0) - (other.row ?? 0));
}
