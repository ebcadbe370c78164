// The versions of a key: every entry that put or withdrew it, newest first, with its body and its publication.
import type { JsonObject } from '#lib/canonical-json';
import { type Item, parseEntry, type Succeeded, succeededBy, type Tier } from '#register';
import { type SchemaReader, type Speaker, type StoredRegister, schemaReader } from '#store';
import { openItem } from './open-item.ts';
import { tableOf } from './physical.ts';

/** One appearance of a key in the log. */
export interface Version {
  readonly entry: number;
  readonly withdrawn: boolean;
  readonly validFrom?: string;
  /** What took the key's place, where the entry says so. */
  readonly succeeded: Succeeded | undefined;
  /** Under today's field names, of the tiers asked for; undefined for a withdrawal, or where it was redacted. */
  readonly item: Item | undefined;
  readonly publication: number;
  readonly time: Date;
  readonly organisations: readonly string[];
}

const mostVersions = 1000;

/** Reads the versions of a key with fewer than `size` entries before them, newest first; at most 1,000. */
export async function readVersions(
  sql: Speaker,
  stored: StoredRegister,
  key: string,
  size: number,
  tiers: readonly Tier[] = ['public'],
): Promise<Version[]> {
  const bodies = tiers.map(
    tier => `left join laopedia.body_${tier} b_${tier} on b_${tier}.register_id = $1 and b_${tier}.number = v.entry`,
  );
  const rows = await sql.unsafe(
    `select v.entry, v.withdrawn, convert_from(e.bytes, 'UTF8') as bytes, p.number as publication, p.time, p.organisations,
       ${tiers.map(tier => `b_${tier}.body as ${tier}`).join(', ')}
     from (
       select entry, withdrawn from ${tableOf(stored.id)} where key = $2
       union all
       select from_entry, withdrawn from laopedia.record_past where register_id = $1 and key = $2
     ) v
     join laopedia.entry e on e.register_id = $1 and e.number = v.entry
     cross join lateral (
       select number, time, organisations from laopedia.publication
       where register_id = $1 and number >= v.entry order by number limit 1
     ) p
     ${bodies.join('\n')}
     where v.entry < $3
     order by v.entry desc limit ${mostVersions}`,
    [stored.id, key, size],
  );
  const schemas = await olderSchemas(sql, stored, rows);
  return rows.map(row => versionOf(row, stored, tiers, schemas));
}

// The history of the schema is read only when some version is older than the schema that stands.
async function olderSchemas(sql: Speaker, stored: StoredRegister, rows: readonly Record<string, unknown>[]) {
  return rows.some(row => Number(row['entry']) < stored.schemaEntry) ? schemaReader(sql, stored.id) : undefined;
}

function versionOf(
  row: Record<string, unknown>,
  stored: StoredRegister,
  tiers: readonly Tier[],
  schemas: SchemaReader | undefined,
): Version {
  const entry = Number(row['entry']);
  const bodies = tiers.flatMap(tier => (row[tier] === null ? [] : [JSON.parse(String(row[tier])) as JsonObject]));
  const body = Object.assign({}, ...bodies) as JsonObject;
  const then = entry < stored.schemaEntry ? (schemas?.at(entry) ?? stored.register) : stored.register;
  const parsed = parseEntry(String(row['bytes'])) ?? {};
  const validFrom = parsed['validFrom'];
  return {
    entry,
    withdrawn: Boolean(row['withdrawn']),
    ...(typeof validFrom === 'string' ? { validFrom } : {}),
    succeeded: succeededBy(parsed),
    item: bodies.length === 0 ? undefined : openItem(body, then, stored.register, tiers),
    publication: Number(row['publication']),
    time: row['time'] as Date,
    organisations: row['organisations'] as string[],
  };
}
