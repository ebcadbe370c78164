// What a datatype makes of a given value: a value with notes, or a flaw. Shapes and two small makers.
import type { JsonValue } from '#lib/canonical-json';
import type { Field } from '../field.ts';
import type { FindingCode, Flaw } from '../finding.ts';

/** A value read, with what deserves a note, or the flaw that stops it. */
export type Reading = { readonly value: JsonValue; readonly notes: readonly Flaw[] } | { readonly flaw: Flaw };

/** How numbers and dates of a file are written, where its mapping says so. */
export interface Hints {
  readonly decimal?: '.' | ',';
  /** Order of day, month and year: `d/m/y` (the default in Laos), `m/d/y` or `y-m-d`. */
  readonly dateFormat?: string;
  /** Font of the cell, to recognise Lao typed in a font from before Unicode. */
  readonly font?: string;
}

/** A datatype: reads what a file gives into a canonical JSON value, and writes it as text. */
export interface Datatype {
  /** `given` is a text from a cell, or a JSON value from JSON lines; numbers come as their text. */
  read(given: JsonValue, field: Field, hints: Hints): Reading;
  /** The value as text: ISO dates, plain digits, for CSV and keys. */
  write(value: JsonValue): string;
}

const none: readonly Flaw[] = [];

/** A value that was read. */
export function read(value: JsonValue, notes: readonly Flaw[] = none): Reading {
  return { value, notes };
}

/** A flaw that stops the value. */
export function flawed(code: FindingCode, facts?: Readonly<Record<string, unknown>>): Reading {
  return { flaw: facts === undefined ? { code } : { code, facts } };
}
