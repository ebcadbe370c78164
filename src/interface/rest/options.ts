// What the routes are put together from. Shapes only.
import type { Sql } from 'postgres';
import type { StoredRegister } from '#store';

/** The open registers as they stood at most a moment ago. */
export interface RestCatalogue {
  all(): Promise<readonly StoredRegister[]>;
  find(name: string): Promise<StoredRegister | undefined>;
}

/** A record that a search found. */
export interface RestHit {
  readonly register: string;
  readonly key: string;
  readonly title: string;
  readonly snippet: string;
  readonly score: number;
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
  /** Searches all open registers or one; at most `limit` hits, the best first. */
  search(words: string, register: string | undefined, limit: number): Promise<readonly RestHit[]>;
}
