// Tiles, their paths and bundles, held against the examples and formulas of C2SP tlog-tiles.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { decodeBodyBundle, decodeEntryBundle, encodeBodyBundle, encodeEntryBundle } from './bundle.ts';
import { Definition, hexOf, leavesUpTo } from './definition.fixture.ts';
import { leafHash } from './hash.ts';
import {
  hashesOfTile,
  partialTiles,
  type Tile,
  tileOfHashes,
  tileRoot,
  tilesFilledBetween,
  tileWidthAt,
} from './tile.ts';
import { parseTilePath, tilePath } from './tile-path.ts';

const size = fc.oneof(fc.integer({ min: 0, max: 70_000 }), fc.maxSafeNat());

test('a tree of 70,000 leaves has the tiles the specification counts', () => {
  const full = tilesFilledBetween(0, 70_000);
  assert.equal(full.filter(tile => tile.level === 0).length, 273);
  assert.equal(full.filter(tile => tile.level === 1).length, 1);
  assert.equal(full.length, 274);
  assert.deepEqual(partialTiles(70_000), [
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ]);
});

test('a tree of 256 leaves has one full tile and one of width 1 above it', () => {
  assert.deepEqual(tilesFilledBetween(255, 256), [{ level: 0, index: 0, width: 256 }]);
  assert.deepEqual(partialTiles(256), [{ level: 1, index: 0, width: 1 }]);
  assert.deepEqual(partialTiles(0), []);
});

test('tiles filled in steps are the tiles filled at once', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 140_000 }), { minLength: 1, maxLength: 6 });
  const order = (a: Tile, b: Tile): number => a.level - b.level || a.index - b.index;
  fc.assert(
    fc.property(steps, sizes => {
      const stops = [0, ...sizes.sort((a, b) => a - b)];
      const inSteps = stops.slice(1).flatMap((stop, place) => tilesFilledBetween(stops[place] ?? 0, stop));
      assert.deepEqual(inSteps.sort(order), tilesFilledBetween(0, stops.at(-1) ?? 0).sort(order));
    }),
  );
});

test('a partial tile has floor(size / 256^level) mod 256 hashes, beyond 32 bits too', () => {
  fc.assert(
    fc.property(size, leaves => {
      const widths = new Map(partialTiles(leaves).map(tile => [tile.level, tile]));
      for (let level = 0; level < 8; level++) {
        const width = Number((BigInt(leaves) / 256n ** BigInt(level)) % 256n);
        const tile = widths.get(level);
        assert.equal(tile?.width ?? 0, width);
        if (tile !== undefined) assert.equal(tileWidthAt(level, tile.index, leaves), width);
      }
    }),
  );
});

test('a log that shrinks has no new tiles but a refusal', () => {
  assert.throws(() => tilesFilledBetween(2, 1), { code: 'size' });
});

test('the root of a tile of any width is the root of its leaves', () => {
  const entries = leavesUpTo(256);
  const definition = new Definition(entries);
  const leaves = entries.map(leafHash);
  for (let width = 1; width <= 256; width++) {
    const tile = tileOfHashes(leaves.slice(0, width));
    assert.equal(hexOf(tileRoot(tile)), hexOf(definition.root(0, width)));
    assert.equal(hashesOfTile(tile).length, width);
  }
});

test('a tile of no hashes, too many, or part of one is refused', () => {
  assert.throws(() => tileOfHashes([]), { code: 'tile' });
  assert.throws(() => tileOfHashes(Array.from({ length: 257 }, () => new Uint8Array(32))), { code: 'tile' });
  assert.throws(() => tileOfHashes([new Uint8Array(31)]), { code: 'hash' });
  assert.throws(() => tileRoot(new Uint8Array(33)), { code: 'tile' });
});

test('paths are written as the specification shows', () => {
  assert.equal(tilePath(0, 1_234_067), 'tile/0/x001/x234/067');
  assert.equal(tilePath(0, 0), 'tile/0/000');
  assert.equal(tilePath(63, 999, 256), 'tile/63/999');
  assert.equal(tilePath(1, 1000, 17), 'tile/1/x001/000.p/17');
  assert.equal(tilePath('entries', 273, 112), 'tile/entries/273.p/112');
});

test('a path read is the tile written, and no other text is a path', () => {
  const address = fc.record(
    {
      level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
      index: fc.oneof(fc.nat(), fc.maxSafeNat()),
      width: fc.integer({ min: 1, max: 256 }),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(address, tile => assert.deepEqual(parseTilePath(tilePath(tile.level, tile.index, tile.width)), tile)),
  );
  const wrong = ['', 'tile', 'tile/0', 'tile/0/', 'tile/0/0', 'tile/0/00', 'tile/00/000', 'tile/64/000', 'tile/-1/000'];
  const more = [
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/257',
    'tile/0/000.p/01',
  ];
  const others = [
    '/tile/0/000',
    'tile/0/000/',
    'tile/0/000.p',
    'tile/0/000.p/1/',
    'tile/data/000',
    'tile/0/../000',
    'tile/0/000\n',
  ];
  const tooLarge = 'tile/0/x009/x007/x199/x254/x740/992';
  for (const path of [...wrong, ...more, ...others, tooLarge])
    assert.throws(() => parseTilePath(path), { code: 'path' }, path);
});

test('a path cannot be written for a level, index or width that does not exist', () => {
  assert.throws(() => tilePath(64, 0), { code: 'size' });
  assert.throws(() => tilePath(0, -1), { code: 'size' });
  assert.throws(() => tilePath(0, 0, 0), { code: 'size' });
  assert.throws(() => tilePath(0, 0, 257), { code: 'size' });
});

test('bundles give back the entries they were made of', () => {
  const items = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 256 });
  fc.assert(
    fc.property(items, entries => {
      assert.deepEqual(decodeEntryBundle(encodeEntryBundle(entries)), entries);
      assert.deepEqual(decodeBodyBundle(encodeBodyBundle(entries)), entries);
    }),
  );
});

test('the length before an entry is big-endian, of two bytes or four', () => {
  assert.deepEqual([...encodeEntryBundle([new Uint8Array(258)]).subarray(0, 2)], [1, 2]);
  assert.deepEqual([...encodeBodyBundle([new Uint8Array(258)]).subarray(0, 4)], [0, 0, 1, 2]);
});

test('an entry over 65,535 bytes fits no entry bundle but a body bundle', () => {
  assert.equal(decodeEntryBundle(encodeEntryBundle([new Uint8Array(65_535)]))[0]?.length, 65_535);
  assert.throws(() => encodeEntryBundle([new Uint8Array(65_536)]), { code: 'bundle' });
  assert.equal(decodeBodyBundle(encodeBodyBundle([new Uint8Array(65_536)]))[0]?.length, 65_536);
});

test('a bundle cut anywhere but between two entries is refused, and so is one of none or of 257', () => {
  const bundle = encodeEntryBundle([Buffer.from('one'), Buffer.from('two')]);
  for (const end of [1, 2, 4, 6, 7, 9])
    assert.throws(() => decodeEntryBundle(bundle.subarray(0, end)), { code: 'bundle' });
  assert.equal(decodeEntryBundle(bundle.subarray(0, 5)).length, 1);
  assert.throws(() => decodeEntryBundle(new Uint8Array(0)), { code: 'bundle' });
  assert.throws(() => decodeEntryBundle(new Uint8Array(2 * 257)), { code: 'bundle' });
  assert.throws(() => encodeEntryBundle([]), { code: 'bundle' });
});
