// The room's door: the Merkle tree of RFC 6962 and its tiles (C2SP tlog-tiles). It only re-exports.
export { decodeBodyBundle, decodeEntryBundle, encodeBodyBundle, encodeEntryBundle, maxEntryBytes } from './bundle.ts';
export {
  appendLeaf,
  appendLeaves,
  decodeFrontier,
  emptyFrontier,
  encodeFrontier,
  type Frontier,
  frontierRoot,
} from './frontier.ts';
export { emptyRoot, hashBytes, leafHash, nodeHash } from './hash.ts';
export { MerkleProblem, type MerkleProblemCode } from './merkle-problem.ts';
export { consistencyProof, frontierFromTiles, inclusionProof, type TileReader } from './prove.ts';
export {
  hashesAtLevel,
  hashesOfTile,
  partialTiles,
  type Tile,
  tileOfHashes,
  tileRoot,
  tilesFilledBetween,
  tileWidth,
  tileWidthAt,
} from './tile.ts';
export { parseTileIndexPath, parseTilePath, type TileAddress, tileIndexPath, tilePath } from './tile-path.ts';
export { verifyConsistency, verifyInclusion } from './verify.ts';
export { leafHashWith, type Sha256, verifyConsistencyWith, verifyInclusionWith } from './verify-async.ts';
