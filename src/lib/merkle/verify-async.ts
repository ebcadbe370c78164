// Checking proofs with a hash function handed over, so that a page in a browser can check with WebCrypto. It imports
// nothing that needs Node, and like verify.ts it answers true or false.
import { consistencyWalk, inclusionWalk, type ProofWalk } from './proof-walk.ts';

/** SHA-256 of some bytes: 32 bytes. In a browser `async b => new Uint8Array(await crypto.subtle.digest('SHA-256', b))`. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

/** The leaf hash of an entry (RFC 6962, 2.1) by the given SHA-256. */
export function leafHashWith(sha256: Sha256, entry: Uint8Array): Promise<Uint8Array> {
  const input = new Uint8Array(1 + entry.length);
  input.set(entry, 1);
  return sha256(input);
}

/** As `verifyInclusion`, by the given SHA-256. */
export function verifyInclusionWith(
  sha256: Sha256,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): Promise<boolean> {
  return walkThrough(sha256, inclusionWalk(leaf, index, size, proof, root));
}

/** As `verifyConsistency`, by the given SHA-256. */
export async function verifyConsistencyWith(
  sha256: Sha256,
  from: number,
  fromRoot: Uint8Array,
  to: number,
  toRoot: Uint8Array,
  proof: readonly Uint8Array[],
): Promise<boolean> {
  const emptyRoot = await sha256(new Uint8Array(0));
  return walkThrough(sha256, consistencyWalk(from, fromRoot, to, toRoot, proof, emptyRoot));
}

async function walkThrough(sha256: Sha256, walk: ProofWalk): Promise<boolean> {
  let step = walk.next();
  while (!step.done) step = walk.next(await nodeHashWith(sha256, ...step.value));
  return step.value;
}

function nodeHashWith(sha256: Sha256, left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  const input = new Uint8Array(1 + left.length + right.length);
  input[0] = 0x01;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return sha256(input);
}
