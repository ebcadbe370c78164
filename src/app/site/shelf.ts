// What the views of the site are made from: pools, catalogue, clock, and the map of provinces.
import type { Sql } from 'postgres';
import type { ProvinceCell } from '#interface/site';
import type { Catalogue } from '../catalogue.ts';

/** A cell of the schematic map, without names and counts. */
export interface MapCell {
  readonly code: string;
  readonly column: number;
  readonly row: number;
}

/** Handed to each maker of a view. `sql` is a pool of the public reader, perhaps a copy's: taken anew for each statement. */
export interface Shelf {
  readonly sql: Sql;
  /** The public reader's pool on the primary: for checkpoints and proofs. */
  readonly primary: Sql;
  readonly catalogue: Catalogue;
  readonly cells: readonly MapCell[];
  readonly today: () => string;
}

export type { ProvinceCell };
