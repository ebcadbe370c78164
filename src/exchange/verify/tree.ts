// The tree rebuilt from leaf hashes as they come, and held against every tile of the log above the leaves. In memory: the
// right edge, and at most 256 hashes a level.
import { appendLeaves, emptyFrontier, frontierRoot, tileOfHashes, tilePath, tileRoot, tileWidth } from '#lib/merkle';
import type { Refusal } from '#register';
import { refuseVerify } from '../refusals.ts';
import type { LogSource } from '../source.ts';

/** A tree in the making. */
export interface Tree {
  readonly tiles: number;
  /** Appends the leaves of a bundle; answers the tiles above that do not belong to them. */
  append(leaves: readonly Uint8Array[]): Promise<Refusal[]>;
  /** Checks the partial tiles at the right edge. */
  end(): Promise<Refusal[]>;
  root(): Uint8Array;
  /** The root at the size asked for at the start, once the tree has reached it. */
  readonly rootBefore: Uint8Array | undefined;
}

/** An empty tree. `before` is a size at which the root is wanted. */
export function openTree(source: LogSource, before: number | undefined): Tree {
  let frontier = emptyFrontier;
  let rootBefore = before === 0 ? frontierRoot(frontier) : undefined;
  let tiles = 0;
  const levels: Uint8Array[][] = []; // levels[0] holds the roots of full bundles: the hashes of level 1
  const counts: number[] = [];

  const compare = async (level: number): Promise<Refusal[]> => {
    const hashes = levels[level] ?? [];
    const index = Math.floor(((counts[level] ?? 0) - 1) / tileWidth);
    const path = tilePath(level + 1, index, hashes.length);
    const bytes = await source.find(path, tileWidth * 32);
    tiles++;
    if (bytes === undefined) return [refuseVerify('missing', { path })];
    if (Buffer.compare(bytes, tileOfHashes(hashes)) === 0) return [];
    const span = tileWidth ** (level + 1); // entries under one hash of this tile
    const from = index * tileWidth * span;
    const place = hashes.findIndex((hash, at) => Buffer.compare(hash, bytes.subarray(at * 32, at * 32 + 32)) !== 0);
    const start = from + Math.max(0, place) * span;
    return [refuseVerify('tile-wrong', { path, from: start, to: start + span - 1 })];
  };

  const lift = async (level: number, hash: Uint8Array): Promise<Refusal[]> => {
    const hashes = [...(levels[level] ?? []), hash];
    levels[level] = hashes;
    counts[level] = (counts[level] ?? 0) + 1;
    if (hashes.length < tileWidth) return [];
    const failures = await compare(level);
    levels[level] = [];
    return [...failures, ...(await lift(level + 1, tileRoot(tileOfHashes(hashes))))];
  };

  return {
    get tiles() {
      return tiles;
    },
    get rootBefore() {
      return rootBefore;
    },
    async append(leaves) {
      const cut = before === undefined ? -1 : before - frontier.size;
      if (cut > 0 && cut <= leaves.length) rootBefore = frontierRoot(appendLeaves(frontier, leaves.slice(0, cut)));
      frontier = appendLeaves(frontier, leaves);
      tiles++;
      return leaves.length === tileWidth ? lift(0, tileRoot(tileOfHashes(leaves))) : [];
    },
    async end() {
      const failures: Refusal[] = [];
      for (const [level, hashes] of levels.entries()) if (hashes.length > 0) failures.push(...(await compare(level)));
      return failures;
    },
    root: () => frontierRoot(frontier),
  };
}
