// An entry and the tile above it disagree: which of the two leads to the signed root? The proof is made from the log's own
// tiles, so it shows something only where the root confirms it.
import { inclusionProof, MerkleProblem, type TileReader, tilePath, tileWidth, verifyInclusion } from '#lib/merkle';
import type { Checkpoint } from '#lib/note';
import { refuseVerify } from '../refusals.ts';
import type { LogSource } from '../source.ts';

const maxTileBytes = tileWidth * 32;

/** What is wrong where the hash of an entry is not the one in its tile. */
export async function blame(
  source: LogSource,
  { size, root }: Checkpoint,
  number: number,
  leaf: Uint8Array,
  inTile: Uint8Array,
): Promise<'entry' | 'tile' | 'unknown'> {
  try {
    const proof = await inclusionProof(servedTiles(source), number, size);
    if (verifyInclusion(inTile, number, size, proof, root)) return 'entry';
    return verifyInclusion(leaf, number, size, proof, root) ? 'tile' : 'unknown';
  } catch (problem) {
    if (problem instanceof MerkleProblem) return 'unknown';
    throw problem;
  }
}

function servedTiles(source: LogSource): TileReader {
  const read: TileReader = async (level, index, width) => {
    const path = tilePath(level, index, width);
    const bytes = await source.find(path, maxTileBytes);
    if (bytes === undefined) throw refuseVerify('missing', { path });
    return bytes;
  };
  return read;
}
