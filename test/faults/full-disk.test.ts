// A disk that fills up: read-only before PostgreSQL panics, reading goes on, PostgreSQL recovers on the full disk by the ballast, and
// publishing goes on by itself when there is room. And the same without the watch, which must fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullDiskRound } from './full-disk.ts';
import { cannotMount } from './small-disk.ts';

test('a disk that fills up loses nothing, stops nobody from reading, and needs no operator but for room', {
  skip: cannotMount(),
}, async context => {
  const round = await fullDiskRound('on');
  context.diagnostic(`${round.acknowledged[0]} publications before, ${round.acknowledged[1]} after`);
  assert.deepEqual(round.wrong, []);
  assert.equal(round.panics, 0);
  assert.deepEqual(round.readable, [true, true, true]);
  assert.ok(round.ballast, 'the ballast is not made again');
  assert.ok(round.said, '/ready says that nothing is published');
  assert.ok(round.refused.has('store/disk-full'), [...round.refused].join());
  assert.ok(round.acknowledged[1] >= 3, 'publishing does not go on');
});

test('without the watch and the ballast PostgreSQL panics and nothing can be read while the disk is full', {
  skip: cannotMount(),
}, async () => {
  const round = await fullDiskRound('off');
  assert.ok(round.panics > 0, 'no panic');
  assert.deepEqual(round.readable.slice(1), [false, false]);
  assert.deepEqual(round.wrong, []);
});
