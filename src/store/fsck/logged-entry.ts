// The entries of a log as fsck reads them: batch by batch, each hashed by both hashers, a hole where a number is missing.

import type { JsonObject } from '#lib/canonical-json';
import { leafHash, tileWidth } from '#lib/merkle';
import { parseEntry } from '#register';
import type { Speaker } from '../fold.ts';
import type { Tally } from './tally.ts';

/** One number of the log. Without bytes it is missing; without `entry` its bytes are of no known form. */
export interface LoggedEntry {
  readonly number: number;
  readonly leaf: Uint8Array | undefined;
  readonly entry: JsonObject | undefined;
}

const batchEntries = tileWidth * 8;

/** All numbers from 0 to before `size`, in order; every batch but the last is a multiple of a tile. Holds I1 and I2 by itself. */
export async function* readLoggedEntries(
  sql: Speaker,
  registerId: number,
  size: number,
  tally: Tally,
): AsyncIterable<readonly LoggedEntry[]> {
  const end = await lastNumber(sql, registerId, size);
  for (let from = 0; from < end; from += batchEntries) {
    const until = Math.min(end, from + batchEntries);
    const rows = await sql`
      select number, bytes, sha256('\\x00'::bytea || bytes) as leaf
      from laopedia.entry
      where register_id = ${registerId} and number >= ${from} and number < ${until}`;
    const byNumber = new Map(rows.map(row => [Number(row['number']), row]));
    const batch: LoggedEntry[] = [];
    for (let number = from; number < until; number++) batch.push(examine(number, byNumber.get(number), tally));
    tally.looked('I1', batch.length);
    tally.looked('I2', rows.length);
    yield batch;
  }
  if (end < size) tally.found('I1', 'entry-missing', `entries ${end} to ${size - 1}`);
  const outside = await sql`
    select count(*) as count from laopedia.entry
    where register_id = ${registerId} and (number < 0 or number >= ${size})`;
  const count = Number(outside[0]?.['count']);
  if (count > 0) tally.found('I1', 'entry-outside', 'log', { count });
}

// A size with a flipped bit may be anything: it is not counted through where there are no entries.
async function lastNumber(sql: Speaker, registerId: number, size: number): Promise<number> {
  const rows = await sql`select max(number) as last from laopedia.entry where register_id = ${registerId}`;
  return Math.max(0, Math.min(size, Number(rows[0]?.['last'] ?? -1) + 1));
}

function examine(number: number, row: Record<string, unknown> | undefined, tally: Tally): LoggedEntry {
  if (row === undefined) {
    tally.found('I1', 'entry-missing', placeOf(number));
    return { number, leaf: undefined, entry: undefined };
  }
  const bytes = row['bytes'] as Uint8Array;
  const leaf = leafHash(bytes);
  if (Buffer.compare(leaf, row['leaf'] as Uint8Array) !== 0) tally.found('I2', 'hashers-differ', placeOf(number));
  const entry = parseEntry(Buffer.from(bytes).toString('utf8'));
  if (entry === undefined) tally.found('I2', 'entry-unreadable', placeOf(number));
  return { number, leaf, entry };
}

/** How an entry is named in a finding. */
export function placeOf(number: number): string {
  return `entry ${number}`;
}
