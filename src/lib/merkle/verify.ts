// Checking proofs where hashing is synchronous. It answers true or false and never throws on a bad proof.
import { emptyRoot, nodeHash } from './hash.ts';
import { consistencyWalk, inclusionWalk, type ProofWalk } from './proof-walk.ts';

/**
 * Whether the proof shows that the leaf (its leaf hash) stands at this index, counted from 0, in the tree of this size
 * and root (RFC 9162, 2.1.3.2). False for any proof that is too long, too short or not made of hashes.
 */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  return walkThrough(inclusionWalk(leaf, index, size, proof, root));
}

/**
 * Whether the proof shows that the tree of size `from` is a prefix of the one of size `to` (RFC 9162, 2.1.4.2). Equal
 * sizes need equal roots and an empty proof; from the empty tree anything follows, with an empty proof.
 */
export function verifyConsistency(
  from: number,
  fromRoot: Uint8Array,
  to: number,
  toRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  return walkThrough(consistencyWalk(from, fromRoot, to, toRoot, proof, emptyRoot()));
}

function walkThrough(walk: ProofWalk): boolean {
  let step = walk.next();
  while (!step.done) step = walk.next(nodeHash(...step.value));
  return step.value;
}
