// A disk that fills up under a running server: read-only before PostgreSQL panics, reading goes on, PostgreSQL recovers on the full disk by
// the ballast, and publishing goes on by itself when there is room.
import { type Filled, openFullDisk } from './full-disk-round.ts';
import type { Kind, Outcome } from './kind.ts';
import { cannotMount } from './small-disk.ts';

/** A disk that fills up. */
export const fullDisk: Kind = {
  name: 'disk-full',
  about: 'a disk that fills up to its last byte while somebody publishes, PostgreSQL killed on it, and room again',
  ciRounds: 20,
  unable: async () => cannotMount() || undefined,
  async open() {
    const disk = await openFullDisk('on');
    return {
      round: async () => outcomeOf(await disk.fill()),
      last: async () => ({ acknowledged: 0, wrong: await disk.last() }),
      close: () => disk.close(),
    };
  },
  async controls() {
    const disk = await openFullDisk('off');
    try {
      const { panics } = await disk.fill();
      return [{ name: 'the watch and the ballast switched off: PostgreSQL panics', noticed: panics.length > 0 }];
    } finally {
      await disk.close();
    }
  },
};

function outcomeOf({ acknowledged, refused, panics, unreadable, came, said, ballast, wrong }: Filled): Outcome {
  const wanted = {
    [`PostgreSQL panicked: ${panics[0]}`]: panics.length === 0,
    [`something could not be read: ${unreadable.join(', ')}`]: unreadable.length === 0,
    'PostgreSQL did not come back on the full disk': came,
    '/ready did not say that nothing is published': said,
    'nothing was refused for want of room': refused.has('store/disk-full'),
    'the ballast was not made again': ballast,
    'publishing did not go on by itself': acknowledged[1] > 0,
  };
  const broken = Object.entries(wanted).flatMap(([sentence, holds]) => (holds ? [] : [sentence]));
  return { acknowledged: acknowledged[0], wrong: [...wrong, ...broken] };
}
