// I3: the stored tiles, level by level: none missing, none too many, and each upper one is the roots of those below it.
import { hashesAtLevel, hashesOfTile, tileOfHashes, tileRoot, tileWidth } from '#lib/merkle';
import type { Speaker } from '../fold.ts';
import type { Examined } from './examined.ts';
import type { Tally } from './tally.ts';

/** How many hashes a full tile has; only full ones are stored. */
export const width = tileWidth;

/** Examines the stored tiles of a log. */
export interface TileExaminer {
  /** The leaves of the full tiles stored for so many entries from `from` (a tile's beginning), by the tile's index. */
  readLeaves(from: number, count: number): Promise<ReadonlyMap<number, readonly Uint8Array[]>>;
  /** The next leaves, as the tiles have them; whole tiles, but for the last call. */
  take(leaves: readonly Uint8Array[]): Promise<void>;
  end(): Promise<void>;
  /** How a tile is named in a finding. */
  placeOf(level: number, index: number): string;
}

/** Makes an examiner of a log's tiles. */
export function examineTiles(sql: Speaker, { id, size }: Examined, tally: Tally): TileExaminer {
  const rows: Uint8Array[][] = [];
  const indexes: number[] = [];
  const placeOf = (level: number, index: number) => `tile ${level}/${index}`;
  const readTile = async (level: number, index: number) => {
    const found = await sql`
      select hashes from laopedia.tile where register_id = ${id} and level = ${level} and index = ${index}`;
    return found[0]?.['hashes'] as Uint8Array | undefined;
  };
  // A tile of this level is full: its root is the next hash of the level above.
  const rise = async (level: number, tile: readonly Uint8Array[]): Promise<void> => {
    const above = level + 1;
    const row = [...(rows[above] ?? []), tileRoot(tileOfHashes(tile))];
    rows[above] = row;
    if (row.length < width) return;
    const index = indexes[above] ?? 0;
    const stored = await readTile(above, index);
    tally.looked('I3');
    if (stored === undefined) tally.found('I3', 'tile-missing', placeOf(above, index));
    else if (Buffer.compare(stored, tileOfHashes(row)) !== 0) tally.found('I3', 'tile-differs', placeOf(above, index));
    rows[above] = [];
    indexes[above] = index + 1;
    await rise(above, row);
  };
  return {
    placeOf,
    async readLeaves(from, count) {
      const [first, end] = [from / width, Math.floor((from + count) / width)];
      const found = await sql`
        select index, hashes from laopedia.tile
        where register_id = ${id} and level = 0 and index >= ${first} and index < ${end}`;
      const stored = new Map(found.map(row => [Number(row['index']), row['hashes'] as Uint8Array]));
      tally.looked('I3', end - first);
      for (let index = first; index < end; index++) {
        const hashes = stored.get(index);
        if (hashes === undefined) tally.found('I3', 'tile-missing', placeOf(0, index));
        else if (hashes.length !== width * hashBytes) tally.found('I3', 'tile-differs', placeOf(0, index));
      }
      return new Map([...stored].flatMap(([index, bytes]) => wholeTile(index, bytes)));
    },
    async take(leaves) {
      for (let at = 0; at + width <= leaves.length; at += width) await rise(0, leaves.slice(at, at + width));
    },
    async end() {
      tally.looked('I3', 1);
      const count = await countOutside(sql, id, size);
      if (count > 0) tally.found('I3', 'tile-outside', 'tiles', { count });
    },
  };
}

const hashBytes = 32;

function wholeTile(index: number, bytes: Uint8Array): [number, readonly Uint8Array[]][] {
  return bytes.length === width * hashBytes ? [[index, hashesOfTile(bytes)]] : [];
}

async function countOutside(sql: Speaker, id: number, size: number): Promise<number> {
  const ends: number[] = [];
  for (let level = 0; hashesAtLevel(level, size) >= width; level++)
    ends.push(Math.floor(hashesAtLevel(level, size) / width));
  const rows = await sql`
    select count(*) as count
    from laopedia.tile t left join unnest(${ends}::bigint[]) with ordinality as e (tiles, level) on e.level = t.level + 1
    where t.register_id = ${id} and (t.index < 0 or t.index >= coalesce(e.tiles, 0))`;
  return Number(rows[0]?.['count']);
}
