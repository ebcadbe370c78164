// Laws of proofs: what is made from tiles is what RFC 6962 defines, it checks, and nothing else does.
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { Definition, hexOf, leavesUpTo } from './definition.fixture.ts';
import { frontierRoot } from './frontier.ts';
import { leafHash, nodeHash } from './hash.ts';
import { consistencyProof, frontierFromTiles, inclusionProof, type TileReader } from './prove.ts';
import { verifyConsistency, verifyInclusion } from './verify.ts';
import { leafHashWith, type Sha256, verifyConsistencyWith, verifyInclusionWith } from './verify-async.ts';

const largest = 66_000;
const entries = leavesUpTo(largest);
const definition = new Definition(entries);
const reader: TileReader = async (level, index, width) => definition.tile(level, index, width);
const sha256: Sha256 = async bytes => new Uint8Array(await webcrypto.subtle.digest('SHA-256', bytes));

const root = (size: number): Uint8Array => definition.root(0, size);
const leaf = (index: number): Uint8Array => leafHash(entries[index] ?? new Uint8Array(0));

/** Sizes up to 600, and the ones around full tiles of levels 0 and 1. */
const anySize = fc.oneof(
  fc.integer({ min: 1, max: 600 }),
  fc.constantFrom(255, 256, 257, 511, 512, 65_535, 65_536, 65_537, largest),
);
const indexAndSize = anySize.chain(size => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));
const twoSizes = fc.tuple(anySize, anySize).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

function withFlippedBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = new Uint8Array(bytes);
  const place = (bit >> 3) % flipped.length;
  flipped[place] = (flipped[place] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}

test('every inclusion proof up to size 40 is the one RFC 6962 defines and checks at its own place only', async () => {
  for (let size = 1; size <= 40; size++) {
    for (let index = 0; index < size; index++) {
      const proof = await inclusionProof(reader, index, size);
      assert.deepEqual(proof.map(hexOf), definition.path(index, 0, size).map(hexOf));
      for (let claimed = 0; claimed <= size; claimed++) {
        assert.equal(verifyInclusion(leaf(index), claimed, size, proof, root(size)), claimed === index);
      }
    }
  }
});

test('every consistency proof up to size 60 is the one RFC 6962 defines and checks', async () => {
  for (let to = 0; to <= 60; to++) {
    for (let from = 0; from <= to; from++) {
      const proof = await consistencyProof(reader, from, to);
      assert.deepEqual(proof.map(hexOf), definition.proof(from, to).map(hexOf));
      assert.equal(verifyConsistency(from, root(from), to, root(to), proof), true, `${from} to ${to}`);
    }
  }
});

test('inclusion proofs from tiles are the defined ones at any size, and check with either hasher', async () => {
  const law = fc.asyncProperty(indexAndSize, async ([index, size]) => {
    const proof = await inclusionProof(reader, index, size);
    assert.deepEqual(proof.map(hexOf), definition.path(index, 0, size).map(hexOf));
    assert.equal(verifyInclusion(leaf(index), index, size, proof, root(size)), true);
    const leafByPage = await leafHashWith(sha256, entries[index] ?? new Uint8Array(0));
    assert.equal(await verifyInclusionWith(sha256, leafByPage, index, size, proof, root(size)), true);
  });
  await fc.assert(law, { numRuns: 200 });
});

test('consistency proofs from tiles are the defined ones at any two sizes, and check with either hasher', async () => {
  const law = fc.asyncProperty(twoSizes, async ([from, to]) => {
    const proof = await consistencyProof(reader, from, to);
    assert.deepEqual(proof.map(hexOf), definition.proof(from, to).map(hexOf));
    assert.equal(verifyConsistency(from, root(from), to, root(to), proof), true);
    assert.equal(await verifyConsistencyWith(sha256, from, root(from), to, root(to), proof), true);
  });
  await fc.assert(law, { numRuns: 200 });
});

test('a flipped bit anywhere in leaf, proof or root, or a hash more or less, breaks an inclusion proof', async () => {
  const law = fc.asyncProperty(indexAndSize, fc.nat(), fc.nat(), async ([index, size], bit, which) => {
    const proof = await inclusionProof(reader, index, size);
    const parts = [leaf(index), root(size), ...proof];
    parts[which % parts.length] = withFlippedBit(parts[which % parts.length] ?? new Uint8Array(1), bit % 256);
    const [wrongLeaf = leaf(0), wrongRoot = root(0), ...wrongProof] = parts;
    assert.equal(verifyInclusion(wrongLeaf, index, size, wrongProof, wrongRoot), false);
    assert.equal(await verifyInclusionWith(sha256, wrongLeaf, index, size, wrongProof, wrongRoot), false);
    assert.equal(verifyInclusion(leaf(index), index, size, [...proof, leaf(0)], root(size)), false);
    if (proof.length > 0) assert.equal(verifyInclusion(leaf(index), index, size, proof.slice(1), root(size)), false);
    if (proof.length > 0)
      assert.equal(verifyInclusion(leaf(index), index, size, proof.slice(0, -1), root(size)), false);
  });
  await fc.assert(law, { numRuns: 200 });
});

test('a flipped bit anywhere in the roots or the proof, or a hash more or less, breaks a consistency proof', async () => {
  const law = fc.asyncProperty(twoSizes, fc.nat(), fc.nat(), async ([from, to], bit, which) => {
    const proof = await consistencyProof(reader, from, to);
    const parts = [root(from), root(to), ...proof];
    parts[which % parts.length] = withFlippedBit(parts[which % parts.length] ?? new Uint8Array(1), bit % 256);
    const [wrongOld = root(0), wrongNew = root(0), ...wrongProof] = parts;
    assert.equal(verifyConsistency(from, wrongOld, to, wrongNew, wrongProof), false);
    assert.equal(await verifyConsistencyWith(sha256, from, wrongOld, to, wrongNew, wrongProof), false);
    assert.equal(verifyConsistency(from, root(from), to, root(to), [...proof, leaf(0)]), false);
    if (proof.length > 0) assert.equal(verifyConsistency(from, root(from), to, root(to), proof.slice(0, -1)), false);
  });
  await fc.assert(law, { numRuns: 200 });
});

test('no sizes, indexes or hashes make a check throw', () => {
  const numbers = fc.oneof(
    fc.integer({ min: -2, max: 10 }),
    fc.double(),
    fc.constantFrom(2 ** 53, 2 ** 53 - 1, 2 ** 32),
  );
  const bytes = fc.uint8Array({ minLength: 31, maxLength: 33 });
  fc.assert(
    fc.property(numbers, numbers, bytes, bytes, fc.array(bytes, { maxLength: 3 }), (a, b, one, other, proof) => {
      assert.equal(verifyInclusion(one, a, b, proof, other) && proof.length > 0, false);
      assert.equal(verifyConsistency(a, one, b, other, proof) && proof.length > 0, false);
    }),
    { numRuns: 500 },
  );
});

test('the frontier read from tiles gives the root of every size', async () => {
  for (const size of [0, 1, 255, 256, 257, 600, 65_535, 65_536, 65_537, largest]) {
    assert.equal(hexOf(frontierRoot(await frontierFromTiles(reader, size))), hexOf(root(size)));
  }
});

test('from the empty tree only its own root is consistent, and never from a larger tree to a smaller', () => {
  const one = leaf(0);
  assert.equal(verifyConsistency(0, root(0), 1, one, []), true);
  assert.equal(verifyConsistency(0, one, 1, one, []), false);
  assert.equal(verifyConsistency(0, root(0), 1, one, [one]), false);
  assert.equal(verifyConsistency(2, one, 1, one, []), false);
  assert.equal(verifyConsistency(1, one, 0, root(0), []), false);
});

test('proofs hold in a tree beyond 32 bits', async () => {
  // A tree of equal leaves: every perfect subtree of a level has one hash, so any size is at hand without its leaves.
  const ofHeight = [leaf(0)];
  for (let height = 1; height <= 48; height++) {
    const below = ofHeight[height - 1] ?? leaf(0);
    ofHeight.push(nodeHash(below, below));
  }
  const same: TileReader = async (level, _index, width) =>
    Buffer.concat(Array.from({ length: width }, () => ofHeight[level * 8] ?? leaf(0)));
  const rootAt = async (size: number): Promise<Uint8Array> => frontierRoot(await frontierFromTiles(same, size));
  const size = 2 ** 40 + 2 ** 33 + 3;
  for (const index of [0, 2 ** 32, 2 ** 33 + 5, 2 ** 40, size - 1]) {
    const proof = await inclusionProof(same, index, size);
    assert.equal(verifyInclusion(leaf(0), index, size, proof, await rootAt(size)), true, String(index));
  }
  for (const from of [1, 2 ** 32, 2 ** 33 + 5, 2 ** 40, size - 1]) {
    const proof = await consistencyProof(same, from, size);
    assert.equal(verifyConsistency(from, await rootAt(from), size, await rootAt(size), proof), true, String(from));
  }
});
