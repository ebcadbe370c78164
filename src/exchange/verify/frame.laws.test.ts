// Laws of reading bodies as they come: where the network cuts does not matter, and what is cut off is no bundle.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { encodeBodyBundle } from '#lib/merkle';
import { type BodyFrame, FrameProblem, readFrames } from './frame.ts';

const frame = fc.option(fc.tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string({ unit: 'grapheme' })));
const frames = fc.array(frame, { minLength: 1, maxLength: 20 });

test('a bundle cut anywhere gives the same bodies', async () => {
  await fc.assert(
    fc.asyncProperty(frames, fc.infiniteStream(fc.integer({ min: 1, max: 40 })), async (given, cuts) => {
      const read = await all(pieces(bytesOf(given), cuts));
      assert.deepEqual(
        read.map(one => (one === undefined ? null : [new Uint8Array(one.salt), one.body])),
        given.map(one => (one === null ? null : [one[0], one[1].toWellFormed()])),
      );
    }),
  );
});

test('a bundle that ends early is refused', async () => {
  await fc.assert(
    fc.asyncProperty(frames, fc.nat(), async (given, at) => {
      const bytes = bytesOf(given);
      const cut = bytes.subarray(0, 1 + (at % (bytes.length - 1)));
      const ends = given.map((_, place) => bytesOf(given.slice(0, place + 1)).length);
      fc.pre(!ends.includes(cut.length));
      await assert.rejects(all(pieces(cut, [cut.length])), FrameProblem);
    }),
  );
});

test('a length beyond what a body may have is refused before the body is read', async () => {
  await assert.rejects(all(pieces(Uint8Array.of(0xff, 0, 0, 0), [4])), FrameProblem);
});

function bytesOf(given: readonly (readonly [Uint8Array, string] | null)[]): Uint8Array {
  return encodeBodyBundle(
    given.map(one => (one === null ? new Uint8Array(0) : Buffer.concat([one[0], Buffer.from(one[1])]))),
  );
}

async function* pieces(bytes: Uint8Array, cuts: Iterable<number>): AsyncIterable<Uint8Array> {
  let at = 0;
  for (const cut of cuts) {
    if (at >= bytes.length) return;
    yield bytes.subarray(at, at + cut);
    at += cut;
  }
}

async function all(from: AsyncIterable<Uint8Array>): Promise<(BodyFrame | undefined)[]> {
  return Array.fromAsync(readFrames(from));
}
