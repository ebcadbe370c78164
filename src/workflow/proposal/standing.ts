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

// Two simple look-ups by primary key: joined into one, a planner without fresh statistics scans all bodies for each batch.
async function readStanding(
  sql: Speaker,
  stored: StoredRegister,
  schemas: SchemaReader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  if (keys.length === 0) return nothing;
  const rows = await sql.unsafe(`select key, entry, withdrawn from records.r${stored.id} where key = any($1::text[])`, [
    keys as string[],
  ]);
  const bodies = await readBodies(
    sql,
    stored,
    rows.map(row => Number(row['entry'])),
  );
  return new Map(
    rows.map(row => {
      const entry = Number(row['entry']);
      const then = entry < stored.schemaEntry ? schemas.at(entry) : stored.register;
      const item = currentNames(Object.assign({}, ...(bodies.get(entry) ?? [])), then, stored.register);
      return [String(row['key']), { entry, withdrawn: Boolean(row['withdrawn']), item }];
    }),
  );
}

async function readBodies(
  sql: Speaker,
  stored: StoredRegister,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, JsonObject[]>> {
  const bodies = new Map<number, JsonObject[]>(numbers.map(number => [number, []]));
  if (numbers.length === 0) return bodies;
  for (const tier of tiersOf(stored.register.schema)) {
    const rows = await sql.unsafe(
      `select number, body from laopedia.body_${tier} where register_id = $1 and number = any($2::bigint[])`,
      [stored.id, numbers as number[]],
    );
    for (const row of rows) bodies.get(Number(row['number']))?.push(JSON.parse(String(row['body'])) as JsonObject);
  }
  return bodies;
}
