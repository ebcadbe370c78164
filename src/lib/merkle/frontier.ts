// The right edge of a tree: the roots of its perfect subtrees, all that is needed to append and to give the root.
// A frontier is never changed: appending makes a new one.
import { checkHash, emptyRoot, hashBytes, nodeHash } from './hash.ts';
import { checkWhole, MerkleProblem } from './merkle-problem.ts';

/** One hash for each 1 in the binary form of the size, the largest subtree first (also called a compact range). */
export interface Frontier {
  /** Number of leaves, at most 2^53 - 1. */
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

/** The frontier of the tree that holds nothing. */
export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** The frontier with one more leaf, given by its leaf hash. */
export function appendLeaf(frontier: Frontier, leaf: Uint8Array): Frontier {
  return appendLeaves(frontier, [leaf]);
}

/** The frontier with these leaves more, given by their leaf hashes in order; any number, read once, kept without copying. */
export function appendLeaves(frontier: Frontier, leaves: Iterable<Uint8Array>): Frontier {
  const hashes = [...frontier.hashes];
  let size = frontier.size;
  for (const leaf of leaves) {
    checkHash(leaf);
    let joined = leaf;
    // As when adding 1 to a binary number: each trailing 1 of the size is a subtree that now has its neighbour.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) joined = nodeHash(hashes.pop() as Uint8Array, joined);
    hashes.push(joined);
    size++;
  }
  checkWhole(size, 'size');
  return { size, hashes };
}

/** The root of the tree (RFC 6962, 2.1: MTH), at any size. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  return foldRight(frontier.hashes);
}

/** Joins the roots of perfect subtrees, largest first, into the hash of them all; none gives the empty root. */
export function foldRight(hashes: readonly Uint8Array[]): Uint8Array {
  let root = hashes.at(-1);
  if (root === undefined) return emptyRoot();
  for (let i = hashes.length - 2; i >= 0; i--) root = nodeHash(hashes[i] as Uint8Array, root);
  return root;
}

/** The hashes of a frontier one after the other, 32 bytes each; the size is kept beside them by whoever stores them. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  const bytes = new Uint8Array(frontier.hashes.length * hashBytes);
  frontier.hashes.forEach((hash, place) => {
    checkHash(hash);
    bytes.set(hash, place * hashBytes);
  });
  return bytes;
}

/** The frontier of this size from `encodeFrontier`'s bytes (copied). Refuses bytes that cannot belong to the size. */
export function decodeFrontier(size: number, bytes: Uint8Array): Frontier {
  checkWhole(size, 'size');
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  if (bytes.length !== count * hashBytes) {
    throw new MerkleProblem('hash', `a frontier of size ${size} has ${count * hashBytes} bytes, not ${bytes.length}`);
  }
  const copy = new Uint8Array(bytes); // not slice, which on a Buffer copies nothing
  const hashes = Array.from({ length: count }, (_, place) => copy.subarray(place * hashBytes, (place + 1) * hashBytes));
  return { size, hashes };
}
