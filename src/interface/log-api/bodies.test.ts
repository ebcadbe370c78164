// Bundles of bodies on their way out.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { sentBundle } from './bodies.ts';

test('a bundle goes out whole, and a large one piece by piece with the same bytes', async () => {
  const pieces = Array.from({ length: 40 }, (_, at) => Buffer.alloc(100_000, at));
  const small = await sentBundle(Readable.from(pieces.slice(0, 3)));
  assert.ok(Buffer.isBuffer(small) && small.equals(Buffer.concat(pieces.slice(0, 3))));
  const large = await sentBundle(Readable.from(pieces));
  assert.ok(large instanceof Readable);
  assert.ok(Buffer.concat(await large.toArray()).equals(Buffer.concat(pieces)));
  assert.equal(((await sentBundle(Readable.from([]))) as Buffer).length, 0);
});
