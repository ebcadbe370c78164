// A lane on its own: places, waiting, turning away, and who goes away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Lane, LaneFull, type Leave, openLane } from './lane.ts';

const patient = { most: 2, waiting: 2, waitMs: 60_000 };
const full = (problem: unknown) => problem instanceof LaneFull;

async function fill(lane: Lane, count: number): Promise<Leave[]> {
  return Promise.all(Array.from({ length: count }, () => lane.enter()));
}

test('a lane lets in as many as it has places, then lets wait, then turns away', async () => {
  const lane = openLane(patient);
  const [first, second] = await fill(lane, 2);
  const [third, fourth] = [lane.enter(), lane.enter()];
  await assert.rejects(lane.enter(), full);
  assert.deepEqual([lane.running, lane.waiting], [2, 2]);
  first?.();
  (await third)();
  (await fourth)();
  second?.();
  assert.deepEqual([lane.running, lane.waiting], [0, 0]);
});

test('leaving twice gives one place back', async () => {
  const lane = openLane({ ...patient, waiting: 0 });
  const [first] = await fill(lane, 2);
  first?.();
  first?.();
  await lane.enter();
  await assert.rejects(lane.enter(), full);
});

test('who goes away while waiting takes no place', async () => {
  const lane = openLane(patient);
  const [first] = await fill(lane, 2);
  const gone = new AbortController();
  const waiting = lane.enter(gone.signal);
  gone.abort();
  await assert.rejects(waiting, full);
  first?.();
  assert.deepEqual([lane.running, lane.waiting], [1, 0]);
  await assert.rejects(lane.enter(gone.signal), full);
});

test('who waits too long is turned away', async () => {
  const lane = openLane({ most: 0, waiting: 1, waitMs: 1 });
  const keptAlive = setInterval(() => {}, 1000);
  await assert.rejects(lane.enter(), full);
  clearInterval(keptAlive);
  assert.equal(lane.waiting, 0);
});

test('whatever is done, no more run or wait than may, and the first who came is the first let in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async steps => {
      const lane = openLane({ most: 3, waiting: 4, waitMs: 60_000 });
      const inside: Leave[] = [];
      const order: number[] = [];
      let asked = 0;
      for (const enters of steps) {
        const turn = asked;
        if (enters) {
          asked += 1;
          lane.enter().then(
            leave => {
              inside.push(leave);
              order.push(turn);
            },
            problem => assert.ok(full(problem)),
          );
        } else inside.shift()?.();
        await new Promise(setImmediate);
        assert.ok(lane.running <= 3 && lane.waiting <= 4);
        assert.ok(lane.waiting === 0 || lane.running === 3);
      }
      assert.deepEqual(
        order,
        order.toSorted((one, other) => one - other),
      );
      while (inside.length > 0) {
        inside.shift()?.();
        await new Promise(setImmediate);
      }
      assert.equal(lane.running, 0);
    }),
    { numRuns: 50 },
  );
});
