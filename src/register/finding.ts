// A finding: something wrong, or worth a note, in the data. A value that is collected, never thrown.
import { type Bilingual, fill } from './bilingual.ts';
import { findingRows } from './finding-words.ts';
import { showable } from './showable.ts';

/** The code of a finding, one of the table in finding-words.ts. */
export type FindingCode = keyof typeof findingRows;

/** What a datatype or a rule has to say of one value: its code and what was wanted instead. */
export interface Flaw {
  readonly code: FindingCode;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** A flaw at its place. `row` 1 is the first line of the file or sheet; `blocks` stops the proposal. */
export interface Finding {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly field: string | null;
  readonly code: FindingCode;
  readonly given: string | null;
  readonly wanted: Bilingual;
  readonly blocks: boolean;
}

/** Where a flaw stands. */
export interface Place {
  readonly sheet?: string | null;
  readonly row?: number | null;
  readonly field?: string | null;
  readonly given?: string | null;
}

const longestGiven = 200;

/**
 * Puts a flaw at its place. What was given, the names of sheet and field are shortened to 200 characters; what no database
 * keeps (NUL, half characters) and what would turn the sentence round (direction overrides) is shown as U+FFFD, in the
 * sentence too.
 */
export function findingOf(flaw: Flaw, place: Place): Finding {
  const row = findingRows[flaw.code];
  return findingAt(flaw.code, fill(row, flaw.facts ?? {}), row.blocks, place);
}

/** A finding whose sentence is filled already, at another place: for the same sentence a million times. */
export function findingAgain({ code, wanted, blocks }: Finding, place: Place): Finding {
  return findingAt(code, wanted, blocks, place);
}

function findingAt(code: FindingCode, wanted: Bilingual, blocks: boolean, place: Place): Finding {
  const { sheet = null, row = null, field = null, given = null } = place;
  return { sheet: shown(sheet), row, field: shown(field), code, given: shown(given), wanted, blocks };
}

function shown(text: string | null): string | null {
  if (text === null) return null;
  return showable(text.length > longestGiven ? `${text.slice(0, longestGiven)}…` : text);
}

/** `ແຖວ 12 ຖັນ “ຊື່”: …` in both languages, as a person reads it; `title` is what the field is called. */
export function findingSentence(finding: Finding, title?: Bilingual): Bilingual {
  const named = title ?? (finding.field === null ? undefined : { lo: finding.field, en: finding.field });
  const sheet = finding.sheet ? ` (${finding.sheet})` : '';
  const lo = [finding.row === null ? '' : `ແຖວ ${finding.row}${sheet}`, named === undefined ? '' : `ຖັນ “${named.lo}”`];
  const en = [
    finding.row === null ? '' : `Row ${finding.row}${sheet}`,
    named === undefined ? '' : `column "${named.en}"`,
  ];
  // Where the sentence names the value already, it is not said twice.
  const given = finding.given === null || finding.wanted.lo.includes(finding.given) ? '' : ` (“${finding.given}”)`;
  return {
    lo: `${lo.filter(Boolean).join(' ')}: ${finding.wanted.lo}${given}`.replace(/^: /, ''),
    en: `${en.filter(Boolean).join(' ')}: ${finding.wanted.en}${given}`.replace(/^: /, ''),
  };
}
