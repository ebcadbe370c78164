// Idle and slow clients by the thousand: those who only take their time take nobody else's. The full crowd is 10,000 idle and
// 2,000 slow; where there are fewer descriptors it is as large as they allow.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Walk } from '#test/walk';
import { crowdThatFits, fullCrowd, liftedLimits, openLongRegister, slowClients, soonLimits } from './slow-clients.ts';

const someOf = process.env['CI'] === undefined ? { idle: 1000, slow: 200 } : fullCrowd;
const fewOf = { idle: 100, slow: 80 };
const patienceMs = 180_000;
// Longer than any of the limits that are lifted.
const longerMs = 8000;

describe('a crowd of idle and slow clients', { skip: !existsSync('/proc/self/limits') && 'no /proc here' }, () => {
  let walk: Walk;
  before(async () => {
    walk = await openLongRegister();
  });
  after(() => walk.close());

  it('is cut off, while visitors are served; and what its exports held is given back', async context => {
    const crowd = crowdThatFits(someOf);
    context.diagnostic(`${crowd.idle} idle, ${crowd.slow} slow`);
    assert.deepEqual(await slowClients(walk, soonLimits, crowd, patienceMs), []);
  });

  it('stays, and holds the exports, when the limits are lifted: the round above can fail', async () => {
    const wrong = await slowClients(walk, liftedLimits, fewOf, longerMs);
    assert.match(wrong.join('\n'), /of the crowd were not cut off/);
    assert.match(wrong.join('\n'), /an export was told 503/);
  });
});
