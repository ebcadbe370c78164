// The durability suite, a few rounds of each kind of fault: nothing acknowledged is lost, log and records agree, and each kind's
// controls are found out. `npm run soak` runs many.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kinds } from './rounds/kinds.ts';
import { runKind } from './rounds/run.ts';

const given = process.env['LAOPEDIA_TEST_ROUNDS'];
const few = 2;

// Three at a time: most of a round is waiting for a PostgreSQL that comes up, or for somebody's patience to end.
describe('nothing acknowledged is lost', { concurrency: 3 }, () => {
  for (const kind of kinds) {
    if (kind.ciRounds === 0) continue;
    test(kind.about, async context => {
      const why = await kind.unable();
      if (why !== undefined) return context.skip(why);
      const rounds = Number(given ?? (process.env['CI'] === undefined ? few : kind.ciRounds));
      const { sentences, controls, ...counted } = await runKind(kind, rounds);
      context.diagnostic(JSON.stringify(counted));
      assert.deepEqual(sentences, []);
      for (const { name, noticed } of controls) assert.ok(noticed, `nobody noticed: ${name}`);
    });
  }
});
