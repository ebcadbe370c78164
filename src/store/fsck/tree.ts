// I2 and I3: leaves, tiles, frontier and root agree. The tree is folded twice, from the entries and from the stored tiles;
// the fold that gives the head's root tells which of the two was altered where they differ.
import { appendLeaves, decodeFrontier, emptyFrontier, type Frontier, frontierRoot } from '#lib/merkle';
import type { Speaker } from '../fold.ts';
import type { Examined } from './examined.ts';
import { type LoggedEntry, placeOf } from './logged-entry.ts';
import type { Examiner } from './publications.ts';
import type { Tally } from './tally.ts';
import { examineTiles, type TileExaminer, width } from './tile-levels.ts';

const mostSuspects = 20;

/** A full tile of leaves whose stored form is not what the entries make. */
interface Suspect {
  readonly index: number;
  readonly numbers: readonly number[];
}

/** Examines the tree of a log. */
export function examineTree(sql: Speaker, examined: Examined, tally: Tally): Examiner {
  const suspects: Suspect[] = [];
  const tiles = examineTiles(sql, examined, tally);
  let ofEntries = emptyFrontier;
  let ofTiles = emptyFrontier;
  return {
    async take(batch) {
      const from = batch[0]?.number ?? 0;
      const stored = await tiles.readLeaves(from, batch.length);
      const leaves = { ofEntries: [] as Uint8Array[], ofTiles: [] as Uint8Array[] };
      for (let at = 0; at < batch.length; at += width) {
        const part = batch.slice(at, at + width);
        const hashes = stored.get(Math.floor((from + at) / width));
        const numbers = differing(part, hashes);
        if (numbers.length > 0 && suspects.length < mostSuspects) {
          suspects.push({ index: (from + at) / width, numbers });
        }
        part.forEach(({ leaf }, place) => {
          const kept = hashes?.[place];
          leaves.ofEntries.push(leaf ?? kept ?? nothing);
          leaves.ofTiles.push(kept ?? leaf ?? nothing);
        });
      }
      ofEntries = appendLeaves(ofEntries, leaves.ofEntries);
      ofTiles = appendLeaves(ofTiles, leaves.ofTiles);
      await tiles.take(leaves.ofTiles);
    },
    async end() {
      await tiles.end();
      judge(examined, { ofEntries, ofTiles, suspects }, tally, tiles);
    },
  };
}

const nothing = new Uint8Array(32);

function differing(part: readonly LoggedEntry[], hashes: readonly Uint8Array[] | undefined): number[] {
  if (hashes === undefined) return [];
  return part.flatMap(({ number, leaf }, place) => {
    const kept = hashes[place];
    return leaf !== undefined && (kept === undefined || !same(leaf, kept)) ? [number] : [];
  });
}

interface Folded {
  readonly ofEntries: Frontier;
  readonly ofTiles: Frontier;
  readonly suspects: readonly Suspect[];
}

function judge(examined: Examined, { ofEntries, ofTiles, suspects }: Folded, tally: Tally, tiles: TileExaminer): void {
  const kept = frontierOf(examined);
  const claims = [examined.root, ...(kept === undefined ? [] : [frontierRoot(kept)])];
  const claimed = (frontier: Frontier) => claims.some(claim => same(claim, frontierRoot(frontier)));
  const entriesHold = claimed(ofEntries);
  const right = entriesHold ? ofEntries : ofTiles;
  if (entriesHold || claimed(ofTiles)) {
    if (!same(examined.root, frontierRoot(right))) tally.found('I3', 'head-differs', 'root');
    if (kept === undefined || !sameFrontier(kept, right)) tally.found('I3', 'head-differs', 'frontier');
  }
  for (const { index, numbers } of suspects) {
    if (entriesHold) tally.found('I3', 'tile-differs', tiles.placeOf(0, index));
    else for (const number of numbers) tally.found('I2', 'entry-altered', placeOf(number));
  }
  if (!entriesHold && !claimed(ofTiles)) accuseRanges(examined, ofEntries, ofTiles, kept, tally);
}

// No stored tile tells of the newest entries, but each hash of the frontier stands for a range of them.
function accuseRanges(
  examined: Examined,
  ofEntries: Frontier,
  ofTiles: Frontier,
  kept: Frontier | undefined,
  tally: Tally,
): void {
  if (kept === undefined || !same(frontierRoot(kept), examined.root)) tally.found('I3', 'head-differs', 'root');
  let from = 0;
  let rest = ofEntries.size;
  ofEntries.hashes.forEach((hash, place) => {
    const span = 2 ** Math.floor(Math.log2(rest));
    const wanted = kept?.hashes[place];
    const known = [hash, ofTiles.hashes[place]].some(
      one => one !== undefined && wanted !== undefined && same(one, wanted),
    );
    const range = span === 1 ? placeOf(from) : `entries ${from} to ${from + span - 1}`;
    if (!known) tally.found('I2', 'entry-altered', range);
    from += span;
    rest -= span;
  });
}

function frontierOf({ size, frontier }: Examined): Frontier | undefined {
  try {
    return decodeFrontier(size, frontier);
  } catch {
    return undefined;
  }
}

function sameFrontier(one: Frontier, other: Frontier): boolean {
  return one.hashes.length === other.hashes.length && one.hashes.every((hash, at) => same(hash, other.hashes[at]));
}

function same(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && Buffer.compare(one, other) === 0;
}
