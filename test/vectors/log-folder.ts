// A whole log written as the files its public addresses serve: checkpoint, tiles and entry bundles (C2SP tlog-tiles).
// For tests that hand a log to a program of somebody else's; it keeps every entry in memory.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  appendLeaves,
  emptyFrontier,
  encodeEntryBundle,
  frontierRoot,
  hashesAtLevel,
  leafHash,
  partialTiles,
  type Tile,
  tileOfHashes,
  tilePath,
  tileRoot,
  tilesFilledBetween,
  tileWidth,
} from '#lib/merkle';
import { formatCheckpoint, type Signer, signNote } from '#lib/note';

/** Writes the files of a log of these entries below the folder, and gives their paths within it. */
export async function writeLog(folder: string, entries: readonly Uint8Array[], signer: Signer): Promise<string[]> {
  const leaves = entries.map(leafHash);
  const root = frontierRoot(appendLeaves(emptyFrontier, leaves));
  const text = formatCheckpoint({ origin: signer.name, size: entries.length, root });
  const files = new Map<string, Uint8Array>([['checkpoint', Buffer.from(signNote(text, [signer]))]]);
  addTiles(files, leaves);
  addBundles(files, entries);
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return [...files.keys()];
}

function addTiles(files: Map<string, Uint8Array>, leaves: readonly Uint8Array[]): void {
  const size = leaves.length;
  const rows = [leaves]; // the hashes of each level
  const roots = (tiles: readonly Tile[]): Uint8Array[] => tiles.map(tile => tileRoot(bytesOf(rows, tile)));
  for (let level = 0; hashesAtLevel(level, size) >= tileWidth; level++) {
    rows.push(roots(tilesFilledBetween(0, size).filter(tile => tile.level === level)));
  }
  for (const tile of [...tilesFilledBetween(0, size), ...partialTiles(size)]) {
    files.set(tilePath(tile.level, tile.index, tile.width), bytesOf(rows, tile));
  }
}

function bytesOf(rows: readonly (readonly Uint8Array[])[], { level, index, width }: Tile): Uint8Array {
  return tileOfHashes(rows[level]?.slice(index * tileWidth, index * tileWidth + width) ?? []);
}

function addBundles(files: Map<string, Uint8Array>, entries: readonly Uint8Array[]): void {
  for (let first = 0; first < entries.length; first += tileWidth) {
    const bundle = entries.slice(first, first + tileWidth);
    files.set(tilePath('entries', first / tileWidth, bundle.length), encodeEntryBundle(bundle));
  }
}
