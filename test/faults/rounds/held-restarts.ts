// The server restarted under load behind a port that outlives it: nobody is refused and nothing is lost.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cannotHold } from './held-port.ts';
import type { Kind, Outcome } from './kind.ts';
import { restartRound } from './restart-round.ts';

const restarts = 5;
const folder = () => mkdtemp(join(tmpdir(), 'laopedia-restart-'));

/** Restarts that nobody notices. */
export const heldRestarts: Kind = {
  name: 'held-restarts',
  about:
    'five restarts in order behind a held port, under readers with and without kept connections and a writer: no request fails',
  // Five restarts each.
  ciRounds: 1,
  unable: async () => cannotHold() || undefined,
  open: async () => ({ round: restartOutcome, close: async () => {} }),
  async controls() {
    const { failed } = await restartRound(await folder(), 1, 'SIGKILL');
    return [{ name: 'the server killed instead: readers fail', noticed: failed.length > 0 }];
  },
};

async function restartOutcome(): Promise<Outcome> {
  const { failed, unwritten, lost, written, asked } = await restartRound(await folder(), restarts, 'SIGTERM');
  const wrong = [
    ...failed.map(what => `a request failed: ${what}`),
    ...unwritten.map(said => `an import failed: ${said}`),
    ...lost.map(key => `${key} was acknowledged and is not there`),
  ];
  if (asked < restarts * 10) wrong.push(`only ${asked} requests were made`);
  return { acknowledged: written, wrong };
}
