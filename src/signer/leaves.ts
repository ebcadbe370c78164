// New entries hashed twice, by Node and by SQL. One flipped bit, signed, killed a public log for ever in 2022.
import { appendLeaves, type Frontier, leafHash } from '#lib/merkle';
import type { Speaker } from '#store';
import { Disagreement } from './disagreement.ts';
import type { Standing } from './standing.ts';

const batchEntries = 2048;

interface HashedEntry {
  readonly number: number;
  readonly bytes: Uint8Array;
  /** The leaf hash as SQL has it. */
  readonly leaf: Uint8Array;
}

/** Extends a frontier by the entries up to the committed head, in flat memory. */
export async function extendToHead(sql: Speaker, standing: Standing, from: Frontier): Promise<Frontier> {
  let frontier = from;
  let coming = readBatch(sql, standing, from.size);
  while (frontier.size < standing.size) {
    const batch = await coming;
    // SQL hashes the next batch while Node hashes this one.
    coming = readBatch(sql, standing, frontier.size + batchEntries);
    coming.catch(() => {});
    frontier = appendLeaves(frontier, checkedLeaves(standing, frontier.size, batch));
  }
  return frontier;
}

async function readBatch(sql: Speaker, { id, size }: Standing, from: number): Promise<HashedEntry[]> {
  if (from >= size) return [];
  return sql<HashedEntry[]>`
    select number, bytes, sha256('\\x00'::bytea || bytes) as leaf
    from laopedia.entry
    where register_id = ${id} and number >= ${from} and number < ${Math.min(size, from + batchEntries)}
    order by number`;
}

function checkedLeaves(standing: Standing, from: number, batch: readonly HashedEntry[]): Uint8Array[] {
  const register = standing.name;
  const count = Math.min(standing.size - from, batchEntries);
  return Array.from({ length: count }, (_, place) => {
    const number = from + place;
    const entry = batch[place];
    if (entry?.number !== number) throw new Disagreement('gap', { register, number });
    const leaf = leafHash(entry.bytes);
    if (!equalBytes(leaf, entry.leaf)) throw new Disagreement('hashers', { register, number });
    return leaf;
  });
}

/** Whether two hashes are the same. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
