// Roots by the frontier: the published vectors, every size up to 600, and its stored form.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Definition, hexOf, leavesUpTo } from './definition.fixture.ts';
import { appendLeaf, appendLeaves, decodeFrontier, emptyFrontier, encodeFrontier, frontierRoot } from './frontier.ts';
import { emptyRoot, leafHash, nodeHash } from './hash.ts';

// The eight leaves and the roots after each of them that the first certificate transparency implementations are tested with.
const eightLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const eightRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the tree of eight known leaves has its eight known roots', () => {
  let frontier = emptyFrontier;
  for (const [place, leaf] of eightLeaves.entries()) {
    frontier = appendLeaf(frontier, leafHash(Buffer.from(leaf, 'hex')));
    assert.equal(hexOf(frontierRoot(frontier)), eightRoots[place]);
  }
});

test('the empty tree has the hash of nothing as its root', () => {
  const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  assert.equal(hexOf(emptyRoot()), nothing);
  assert.equal(hexOf(frontierRoot(emptyFrontier)), nothing);
});

test('every size up to 600 has the root RFC 6962 defines, appended one by one or in lots', () => {
  const entries = leavesUpTo(600);
  const definition = new Definition(entries);
  const leaves = entries.map(leafHash);
  let frontier = emptyFrontier;
  for (let size = 0; size <= 600; size++) {
    const root = hexOf(definition.root(0, size));
    assert.equal(hexOf(frontierRoot(frontier)), root);
    const lots = appendLeaves(appendLeaves(emptyFrontier, leaves.slice(0, size >> 1)), leaves.slice(size >> 1, size));
    assert.equal(hexOf(frontierRoot(lots)), root);
    const leaf = leaves[size];
    if (leaf !== undefined) frontier = appendLeaf(frontier, leaf);
  }
});

test('a frontier read back from its bytes is the same and shares no memory with them', () => {
  let frontier = emptyFrontier;
  for (const entry of leavesUpTo(300)) {
    frontier = appendLeaf(frontier, leafHash(entry));
    const bytes = Buffer.from(encodeFrontier(frontier));
    const again = decodeFrontier(frontier.size, bytes);
    bytes.fill(0);
    assert.equal(hexOf(frontierRoot(again)), hexOf(frontierRoot(frontier)));
  }
});

test('bytes that cannot be the frontier of a size are refused', () => {
  assert.throws(() => decodeFrontier(3, new Uint8Array(32)), { code: 'hash' });
  assert.throws(() => decodeFrontier(4, new Uint8Array(64)), { code: 'hash' });
  assert.throws(() => decodeFrontier(1, new Uint8Array(33)), { code: 'hash' });
  assert.throws(() => decodeFrontier(-1, new Uint8Array(0)), { code: 'size' });
  assert.throws(() => decodeFrontier(1.5, new Uint8Array(32)), { code: 'size' });
});

test('a frontier of a size beyond 32 bits takes a leaf', () => {
  const size = 2 ** 40 + 1;
  const [high, low, leaf] = [leafHash(Buffer.of(1)), leafHash(Buffer.of(2)), leafHash(Buffer.of(3))];
  const frontier = appendLeaf({ size, hashes: [high, low] }, leaf);
  assert.equal(frontier.size, size + 1);
  assert.deepEqual(frontier.hashes.map(hexOf), [hexOf(high), hexOf(nodeHash(low, leaf))]);
});

test('appending changes no frontier made before', () => {
  const before = appendLeaf(emptyFrontier, leafHash(Buffer.of(1)));
  const root = hexOf(frontierRoot(before));
  appendLeaf(before, leafHash(Buffer.of(2)));
  assert.equal(before.size, 1);
  assert.equal(hexOf(frontierRoot(before)), root);
});

test('what is not 32 bytes is no leaf hash and no node', () => {
  assert.throws(() => appendLeaf(emptyFrontier, new Uint8Array(31)), { code: 'hash' });
  assert.throws(() => nodeHash(new Uint8Array(32), new Uint8Array(33)), { code: 'hash' });
});

test('an entry larger than the scratch memory is hashed the same way', () => {
  for (const length of [0, 1022, 1023, 1024, 65_535]) {
    const entry = Buffer.alloc(length, 7);
    assert.equal(hexOf(leafHash(entry)), hexOf(new Definition([entry]).root(0, 1)));
  }
});
