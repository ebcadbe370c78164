// What the routes are put together from. Shapes only.
import type { Sql } from 'postgres';
import type { Front } from '#lib/traffic';
import type { Bilingual } from '#register';
import type { StoredRegister } from '#store';

/** The open registers as they stood at most a moment ago. */
export interface RestCatalogue {
  all(): Promise<readonly StoredRegister[]>;
  find(name: string): Promise<StoredRegister | undefined>;
}

/** A search over registers: everywhere, or in one place and what lies within it (a code of `jurisdiction`). */
export interface RestSearch {
  readonly words: string;
  readonly registers: readonly StoredRegister[];
  readonly place?: string;
}

/** A record that a search found. */
export interface RestHit {
  readonly register: string;
  readonly key: string;
  readonly title: string;
  readonly snippet: string;
  readonly score: number;
}

/** What a search found; `didYouMean` where the words are in no record, but a spelling like theirs is. */
export interface RestFound {
  readonly results: readonly RestHit[];
  readonly didYouMean?: string;
}

/** How many records of a register have all the words; there are more where it is not exact. */
export interface RestHitCount {
  readonly register: string;
  readonly count: number;
  readonly exact: boolean;
}

/** A name that begins as somebody types; `also` is the same record's name in other letters. */
export interface RestSuggestion {
  readonly register: string;
  readonly key: string;
  readonly name: string;
  readonly also?: string;
  /** Of the register. */
  readonly title: Bilingual;
}

/** The parts of the API. `build` names this version of the program; `style` is the address of a stylesheet for `/api`. */
export interface RestOptions {
  /** The pool of the public role. */
  readonly sql: () => Sql;
  readonly catalogue: RestCatalogue;
  readonly build: string;
  /** Today in Vientiane, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly style: string;
  /** Stands before every answer, and packs it. */
  readonly front: Front;
  /** The pool that exports hold a connection of for as long as their readers take; without one they share the others'. */
  readonly exportSql?: () => Sql;
  /** At most `limit` hits from the `offset`th on, the best first. */
  search(asked: RestSearch & { readonly limit: number; readonly offset?: number }): Promise<RestFound>;
  counts(asked: RestSearch): Promise<readonly RestHitCount[]>;
  /** The keys of a register's records that have the words, at most 10,000, the best first. */
  keys(words: string, register: StoredRegister): Promise<readonly string[]>;
  suggest(asked: Omit<RestSearch, 'place'> & { readonly limit: number }): Promise<readonly RestSuggestion[]>;
}
