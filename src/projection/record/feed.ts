// The change feed: the entries of a log in their order, as a follower reads them who wants facts and not proofs.
import type { JsonObject } from '#lib/canonical-json';
import { type Item, parseEntry } from '#register';
import { readEntries, readPublicBodies, type Speaker, type StoredRegister, schemaReader } from '#store';
import { openItem } from './open-item.ts';

/** An entry of the feed. `key` is empty for schemas and publications; `item` is what a `put` put, under today's names. */
export interface FeedEntry {
  readonly number: number;
  readonly op: string;
  readonly key: string;
  readonly time: Date;
  readonly item?: Item;
}

/** Reads at most `limit` entries from number `from` on, up to the end of the log. */
export async function readFeed(
  sql: Speaker,
  stored: StoredRegister,
  from: number,
  limit: number,
): Promise<FeedEntry[]> {
  const until = Math.min(stored.size, from + limit);
  if (from >= until) return [];
  const entries = await readEntries(sql, stored.id, from, until);
  const bodies = await readPublicBodies(sql, stored.id, from, until);
  const ends = await readEnds(sql, stored.id, from, until);
  const schemas = from < stored.schemaEntry ? await schemaReader(sql, stored.id) : undefined;
  let end = 0;
  return entries.map((bytes, at): FeedEntry => {
    const number = from + at;
    while (Number(ends[end]?.['number']) < number) end += 1;
    const entry = parseEntry(Buffer.from(bytes).toString('utf8')) ?? {};
    const then = number < stored.schemaEntry ? (schemas?.at(number) ?? stored.register) : stored.register;
    const body = entry['op'] === 'put' ? bodies[at]?.body : undefined;
    return {
      number,
      op: String(entry['op']),
      key: String(entry['key'] ?? ''),
      time: ends[end]?.['time'] as Date,
      ...(body === undefined
        ? {}
        : { item: openItem(JSON.parse(body) as JsonObject, then, stored.register, ['public']) }),
    };
  });
}

// The publications that close these entries: those within, and the first one behind.
function readEnds(sql: Speaker, id: number, from: number, until: number): PromiseLike<Record<string, unknown>[]> {
  return sql`
    select number, time from laopedia.publication
    where register_id = ${id} and number >= ${from}
      and number <= (select min(number) from laopedia.publication where register_id = ${id} and number >= ${until - 1})
    order by number`;
}
