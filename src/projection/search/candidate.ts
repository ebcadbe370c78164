// Candidates: the records that may answer a query, found by indexes alone. Nothing is ranked here; what SQL finds in the
// order of a heap is put in order by rank.ts.
import { latinKeys, nameKeys } from './name-key.ts';

/** How a candidate was found, from the surest. */
export const ways = ['code', 'name', 'prefix', 'sound', 'words', 'some', 'alike', 'near', 'folded'] as const;
export type Way = (typeof ways)[number];

/** A passage of a record that may answer, with the text it is judged by. Its keys are made when they are asked for. */
export class Candidate {
  readonly registerId: number;
  readonly key: string;
  readonly passage: number;
  readonly title: string;
  readonly body: string;
  readonly way: Way;
  /** The record's codes beside its key, a space between, where it was found by a code. */
  readonly codes: string;
  private nameKeys: string | undefined;
  private latinKeys: string | undefined;

  constructor(row: Readonly<Record<string, unknown>>) {
    this.registerId = Number(row['register_id']);
    this.key = String(row['key']);
    this.passage = Number(row['passage']);
    this.title = String(row['title']);
    this.body = String(row['body']);
    this.way = ways[Number(row['way'])] ?? 'some';
    this.codes = String(row['codes'] ?? '');
  }

  /** The matching key of each title, a space between. */
  get nameKey(): string {
    this.nameKeys ??= this.title === '' ? '' : nameKeys(this.title.split('\n'));
    return this.nameKeys;
  }

  /** The titles' keys by sound, a space between. */
  get latinKey(): string {
    this.latinKeys ??= this.title === '' ? '' : latinKeys(this.title.split('\n'));
    return this.latinKeys;
  }
}

/** In which registers to look: those of these numbers, or all open ones. */
export type Registers = readonly number[] | undefined;
