// The disk fills up under a server, PostgreSQL is killed on the full disk, and there is room again: a round of full-disk.ts, judged.
import { fullDiskRound } from '../full-disk.ts';
import { cannotMount } from '../small-disk.ts';
import type { Kind } from './kind.ts';

/** A disk that fills up. */
export const fullDisk: Kind = {
  name: 'disk-full',
  about: 'the disk fills up: read-only before PostgreSQL panics, readable throughout, no operator but for room',
  // full-disk.test.ts runs one round and the control
  ciRounds: 0,
  unable: async () => cannotMount() || undefined,
  async open() {
    return {
      async round() {
        const { acknowledged, panics, readable, said, ballast, wrong } = await fullDiskRound('on');
        const all = [...wrong];
        if (panics > 0) all.push('PostgreSQL panicked');
        if (readable.includes(false)) all.push(`nothing could be read: ${readable.join()}`);
        if (!said) all.push('/ready did not say so');
        if (!ballast) all.push('the ballast was not made again');
        if (acknowledged[1] < 3) all.push('publishing did not go on');
        return { acknowledged: acknowledged[0] + acknowledged[1], wrong: all };
      },
      close: async () => {},
    };
  },
  async controls() {
    const { panics, readable } = await fullDiskRound('off');
    return [{ name: 'without watch and ballast', noticed: panics > 0 && readable.includes(false) }];
  },
};
