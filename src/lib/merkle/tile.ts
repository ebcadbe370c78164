// Tiles as C2SP tlog-tiles has them: rows of at most 256 hashes, and which of them a tree of some size has. A tile of
// level 0 holds leaf hashes, one of level L the roots of full tiles of level L - 1. It reads and stores nothing.
import { foldRight } from './frontier.ts';
import { checkHash, hashBytes, nodeHash } from './hash.ts';
import { checkWhole, MerkleProblem } from './merkle-problem.ts';

/** How many hashes a full tile holds, and how many entries a full bundle. */
export const tileWidth = 256;

/** A tile's place: level 0 to 63, index from 0 within the level, width 1 to 256 (256 is a full tile). */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** How many hashes (tiles' contents, full and partial) a level of the tiles has in a tree of this size: floor(size / 256^level). */
export function hashesAtLevel(level: number, size: number): number {
  let count = size;
  for (let step = 0; step < level && count > 0; step++) count = Math.floor(count / tileWidth);
  return count;
}

/** The width a tile has in a tree of this size: 256 when full, 0 when it is not there yet. */
export function tileWidthAt(level: number, index: number, size: number): number {
  return Math.max(0, Math.min(tileWidth, hashesAtLevel(level, size) - index * tileWidth));
}

/** The full tiles a tree of `newSize` has and one of `oldSize` had not, lower levels first: what an append stores. */
export function tilesFilledBetween(oldSize: number, newSize: number): Tile[] {
  checkWhole(oldSize, 'size');
  checkWhole(newSize, 'size');
  if (oldSize > newSize) throw new MerkleProblem('size', `a log never shrinks, from ${oldSize} to ${newSize}`);
  const tiles: Tile[] = [];
  for (let level = 0; hashesAtLevel(level, newSize) >= tileWidth; level++) {
    const end = Math.floor(hashesAtLevel(level, newSize) / tileWidth);
    let index = Math.floor(hashesAtLevel(level, oldSize) / tileWidth);
    for (; index < end; index++) tiles.push({ level, index, width: tileWidth });
  }
  return tiles;
}

/** The partial tiles of a tree of this size, at most one a level, lower levels first. An empty tile is none. */
export function partialTiles(size: number): Tile[] {
  checkWhole(size, 'size');
  const tiles: Tile[] = [];
  for (let level = 0; hashesAtLevel(level, size) > 0; level++) {
    const count = hashesAtLevel(level, size);
    const width = count % tileWidth;
    if (width > 0) tiles.push({ level, index: (count - width) / tileWidth, width });
  }
  return tiles;
}

/** The bytes of a tile: 1 to 256 hashes one after the other. */
export function tileOfHashes(hashes: readonly Uint8Array[]): Uint8Array {
  checkWidth(hashes.length);
  const bytes = new Uint8Array(hashes.length * hashBytes);
  hashes.forEach((hash, place) => {
    checkHash(hash);
    bytes.set(hash, place * hashBytes);
  });
  return bytes;
}

/** The hashes in a tile's bytes, as views on them. Refuses (`tile`) bytes that are not 1 to 256 hashes. */
export function hashesOfTile(bytes: Uint8Array): Uint8Array[] {
  checkWidth(bytes.length / hashBytes);
  return Array.from({ length: bytes.length / hashBytes }, (_, place) =>
    bytes.subarray(place * hashBytes, (place + 1) * hashBytes),
  );
}

/** The root of what a tile spans, of any width: for a full tile, the hash it has in the tile above. */
export function tileRoot(bytes: Uint8Array): Uint8Array {
  let row = hashesOfTile(bytes);
  const lone: Uint8Array[] = []; // roots of the perfect subtrees at the right edge, smallest first
  while (row.length > 1) {
    if (row.length % 2 === 1) lone.push(row.pop() as Uint8Array);
    row = Array.from({ length: row.length / 2 }, (_, i) =>
      nodeHash(row[2 * i] as Uint8Array, row[2 * i + 1] as Uint8Array),
    );
  }
  return foldRight([...row, ...lone.reverse()]);
}

function checkWidth(width: number): void {
  if (!Number.isInteger(width) || width < 1 || width > tileWidth) {
    throw new MerkleProblem('tile', `a tile holds 1 to ${tileWidth} hashes, not ${width}`);
  }
}
