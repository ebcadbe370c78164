// Ten thousand idle and two thousand slow clients, for a release; the round is that of slow-clients.test.ts, which CI runs.
import type { Walk } from '#test/walk';
import { crowdThatFits, fullCrowd, liftedLimits, openLongRegister, slowClients, soonLimits } from '../slow-clients.ts';
import type { Kind } from './kind.ts';

const patienceMs = 120_000;
const longerMs = 10_000;

export const slowCrowd: Kind = {
  name: 'slow-clients',
  about: 'ten thousand idle and two thousand slow clients are cut off while visitors are served',
  // A round is half a minute, and CI has a test of its own for it.
  ciRounds: 1,
  async unable() {
    if (process.platform !== 'linux') return 'it needs /proc';
    const { idle, slow } = crowdThatFits(fullCrowd);
    return idle < fullCrowd.idle ? `there are descriptors for ${idle + slow} clients: raise ulimit -n` : undefined;
  },
  async open() {
    const walk: Walk = await openLongRegister();
    return {
      async round() {
        return { acknowledged: 0, wrong: await slowClients(walk, soonLimits, fullCrowd, patienceMs) };
      },
      close: () => walk.close(),
    };
  },
  async controls() {
    const walk = await openLongRegister();
    try {
      const wrong = await slowClients(walk, liftedLimits, { idle: 200, slow: 120 }, longerMs);
      return [
        { name: 'no limit on slow clients', noticed: wrong.some(one => /not cut off/.test(one)) },
        { name: 'no limit on slow readers of exports', noticed: wrong.some(one => /an export was told/.test(one)) },
      ];
    } finally {
      await walk.close();
    }
  },
};
