// A register: one authoritative list with one custodian. The shape of its definition, nothing of where it lives.
import type { Bilingual } from './bilingual.ts';
import type { Schema } from './schema.ts';

/** How keys come to be: from fields, as a series (`prefix` + number of `digits`), or random. */
export type KeyRule =
  | { readonly kind: 'fields'; readonly fields: readonly string[] }
  | { readonly kind: 'series'; readonly prefix: string; readonly digits: number }
  | { readonly kind: 'random' };

/** How many other persons must approve; above `aboveRows` changed rows it takes `then`. */
export interface ApprovalRule {
  readonly approvers: number;
  readonly aboveRows?: number;
  readonly then?: number;
}

/** What the pages show: the fields of the list and of the record page, in order. */
export interface View {
  readonly list: readonly string[];
  readonly page: readonly string[];
  readonly map?: string;
}

/** A register as it is defined today. */
export interface Register {
  readonly name: string;
  readonly title: Bilingual;
  readonly description?: Bilingual;
  readonly custodian: string;
  readonly licence?: string;
  readonly frequency?: string;
  readonly contact?: string;
  readonly key: KeyRule;
  readonly approvals: ApprovalRule;
  readonly schema: Schema;
  readonly view: View;
  /** The date field that says from which day an entry holds (LOG.md, two times). */
  readonly validFrom?: string;
  /** The boolean field that marks invented rows. */
  readonly sample?: string;
}

/** Whether a register is a list of words: it has a public field of words that search may learn. */
export function isWordList({ schema }: Register): boolean {
  return schema.fields.some(field => field.lexical === 'word' && field.visibility === 'public');
}

/** The number of approvers a change of so many rows needs. */
export function approversNeeded(rule: ApprovalRule, changedRows: number): number {
  const many = rule.aboveRows !== undefined && changedRows > rule.aboveRows;
  return many ? (rule.then ?? rule.approvers) : rule.approvers;
}
