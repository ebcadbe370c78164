// One bundle of up to 256 entries, checked by itself: leaf hashes against their tile, forms, public bodies. What needs its
// neighbours (the tree, the publications' boundaries) is left to whoever sees them in order.
import { decodeEntryBundle, hashesOfTile, leafHash, MerkleProblem, tilePath, tileWidth } from '#lib/merkle';
import type { Checkpoint } from '#lib/note';
import type { Refusal } from '#register';
import { refuseVerify } from '../refusals.ts';
import type { LogSource } from '../source.ts';
import { type Appearance, readAppearance } from './appearance.ts';
import { blame } from './blame.ts';
import { type CheckedBodies, checkBodies } from './bodies.ts';

/** What a bundle gives to the whole. */
export interface CheckedBundle extends CheckedBodies {
  readonly index: number;
  readonly first: number;
  /** The leaf hashes, from the entries; from the tile for entries that cannot be read or were changed. */
  readonly leaves: readonly Uint8Array[];
  /** What each entry is; undefined where it was changed or cannot be read. */
  readonly appearances: readonly (Appearance | undefined)[];
  readonly failures: readonly Refusal[];
}

const maxBundleBytes = tileWidth * (2 + 65_535);
const maxTileBytes = tileWidth * 32;
const mostBlamed = 20;

/** Reads and checks a bundle. Throws only where neither its entries nor their hashes can be read. */
export async function checkBundle(source: LogSource, checkpoint: Checkpoint, index: number): Promise<CheckedBundle> {
  const first = index * tileWidth;
  const width = Math.min(tileWidth, checkpoint.size - first);
  const failures: Refusal[] = [];
  const [entries, tile] = await Promise.all([
    readBundle(source, index, width, failures),
    readTile(source, index, width, failures),
  ]);
  if (entries === undefined && tile === undefined) throw failures[0] ?? new Error('no entries and no reason');
  const leaves = entries?.map(entry => leafHash(entry)) ?? [...(tile ?? [])];
  const changed = new Set<number>();
  if (entries !== undefined && tile !== undefined) {
    for (const place of differences(leaves, tile)) {
      const changedIn = await judge({ source, checkpoint, first, place, blamed: changed.size, leaves, tile }, failures);
      if (changedIn === 'tile') continue;
      changed.add(place);
      if (changedIn === 'entry') leaves[place] = tile[place] ?? leafHash(new Uint8Array(0));
    }
  }
  const appearances = Array.from({ length: width }, (_, place) => {
    const entry = changed.has(place) ? undefined : entries?.[place];
    return entry === undefined ? undefined : readAppearance(first + place, entry, failures);
  });
  const bodies = await checkBodies(source, { index, first, width }, appearances, failures);
  return { index, first, leaves, appearances, failures, ...bodies };
}

interface Dispute {
  readonly source: LogSource;
  readonly checkpoint: Checkpoint;
  readonly first: number;
  readonly place: number;
  readonly blamed: number;
  readonly leaves: readonly Uint8Array[];
  readonly tile: readonly Uint8Array[];
}

async function judge(dispute: Dispute, failures: Refusal[]): Promise<'entry' | 'tile' | 'unknown'> {
  const { source, checkpoint, first, place, blamed, leaves, tile } = dispute;
  const number = first + place;
  const path = tilePath(0, first / tileWidth, leaves.length);
  const [leaf, inTile] = [leaves[place], tile[place]];
  if (leaf === undefined || inTile === undefined) throw new Error(`no hash at ${number}`);
  const wrong = blamed < mostBlamed ? await blame(source, checkpoint, number, leaf, inTile) : 'unknown';
  if (wrong === 'entry') failures.push(refuseVerify('entry-changed', { number }));
  else if (wrong === 'tile') failures.push(refuseVerify('tile-wrong', { path, from: number, to: number }));
  else failures.push(refuseVerify('entry-or-tile', { number, path }));
  return wrong;
}

function differences(leaves: readonly Uint8Array[], tile: readonly Uint8Array[]): number[] {
  return leaves.flatMap((leaf, place) => (Buffer.compare(leaf, tile[place] ?? Buffer.of()) === 0 ? [] : [place]));
}

async function readBundle(source: LogSource, index: number, width: number, failures: Refusal[]) {
  const path = tilePath('entries', index, width);
  const bytes = await source.find(path, maxBundleBytes);
  const entries = bytes === undefined ? undefined : decoded(() => decodeEntryBundle(bytes), width);
  const from = index * tileWidth;
  if (bytes === undefined) failures.push(refuseVerify('missing', { path }));
  else if (entries === undefined)
    failures.push(refuseVerify('bundle-unreadable', { path, from, to: from + width - 1 }));
  return entries;
}

async function readTile(source: LogSource, index: number, width: number, failures: Refusal[]) {
  const path = tilePath(0, index, width);
  const bytes = await source.find(path, maxTileBytes);
  const hashes = bytes === undefined ? undefined : decoded(() => hashesOfTile(bytes), width);
  const from = index * tileWidth;
  if (bytes === undefined) failures.push(refuseVerify('missing', { path }));
  else if (hashes === undefined) failures.push(refuseVerify('tile-wrong', { path, from, to: from + width - 1 }));
  return hashes;
}

function decoded(decode: () => Uint8Array[], width: number): Uint8Array[] | undefined {
  try {
    const items = decode();
    return items.length === width ? items : undefined;
  } catch (problem) {
    if (problem instanceof MerkleProblem) return undefined;
    throw problem;
  }
}
