// Collects findings: counts all of them, keeps the first thousand, so that a million bad rows cost no more than a thousand.
import type { Finding } from '#register';

/** How many findings are kept. */
export const mostKept = 1000;

/** Findings so far. `blocking` and `noting` count all of them, kept or not. */
export interface Collector {
  readonly kept: Finding[];
  readonly byCode: Map<string, number>;
  blocking: number;
  noting: number;
  add(finding: Finding): void;
}

/** An empty collector. Blocking findings push noting ones out when both do not fit. */
export function makeCollector(): Collector {
  const collector: Collector = {
    kept: [],
    byCode: new Map(),
    blocking: 0,
    noting: 0,
    add(finding) {
      if (finding.blocks) collector.blocking += 1;
      else collector.noting += 1;
      collector.byCode.set(finding.code, (collector.byCode.get(finding.code) ?? 0) + 1);
      if (collector.kept.length < mostKept) collector.kept.push(finding);
      else if (finding.blocks) replaceNote(collector.kept, finding);
    },
  };
  return collector;
}

function replaceNote(kept: Finding[], finding: Finding): void {
  const note = kept.findLastIndex(one => !one.blocks);
  if (note >= 0) kept.splice(note, 1, finding);
}
