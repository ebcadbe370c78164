// Damaged files through intake: no crash, no fault, every no in Lao and English, nothing left behind, memory within a bound. A round is
// fifty files in a process of its own; two hundred rounds are the ten thousand of a release (`npm run mutated` takes them faster).
import { boundBytes, soakMutated } from '../../journeys/mutated-soak.ts';
import { openRandom } from '../random.ts';
import type { Kind, Outcome } from './kind.ts';

const files = 50;

async function outcomeOf(seed: number): Promise<Outcome> {
  const { faults, crashes, peakBytes } = await soakMutated(files, seed);
  const memory = peakBytes > boundBytes ? [`memory of ${peakBytes} bytes`] : [];
  return { acknowledged: 0, wrong: [...faults, ...crashes, ...memory] };
}

/** Files that are damaged as disks, wires, careless programs and malice do. */
export const mutatedFiles: Kind = {
  name: 'mutated',
  about: 'damaged files are refused in both languages, and nothing of them stays behind',
  // CI takes two thousand files in one process besides: mutated-files.test.ts.
  ciRounds: 20,
  unable: async () => undefined,
  async open() {
    let { seed } = openRandom();
    return {
      round() {
        seed += files;
        return outcomeOf(seed);
      },
      close: async () => {},
    };
  },
  async controls() {
    const { faults } = await soakMutated(files, openRandom().seed, () => {}, 'careless');
    return [{ name: 'a reader that throws what it meets', noticed: faults.length > 0 }];
  },
};
