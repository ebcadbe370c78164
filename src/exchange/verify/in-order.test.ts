// Many pieces at once, in order.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { inOrder } from './in-order.ts';

test('answers come in order however long each takes, and never more at once than allowed', async () => {
  const turns = fc.array(fc.nat({ max: 8 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(turns, fc.integer({ min: 1, max: 5 }), async (given, atOnce) => {
      let [running, most] = [0, 0];
      const work = async (index: number) => {
        most = Math.max(most, ++running);
        for (let turn = 0; turn < (given[index] ?? 0); turn++) await Promise.resolve();
        running--;
        return index;
      };
      assert.deepEqual(await Array.fromAsync(inOrder(given.length, atOnce, work)), [...given.keys()]);
      assert.ok(most <= atOnce);
    }),
  );
});

test('the first piece that fails ends it', async () => {
  const seen: number[] = [];
  const work = async (index: number) => {
    if (index >= 2) throw new Error(`piece ${index}`);
    return index;
  };
  await assert.rejects(async () => {
    for await (const index of inOrder(9, 3, work)) seen.push(index);
  }, /piece 2/);
  assert.deepEqual(seen, [0, 1]);
});
