// What a list is asked for and what it answers. Shapes only.
import type { Item } from '#register';
import type { Filters } from './filter.ts';
import type { Moment } from './moment.ts';

/** What a list is asked for. `sort` is a field name, with `-` before it for descending; without it the key decides. */
export interface ListQuery {
  readonly filters?: Filters;
  readonly sort?: string;
  readonly limit?: number;
  readonly after?: string;
  /** Only these keys (from a search). */
  readonly keys?: readonly string[];
  readonly moment?: Moment;
  readonly countExactly?: boolean;
}

/** A row of a list. */
export interface ListedRecord {
  readonly key: string;
  readonly entry: number;
  readonly time: Date;
  readonly item: Item;
  /** The item as canonical JSON. */
  readonly itemText: string;
}

/** A page of a list; `next` is the cursor of the following one. */
export interface ListPage {
  readonly records: readonly ListedRecord[];
  readonly next: string | null;
  readonly count?: number;
}
