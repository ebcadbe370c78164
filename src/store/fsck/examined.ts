// A register as fsck meets it: read without trusting anything, since what it says of itself may be what is broken.
import type { Speaker } from '../fold.ts';

/** A register's row and its head. `headTime` is text, so that no bit of it is rounded away. */
export interface Examined {
  readonly id: number;
  readonly name: string;
  readonly origin: string;
  /** Copied from another installation: hidden bodies did not travel. */
  readonly copied: boolean;
  /** Given back by a mirror, from each first to before each second: hidden bodies did not travel either. */
  readonly healed: readonly (readonly [number, number])[];
  readonly definition: unknown;
  readonly schemaEntry: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly frontier: Uint8Array;
  readonly headTime: string | null;
  readonly records: number;
}

/** How times are written where they are compared: UTC, to the microsecond. */
export const timeForm = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';

/** The register of that number; undefined where it has no head. */
export async function readExamined(sql: Speaker, id: number): Promise<Examined | undefined> {
  const rows = await sql`
    select r.name, r.origin, r.copied, r.definition, r.schema_entry, h.size, h.root, h.frontier, h.records,
      (select coalesce(json_agg(json_build_array(first, until)), '[]') from laopedia.healed where register_id = r.id) as healed,
      to_char(h.time at time zone 'UTC', ${timeForm}) as time
    from laopedia.register r join laopedia.head h on h.register_id = r.id
    where r.id = ${id}`;
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    id,
    name: String(row['name']),
    origin: String(row['origin']),
    copied: Boolean(row['copied']),
    healed: row['healed'] as [number, number][],
    definition: row['definition'],
    schemaEntry: Number(row['schema_entry']),
    size: Number(row['size']),
    root: row['root'] as Uint8Array,
    frontier: row['frontier'] as Uint8Array,
    headTime: row['time'] as string | null,
    records: Number(row['records']),
  };
}
