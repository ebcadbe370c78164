// The server restarted under load behind a port that outlives it: nobody is refused and nothing is lost.
import { cannotHold } from './held-port.ts';
import type { Kind, Outcome } from './kind.ts';
import { openRestarts, type Restarted, type Restarts } from './restart-round.ts';
import { makeScratch, removeScratch } from './scratch.ts';

/** Restarts that nobody notices. */
export const heldRestarts: Kind = {
  name: 'held-restarts',
  about:
    'a restart in order behind a held port, under readers with and without kept connections and a writer: no request fails',
  ciRounds: 20,
  unable: async () => cannotHold() || undefined,
  async open() {
    const { restarts, close } = await openScratchRestarts();
    return {
      round: async () => enough(await restarts.restart('SIGTERM')),
      last: async () => outcomeOf(await restarts.last()),
      close,
    };
  },
  async controls() {
    const { restarts, close } = await openScratchRestarts();
    try {
      const { failed } = await restarts.restart('SIGKILL');
      return [{ name: 'the server killed instead: readers fail', noticed: failed.length > 0 }];
    } finally {
      await close();
    }
  },
};

async function openScratchRestarts() {
  const scratch = await makeScratch();
  const restarts: Restarts = await openRestarts(scratch);
  return {
    restarts,
    async close() {
      await restarts.close();
      await removeScratch(scratch);
    },
  };
}

function outcomeOf({ failed, unwritten, written, wrong }: Restarted): Outcome {
  const all = [
    ...failed.map(what => `a request failed: ${what}`),
    ...unwritten.map(said => `an import failed: ${said}`),
    ...wrong,
  ];
  return { acknowledged: written, wrong: all };
}

const leastAsked = 10;

// A restart that nobody asked through shows nothing.
function enough(restarted: Restarted): Outcome {
  const { acknowledged, wrong } = outcomeOf(restarted);
  const few = restarted.asked < leastAsked ? [`only ${restarted.asked} requests were made`] : [];
  return { acknowledged, wrong: [...wrong, ...few] };
}
