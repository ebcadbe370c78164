// Damaged files for a release: `npm run mutated [-- 10000]`. Each part is a process of its own, so that a crash is seen as one and its
// memory is known. Ends with 1 at a fault, a crash, or memory beyond the bound.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endOf } from '#test/program';
import type { MutatedRound } from './mutated-round.ts';

/** What so many files came to; `crashes` are processes that did not end well, with what they said. */
export interface MutatedSoak extends MutatedRound {
  readonly crashes: readonly string[];
  readonly peakBytes: number;
}

/** Resident memory that the process may have at most: four files under way at once, beside the driver and the program. */
export const boundBytes = 640 * 1024 * 1024;

const partFiles = 2500;
const script = fileURLToPath(new URL('./mutated.fixture.ts', import.meta.url));

/** Takes `count` files in, part after part; `seed` and those after it can be had again by LAOPEDIA_TEST_SEED. */
export async function soakMutated(
  count: number,
  seed: number,
  tell: (line: string) => void = () => {},
  how: 'sound' | 'careless' = 'sound',
): Promise<MutatedSoak> {
  const sum = { fates: new Map<string, number>(), faults: [] as string[], crashes: [] as string[], peakBytes: 0 };
  for (let done = 0; done < count; done += partFiles) {
    const part = Math.min(partFiles, count - done);
    const seedOfPart = String(seed + done);
    const env = { ...process.env, LAOPEDIA_TEST_SEED: seedOfPart };
    const child = spawn(process.execPath, [script, String(part), how], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const { code, signal, out, err } = await endOf(child);
    const said = `seed ${seedOfPart}: ended with ${code ?? signal}: ${err.slice(-2000)}`;
    if (code !== 0) sum.crashes.push(said);
    else add(sum, JSON.parse(out.trim().split('\n').at(-1) ?? '') as Told);
    tell(`${done + part} of ${count} files, ${sum.faults.length} faults, ${sum.crashes.length} crashes`);
  }
  return sum;
}

interface Told {
  readonly fates: readonly (readonly [string, number])[];
  readonly faults: readonly string[];
  readonly peakBytes: number;
}

function add(sum: { fates: Map<string, number>; faults: string[]; peakBytes: number }, told: Told): void {
  for (const [fate, times] of told.fates) sum.fates.set(fate, (sum.fates.get(fate) ?? 0) + times);
  sum.faults.push(...told.faults);
  sum.peakBytes = Math.max(sum.peakBytes, told.peakBytes);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const count = Number(process.argv[2] ?? 10_000);
  const seed = Number(process.env['LAOPEDIA_TEST_SEED'] ?? Date.now() % 0x7fffffff);
  const { fates, faults, crashes, peakBytes } = await soakMutated(count, seed, line => console.error(line));
  for (const [fate, times] of [...fates].sort((a, b) => b[1] - a[1]))
    console.log(`${String(times).padStart(6)} ${fate}`);
  const memory = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
  console.log(`${count} files from seed ${seed}: ${faults.length} faults, ${crashes.length} crashes`);
  console.log(`memory at most ${memory(peakBytes)}, bound ${memory(boundBytes)}`);
  for (const line of [...faults, ...crashes]) console.log(line);
  if (faults.length + crashes.length > 0 || peakBytes > boundBytes) process.exitCode = 1;
}
