// A process of its own that takes damaged files in: so many, of a seed. At its end it tells what came of them, and how much
// memory it had at most.
import { openRandom } from '../faults/random.ts';
import { openMutatedRounds } from './mutated-round.ts';

const [count = '0', how = 'sound'] = process.argv.slice(2);
// A reader that throws what it meets, as a careless one does: the control.
const careless = async (_walk: unknown, _register: string, bytes: Buffer) => {
  new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return 'a table still';
};
const rounds = await openMutatedRounds();
const { fates, faults } = await rounds.round(Number(count), openRandom(), how === 'careless' ? careless : undefined);
await rounds.close();
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ fates: [...fates], faults, peakBytes })}\n`);
