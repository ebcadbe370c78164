// What a check of a log says. A report is made while the log is read and frozen at the end; it decides nothing.
import type { Refusal } from '#register';

/** Whose key it was: given by the reader; taken from the log itself, which shows consistency only; or none was there. */
export type KeySource = 'given' | 'log' | 'none';

/** The outcome of a check. `holds` when nothing failed; counts are of what was read. */
export interface VerifyReport {
  readonly holds: boolean;
  readonly source: string;
  readonly keySource: KeySource;
  readonly key: string | undefined;
  readonly origin: string | undefined;
  readonly size: number;
  /** The signed root in base64. */
  readonly root: string | undefined;
  /** Size of the checkpoint of an earlier check that this one was held against. */
  readonly before: number | undefined;
  readonly entries: number;
  readonly publications: number;
  readonly schemas: number;
  readonly tiles: number;
  /** Public bodies that match their entries. */
  readonly bodies: number;
  /** Entries whose public body is not there: redacted, or not part of this copy. */
  readonly absentBodies: number;
  /** What failed, the first hundred, in the order of the log; `failureCount` counts all. */
  readonly failures: readonly Refusal[];
  readonly failureCount: number;
}

/** A report in the making. */
export type OpenReport = {
  -readonly [Name in keyof VerifyReport]: Name extends 'failures' ? Refusal[] : VerifyReport[Name];
};

const mostFailures = 100;

/** A report of nothing read yet. */
export function openReport(source: string): OpenReport {
  return {
    holds: true,
    source,
    keySource: 'none',
    key: undefined,
    origin: undefined,
    size: 0,
    root: undefined,
    before: undefined,
    entries: 0,
    publications: 0,
    schemas: 0,
    tiles: 0,
    bodies: 0,
    absentBodies: 0,
    failures: [],
    failureCount: 0,
  };
}

/** Adds a failure; beyond a hundred they are only counted. */
export function addFailure(report: OpenReport, failure: Refusal): void {
  report.holds = false;
  report.failureCount++;
  if (report.failures.length < mostFailures) report.failures.push(failure);
}
