// A record: what the log says of a key today. A shape; the store and the projections fill it.
import type { Item } from './item.ts';

/** A record as a reader of some tier sees it; hidden fields of higher tiers are not in `item`. */
export interface Record {
  readonly register: string;
  readonly key: string;
  readonly entry: number;
  readonly time: string;
  readonly item: Item;
  readonly withdrawn: boolean;
}
