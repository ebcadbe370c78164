// What stands for some keys: their whole items, all tiers, and the entry they come from. Read in bulk, once a batch.
import type { JsonObject } from '#lib/canonical-json';
import { type Item, tiersOf } from '#register';
import { currentNames, type SchemaReader, type Speaker, type StoredRegister, sayPrepared, schemaReader } from '#store';

/** A standing (or withdrawn) record: what a draft is compared with. */
export interface Standing {
  readonly entry: number;
  readonly withdrawn: boolean;
  readonly item: Item;
}

/** Gives what stands for keys. */
export type StandingReader = (keys: readonly string[]) => Promise<ReadonlyMap<string, Standing>>;

const nothing: ReadonlyMap<string, Standing> = new Map();

/** Makes a reader of a register's standing records; it asks nothing of an empty register. */
export async function standingReader(sql: Speaker, stored: StoredRegister): Promise<StandingReader> {
  const everHeld = await sql.unsafe(`select 1 from records.r${stored.id} limit 1`);
  return everHeld.length === 0 ? async () => nothing : fewStanding(sql, stored);
}

/** The same for a few keys of a register that may well have them. */
export function fewStanding(sql: Speaker, stored: StoredRegister): StandingReader {
  let schemas: Promise<SchemaReader> | undefined;
  return async keys => {
    if (keys.length === 0) return nothing;
    const rows = await sayPrepared(sql, standingText(stored), [keys]);
    // Read only for records that an older definition has put.
    if (rows.some(row => Number(row['entry']) < stored.schemaEntry)) schemas ??= schemaReader(sql, stored.id);
    return standingOf(rows, stored, await schemas);
  };
}

// Each body by its number: joined in, a planner without fresh statistics scans all bodies for each batch.
function standingText({ id, register }: StoredRegister): string {
  const bodies = tiersOf(register.schema).map(
    tier =>
      `, (select b.body from laopedia.body_${tier} b where b.register_id = ${id} and b.number = r.entry) as ${tier}`,
  );
  return `select r.key, r.entry, r.withdrawn${bodies.join('')} from records.r${id} r where r.key = any($1::text[])`;
}

function standingOf(
  rows: readonly Readonly<Record<string, unknown>>[],
  stored: StoredRegister,
  schemas: SchemaReader | undefined,
): ReadonlyMap<string, Standing> {
  const tiers = tiersOf(stored.register.schema);
  return new Map(
    rows.map(row => {
      const entry = Number(row['entry']);
      const then = entry < stored.schemaEntry && schemas !== undefined ? schemas.at(entry) : stored.register;
      const bodies = tiers.map(tier => (row[tier] === null ? {} : (JSON.parse(String(row[tier])) as JsonObject)));
      const item = currentNames(Object.assign({}, ...bodies), then, stored.register);
      return [String(row['key']), { entry, withdrawn: Boolean(row['withdrawn']), item }];
    }),
  );
}
