// Tiles of a log: full ones are stored as they fill, partial ones are computed from entries when somebody asks.
import {
  appendLeaves,
  type Frontier,
  leafHash,
  tileOfHashes,
  tileRoot,
  tilesFilledBetween,
  tileWidth,
} from '#lib/merkle';
import type { Speaker } from './fold.ts';

const tilesAtOnce = 64;

/**
 * Extends a frontier by the staged leaves, in the order of their ordinals, then by `last`, and stores the tiles that
 * became full. Memory is flat: leaves come by cursor.
 */
export async function extendLog(
  sql: Speaker,
  registerId: number,
  from: Frontier,
  leaves: AsyncIterable<readonly Uint8Array[]> | Iterable<readonly Uint8Array[]>,
): Promise<Frontier> {
  const writer = tileWriter(sql, registerId);
  let frontier = from;
  // What stands in the open tile is asked for only when the tile fills: most publications are small.
  let standing = from.size % tileWidth;
  let open: Uint8Array[] = [];
  let index = Math.floor(from.size / tileWidth);
  for await (const batch of leaves) {
    for (const leaf of batch) {
      open.push(leaf);
      if (standing + open.length < tileWidth) continue;
      const before = standing === 0 ? [] : await leavesOfOpenTile(sql, registerId, from.size);
      await writer.write(0, index++, tileOfHashes([...before, ...open]));
      standing = 0;
      open = [];
    }
    frontier = appendLeaves(frontier, batch);
  }
  await writer.end();
  await storeUpperTiles(sql, registerId, from.size, frontier.size);
  return frontier;
}

function tileWriter(sql: Speaker, registerId: number) {
  let rows: { register_id: number; level: number; index: number; hashes: Uint8Array }[] = [];
  const end = async () => {
    if (rows.length > 0) await sql`insert into laopedia.tile ${sql(rows, 'register_id', 'level', 'index', 'hashes')}`;
    rows = [];
  };
  return {
    end,
    async write(level: number, index: number, hashes: Uint8Array) {
      rows.push({ register_id: registerId, level, index, hashes });
      if (rows.length >= tilesAtOnce) await end();
    },
  };
}

// The leaves that stand after the last full tile: at most 255 entries are hashed anew.
async function leavesOfOpenTile(sql: Speaker, registerId: number, size: number): Promise<Uint8Array[]> {
  const from = size - (size % tileWidth);
  const rows = await sql`
    select bytes from laopedia.entry
    where register_id = ${registerId} and number >= ${from} and number < ${size}
    order by number`;
  return rows.map(row => leafHash(row['bytes'] as Uint8Array));
}

async function storeUpperTiles(sql: Speaker, registerId: number, before: number, after: number): Promise<void> {
  for (const { level, index } of tilesFilledBetween(before, after)) {
    if (level === 0) continue;
    const below = await sql`
      select hashes from laopedia.tile
      where register_id = ${registerId} and level = ${level - 1}
        and index >= ${index * tileWidth} and index < ${(index + 1) * tileWidth}
      order by index`;
    const hashes = tileOfHashes(below.map(row => tileRoot(row['hashes'] as Uint8Array)));
    await sql`insert into laopedia.tile (register_id, level, index, hashes) values (${registerId}, ${level}, ${index}, ${hashes})`;
  }
}
