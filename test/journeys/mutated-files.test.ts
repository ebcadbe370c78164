// Thousands of damaged files on the real road: each is refused, or its findings are told, or it is a table still. None is a
// fault, and nothing of any of them stays behind. A release takes ten thousand: `npm run mutated`.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { openRandom } from '../faults/random.ts';
import { type MutatedRounds, openMutatedRounds } from './mutated-round.ts';

const count = Number(process.env['LAOPEDIA_TEST_MUTATIONS'] ?? 2000);

let rounds: MutatedRounds;

before(async () => {
  rounds = await openMutatedRounds();
});
after(() => rounds.close());

it(`${count} damaged files: no fault, and nothing published`, async context => {
  const random = openRandom();
  const { fates, faults } = await rounds.round(count, random);
  for (const [fate, times] of [...fates].sort((a, b) => b[1] - a[1]))
    context.diagnostic(`${String(times).padStart(6)} ${fate}`);
  assert.deepEqual(faults, [], `LAOPEDIA_TEST_SEED=${random.seed}`);
  assert.ok(fates.size > 8, 'the damage is of many kinds');
});
