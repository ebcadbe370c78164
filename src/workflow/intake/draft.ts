// A draft: what one row of a file wants a record to be. Made by intake, taken by a proposal; never altered.
import type { JsonValue } from '#lib/canonical-json';
import type { Finding, Succeeded } from '#register';

/** A reference into the register that is being filled: the proposal checks it against what it adds itself. */
export interface PendingReference {
  readonly field: string;
  readonly register: string;
  readonly key: string;
  /** The nearest key or name that stands today, for "did you mean". */
  readonly suggestion?: string;
}

/** What one row wants. */
export interface Draft {
  /** Name of the sheet; null for files without sheets. */
  readonly sheet: string | null;
  /** Row as a spreadsheet shows it, from 1; for JSON the line or the element. */
  readonly row: number;
  /** null when its key has a finding, or when keys are assigned later. */
  readonly key: string | null;
  /** Field name to the value read; null clears; an absent column is an absent name. */
  readonly given: Readonly<Record<string, JsonValue | null>>;
  /** The row withdraws its key; `given` then holds the key fields, and the day from which that holds. */
  readonly withdraw: boolean;
  /** Of a row that withdraws: what takes the key's place. */
  readonly succeeded?: Succeeded;
  /** What is wrong or worth a note in this row. */
  readonly findings: readonly Finding[];
  /** Whether one of the findings blocks. */
  readonly blocked: boolean;
  readonly pending: readonly PendingReference[];
}
