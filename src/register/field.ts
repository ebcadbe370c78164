// A field of a schema: one thing an item may hold. A shape only; schema.ts makes it.
import type { Bilingual } from './bilingual.ts';
import type { Tier } from './tier.ts';

/** The datatypes; each has its file in datatype/. */
export type TypeName =
  | 'string'
  | 'integer'
  | 'number'
  | 'decimal'
  | 'money'
  | 'date'
  | 'date-time'
  | 'boolean'
  | 'list'
  | 'object'
  | 'geometry'
  | 'file';

/** What a string stands for. */
export type As =
  | 'lao-text'
  | 'lao-name'
  | 'markdown'
  | 'code'
  | 'jurisdiction'
  | 'organisation'
  | 'identifier'
  | 'phone'
  | 'e-mail'
  | 'url'
  | 'bilingual';

/** A value of a code list with its words. */
export interface Code {
  readonly value: string;
  readonly lo: string;
  readonly en: string;
}

/** Table Schema's constraints that are kept here (Data Package v2). */
export interface Constraints {
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: string;
  readonly maximum?: string;
  readonly pattern?: string;
}

/** How a field takes part in search; `code` is found exactly, with or without dashes. */
export type SearchRole = 'title' | 'text' | 'code' | false;

/** What a field is to a word list: a word or phrase, or what it means in another language. */
export type LexicalRole = 'word' | 'gloss';

/** A field; `number` is given once and stays through a rename, so that every entry of the log keeps its meaning. */
export interface Field {
  readonly number: number;
  readonly name: string;
  readonly type: TypeName;
  readonly as?: As;
  readonly title: Bilingual;
  readonly description?: Bilingual;
  readonly constraints: Constraints;
  readonly unit?: string;
  readonly currency?: string;
  readonly visibility: Tier;
  readonly facet: boolean;
  readonly search: SearchRole;
  /** Written as `search`: a word is also searched as a title, a gloss as text. */
  readonly lexical?: LexicalRole;
  readonly aliases: readonly string[];
  readonly codes?: readonly Code[] | { readonly register: string };
  readonly check?: 'luhn' | 'mod-97';
  readonly was?: string;
}
