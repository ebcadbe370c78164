// New entries hashed twice, by Node and by SQL. One flipped bit, signed, killed a public log for ever in 2022.
import { appendLeaves, type Frontier, leafHash } from '#lib/merkle';
import type { Speaker } from '#store';
import { Disagreement } from './disagreement.ts';
import type { Standing } from './standing.ts';

const batchEntries = 2048;

/** Extends a frontier by the entries up to the committed head, in flat memory. */
export async function extendToHead(sql: Speaker, standing: Standing, from: Frontier): Promise<Frontier> {
  let frontier = from;
  while (frontier.size < standing.size) {
    const until = Math.min(standing.size, frontier.size + batchEntries);
    frontier = appendLeaves(frontier, await readLeaves(sql, standing, frontier.size, until));
  }
  return frontier;
}

async function readLeaves(sql: Speaker, standing: Standing, from: number, until: number): Promise<Uint8Array[]> {
  const rows = await sql`
    select number, bytes, sha256('\\x00'::bytea || bytes) as leaf
    from laopedia.entry
    where register_id = ${standing.id} and number >= ${from} and number < ${until}
    order by number`;
  const register = standing.name;
  const leaves = rows.map((row, place) => {
    const number = from + place;
    if (Number(row['number']) !== number) throw new Disagreement('gap', { register, number });
    const leaf = leafHash(row['bytes'] as Uint8Array);
    if (!equalBytes(leaf, row['leaf'] as Uint8Array)) throw new Disagreement('hashers', { register, number });
    return leaf;
  });
  if (leaves.length !== until - from) throw new Disagreement('gap', { register, number: from + leaves.length });
  return leaves;
}

/** Whether two hashes are the same. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
