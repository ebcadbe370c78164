// The boundaries of publications.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Appearance } from './appearance.ts';
import { openChain } from './chain.ts';

const row: Appearance = { op: 'put', publicDigest: undefined };
const publication = (first: number, count: number, time = '2026-11-22T03:00:00Z'): Appearance => ({
  op: 'publication',
  publicDigest: undefined,
  first,
  count,
  time,
});

function failuresOf(appearances: readonly (Appearance | undefined)[]): string[] {
  const chain = openChain();
  return [...appearances.flatMap(one => chain.next(one)), ...chain.end()].map(one => one.code);
}

test('publications that close each piece hold, an empty log too', () => {
  assert.deepEqual(failuresOf([]), []);
  assert.deepEqual(failuresOf([row, row, publication(0, 2), publication(3, 0), row, publication(4, 1)]), []);
});

test('a publication that leaves an entry out, or claims one that is not its own, is named', () => {
  assert.deepEqual(failuresOf([row, row, publication(1, 1)]), ['verify/publication-wrong']);
  assert.deepEqual(failuresOf([row, publication(0, 1), row, publication(0, 3)]), ['verify/publication-wrong']);
  assert.deepEqual(failuresOf([row, publication(0, 2)]), ['verify/publication-wrong']);
});

test('times never go back; the same second twice is right', () => {
  const early = publication(2, 0, '2026-11-22T02:59:59Z');
  assert.deepEqual(failuresOf([row, publication(0, 1), publication(2, 0)]), []);
  assert.deepEqual(failuresOf([row, publication(0, 1), early]), ['verify/time-went-back']);
});

test('a log ends with a publication', () => {
  assert.deepEqual(failuresOf([row, publication(0, 1), row]), ['verify/end-not-published']);
});

test('after an entry that cannot be read the next publication is taken at its word', () => {
  assert.deepEqual(failuresOf([row, undefined, row, publication(2, 1), row, publication(4, 1)]), []);
  assert.deepEqual(failuresOf([row, undefined, publication(1, 2)]), ['verify/publication-wrong']);
});
