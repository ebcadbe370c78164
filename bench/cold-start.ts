// Measures how long a server takes from its process's beginning to its first page and to being ready, beside the floor's
// first answer. Both on a PostgreSQL that runs.
import { type Figure, median, timed } from './figures.ts';
import { ask } from './http.ts';
import type { ImportOutcome } from './import.ts';
import type { Sample } from './sample.ts';
import { startFloor, startOurs } from './sides.ts';

const rounds = 5;

/** The figures of a cold start: first page, and readiness; the floor answers one record. */
export async function measureColdStart({ queries }: Sample, imported: ImportOutcome): Promise<Figure[]> {
  const key = queries.samples[0]?.reg ?? '';
  const [page, ready, floor]: [number[], number[], number[]] = [[], [], []];
  const [cpu, floorCpu]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const ours = await startOurs(imported);
    page.push((await until(`${ours.address}/lo/bench-enterprise/${key}`)) - began);
    ready.push((await until(`${ours.address}/ready`)) - began);
    cpu.push(await ours.cpuMs());
    await ours.stop();
    const begun = performance.now();
    const bare = await startFloor(imported);
    floor.push((await until(`${bare.address}/r/${key}`)) - begun);
    floorCpu.push(await bare.cpuMs());
    await bare.stop();
  }
  return [
    timed('cold start to the first page', median(page), median(floor), undefined, "floor: node:http's first record"),
    timed('  to /ready', median(ready), median(floor)),
    timed('  time on the processor', median(cpu), median(floorCpu), undefined, "of the program and the signer's"),
  ];
}

const askEveryMs = 5;
const giveUpMs = 60_000;

async function until(address: string): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const { status } = await ask(address);
    if (status === 200) return performance.now();
    if (performance.now() - begun > giveUpMs) throw new Error(`${address} answers ${status} still`);
    await new Promise(resolve => setTimeout(resolve, askEveryMs));
  }
}
