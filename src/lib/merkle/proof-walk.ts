// The rule by which proofs are checked (RFC 9162, 2.1.3.2 and 2.1.4.2), without the hashing: a walk yields the two
// hashes to be joined, is handed their node hash, and returns whether the proof holds. It imports nothing, so that the
// server, the command and a page in a browser check with one and the same rule.

/** A walk through a proof: yields left and right, takes SHA-256(0x01 || left || right), returns whether all holds. */
export type ProofWalk = Generator<readonly [left: Uint8Array, right: Uint8Array], boolean, Uint8Array>;

/** The walk from a leaf up to the root. It returns false, before any hash, for a proof of the wrong length or index. */
export function* inclusionWalk(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): ProofWalk {
  if (!isWhole(index) || !isWhole(size) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  const rest = proof.values();
  let joined = leaf;
  let node = index;
  for (let last = size - 1; last > 0; last = half(last)) {
    // An even node at the right edge stands alone and rises without a neighbour.
    if (node % 2 === 1 || node < last) {
      const neighbour = rest.next().value;
      if (neighbour === undefined) return false;
      joined = yield node % 2 === 1 ? [neighbour, joined] : [joined, neighbour];
    }
    node = half(node);
  }
  return rest.next().done === true && sameBytes(joined, root);
}

/** The walk that rebuilds the old and the new root from their common subtrees. `emptyRoot` is SHA-256 of no bytes. */
export function* consistencyWalk(
  from: number,
  fromRoot: Uint8Array,
  to: number,
  toRoot: Uint8Array,
  proof: readonly Uint8Array[],
  emptyRoot: Uint8Array,
): ProofWalk {
  if (!isWhole(from) || !isWhole(to) || from > to || !areHashes([fromRoot, toRoot, ...proof])) return false;
  if (from === to) return proof.length === 0 && sameBytes(fromRoot, toRoot);
  if (from === 0) return proof.length === 0 && sameBytes(fromRoot, emptyRoot);
  let node = from - 1;
  let last = to - 1;
  for (; node % 2 === 1; node = half(node)) last = half(last);
  // Where the old tree is one perfect subtree the walk starts at its root, which is then not in the proof.
  const rest = (node === 0 ? [fromRoot, ...proof] : proof).values();
  let oldRoot = rest.next().value;
  let newRoot = oldRoot;
  for (; last > 0; last = half(last)) {
    if (node % 2 === 1 || node < last) {
      const neighbour = rest.next().value;
      if (neighbour === undefined || oldRoot === undefined || newRoot === undefined) return false;
      if (node % 2 === 1) oldRoot = yield [neighbour, oldRoot];
      newRoot = yield node % 2 === 1 ? [neighbour, newRoot] : [newRoot, neighbour];
    }
    node = half(node);
  }
  if (rest.next().done !== true || oldRoot === undefined || newRoot === undefined) return false;
  return sameBytes(oldRoot, fromRoot) && sameBytes(newRoot, toRoot);
}

/** Not in constant time: the hashes of a public log are no secrets. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}

function areHashes(values: readonly Uint8Array[]): boolean {
  return values.every(value => value.length === 32);
}

function half(value: number): number {
  return Math.floor(value / 2); // not >> 1: sizes go beyond 32 bits
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
