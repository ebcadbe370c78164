// What stands for some keys: their whole items, all tiers, and the entry they come from. Read in bulk, once a batch.
import type { JsonObject } from '#lib/canonical-json';
import { type Item, tiersOf } from '#register';
import { currentNames, type SchemaReader, type Speaker, type StoredRegister, schemaReader } from '#store';

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
  if (everHeld.length === 0) return async () => nothing;
  const schemas = await schemaReader(sql, stored.id);
  return keys => readStanding(sql, stored, schemas, keys);
}

async function readStanding(
  sql: Speaker,
  stored: StoredRegister,
  schemas: SchemaReader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  if (keys.length === 0) return nothing;
  const tiers = tiersOf(stored.register.schema);
  const bodies = tiers.map(
    tier => `left join laopedia.body_${tier} b_${tier} on b_${tier}.register_id = $1 and b_${tier}.number = r.entry`,
  );
  const rows = await sql.unsafe(
    `select r.key, r.entry, r.withdrawn, ${tiers.map(tier => `b_${tier}.body as ${tier}`).join(', ')}
     from records.r${stored.id} r ${bodies.join('\n')}
     where r.key = any($2::text[])`,
    [stored.id, keys as string[]],
  );
  return new Map(
    rows.map(row => {
      const entry = Number(row['entry']);
      const parts = tiers.map(tier => (row[tier] === null ? {} : (JSON.parse(String(row[tier])) as JsonObject)));
      const then = entry < stored.schemaEntry ? schemas.at(entry) : stored.register;
      const item = currentNames(Object.assign({}, ...parts), then, stored.register);
      return [String(row['key']), { entry, withdrawn: Boolean(row['withdrawn']), item }];
    }),
  );
}
