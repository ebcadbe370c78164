// The record as it stands today, by one prepared statement: the road most requests take. Its item stays the text it is.
import { canonicalJson } from '#lib/canonical-json';
import type { Speaker, StoredRegister } from '#store';
import { findRecord } from './find.ts';
import { tableOf } from './physical.ts';

/** A record as it stands; `item` is the canonical JSON text of its public fields. */
export interface CurrentRecord {
  readonly entry: number;
  readonly time: Date;
  readonly withdrawn: boolean;
  readonly item: string;
}

const statements = new Map<number, string>();

/** Reads the record of a key as it stands on the day `today` (`YYYY-MM-DD`); undefined where there is none. */
export async function readCurrent(
  sql: Speaker,
  stored: StoredRegister,
  key: string,
  today: string,
): Promise<CurrentRecord | undefined> {
  if (stored.register.validFrom !== undefined) return readWhole(sql, stored, key, today);
  const rows = await sql.unsafe(statementFor(stored.id), [key], { prepare: true });
  const row = rows[0];
  if (row === undefined) return undefined;
  const { entry, withdrawn, body, time } = row;
  if (withdrawn || body === null || entry < stored.schemaEntry) return readWhole(sql, stored, key, today);
  return { entry, time, withdrawn, item: body };
}

// Withdrawn, redacted and older than the schema: rare enough to be read with all their versions.
async function readWhole(
  sql: Speaker,
  stored: StoredRegister,
  key: string,
  today: string,
): Promise<CurrentRecord | undefined> {
  const record = await findRecord(sql, stored, key, { today });
  if (record === undefined) return undefined;
  const { entry, time, withdrawn, item } = record;
  return { entry, time, withdrawn, item: canonicalJson(item) };
}

// No column of the register's own is named, so the statement outlives a change of its schema.
function statementFor(id: number): string {
  const known = statements.get(id);
  if (known !== undefined) return known;
  const made = `
    select r.entry, r.withdrawn, b.body,
      (select time from laopedia.publication p where p.register_id = ${id} and p.number >= r.entry order by p.number limit 1) as time
    from ${tableOf(id)} r left join laopedia.body_public b on b.register_id = ${id} and b.number = r.entry
    where r.key = $1`;
  statements.set(id, made);
  return made;
}
