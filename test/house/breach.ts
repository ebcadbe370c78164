// A breach of a house rule: where, which rule, and its cure. It never repairs anything.
import assert from 'node:assert/strict';

/** One breach, so worded that a stranger can mend it without asking. `line` is 1 for the first. */
export interface Breach {
  readonly file: string;
  readonly line?: number;
  readonly rule: string;
  readonly cure: string;
}

/** Fails with one line a breach; the first 60 are shown, all are counted. */
export function assertKept(breaches: readonly Breach[]): void {
  if (breaches.length === 0) return;
  const shown = breaches.slice(0, 60).map(sentenceOf);
  if (breaches.length > shown.length) shown.push(`… and ${breaches.length - shown.length} more`);
  assert.fail(`${breaches.length} breach${breaches.length === 1 ? '' : 'es'} of the house:\n  ${shown.join('\n  ')}`);
}

/** `src/a.ts:3  what the rule says. Cure: what to do.` */
export function sentenceOf({ file, line, rule, cure }: Breach): string {
  return `${file}${line === undefined ? '' : `:${line}`}  ${rule}. Cure: ${cure}.`;
}
