// A disk that fills up under a running server: read-only before PostgreSQL panics, reading goes on, PostgreSQL recovers on the full disk by
// the ballast, and publishing goes on by itself when there is room.
import { fullDiskRound } from './full-disk-round.ts';
import type { Kind, Outcome } from './kind.ts';
import { cannotMount } from './small-disk.ts';

/** A disk that fills up. */
export const fullDisk: Kind = {
  name: 'disk-full',
  about: 'a disk that fills up to its last byte while somebody publishes, PostgreSQL killed on it, and room again',
  // Each makes an installation on a disk of its own and fills it: half a minute.
  ciRounds: 3,
  unable: async () => cannotMount() || undefined,
  open: async () => ({ round: fullDiskOutcome, close: async () => {} }),
  async controls() {
    const { panics } = await fullDiskRound('off');
    return [{ name: 'the watch and the ballast switched off: PostgreSQL panics', noticed: panics > 0 }];
  },
};

async function fullDiskOutcome(): Promise<Outcome> {
  const round = await fullDiskRound('on');
  const [little, nothing, killed] = round.readable;
  const wanted = {
    'PostgreSQL panicked': round.panics === 0,
    'nothing could be read with little room left': little,
    'nothing could be read with no room left': nothing,
    'PostgreSQL did not come back on the full disk': killed,
    '/ready did not say that nothing is published': round.said,
    'nothing was refused for want of room': round.refused.has('store/disk-full'),
    'the ballast was not made again': round.ballast,
    'publishing did not go on by itself': round.acknowledged[1] > 0,
  };
  const wrong = Object.entries(wanted).flatMap(([sentence, holds]) => (holds ? [] : [sentence]));
  return { acknowledged: round.acknowledged[0] + round.acknowledged[1], wrong: [...round.wrong, ...wrong] };
}
