// What a person who waits is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressText } from './progress.ts';

test('the first moments tell rows and share, and no speed', () => {
  assert.equal(progressText({ rows: 3000, share: 0.031, elapsedMs: 900 }), '3.000 (3 %) …');
});

test('later the speed is told, and the time that is left', () => {
  assert.equal(
    progressText({ rows: 250_000, share: 0.25, elapsedMs: 20_000 }),
    '250.000 (25 %), 12.500/s, ຍັງອີກ 60 ວິນາທີ · 60 s left',
  );
  assert.match(progressText({ rows: 10, share: 0.01, elapsedMs: 10_000 }), /17 min left$/);
});

test('where the whole is not known, nothing is said of what is left', () => {
  assert.equal(progressText({ rows: 9000, share: undefined, elapsedMs: 3000 }), '9.000, 3.000/s');
});
