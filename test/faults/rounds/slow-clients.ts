// Idle and slow clients by the thousand; the round is that of slow-clients.test.ts. The full crowd, ten thousand idle and two thousand
// slow, is for a release: in CI it comes once, by that test, and a smaller one twenty times.
import type { Walk } from '#test/walk';
import {
  type CrowdSize,
  crowdThatFits,
  fullCrowd,
  liftedLimits,
  openLongRegister,
  slowClients,
  soonLimits,
} from '../slow-clients.ts';
import type { Kind } from './kind.ts';

const patienceMs = 120_000;
const longerMs = 10_000;

function crowdOf(name: string, about: string, size: CrowdSize, ciRounds: number): Kind {
  return {
    name,
    about,
    ciRounds,
    async unable() {
      if (process.platform !== 'linux') return 'it needs /proc';
      const { idle, slow } = crowdThatFits(size);
      return idle < size.idle ? `there are descriptors for ${idle + slow} clients: raise ulimit -n` : undefined;
    },
    async open() {
      const walk: Walk = await openLongRegister();
      return {
        async round() {
          return { acknowledged: 0, wrong: await slowClients(walk, soonLimits, size, patienceMs) };
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
}

/** Twenty times in CI. */
export const slowFew = crowdOf(
  'slow-few',
  'five hundred idle and a hundred slow clients are cut off while visitors are served',
  { idle: 500, slow: 100 },
  20,
);

/** For a release. */
export const slowCrowd = crowdOf(
  'slow-clients',
  'ten thousand idle and two thousand slow clients are cut off while visitors are served',
  fullCrowd,
  0,
);
