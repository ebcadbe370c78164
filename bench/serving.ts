// Measures the served side: questions over HTTP beside the floor, pages on the wire, the whole export, and the server's memory.
import type { ServingChild } from './child.ts';
import { measureExport } from './export.ts';
import { bytesText, type Figure, timed } from './figures.ts';
import { measureJob, type Sides } from './http.ts';
import type { ImportOutcome } from './import.ts';
import { jobsOf } from './jobs.ts';
import type { Sample } from './sample.ts';
import { withSides } from './sides.ts';
import { measureWire } from './wire.ts';

const restMs = 3000;

/** Starts the product and the floor on what the import left, and asks both. */
export function measureServing(sample: Sample, imported: ImportOutcome): Promise<Figure[]> {
  return withSides(imported, (sides, ours) => figuresOf(sample, imported, sides, ours));
}

async function figuresOf(
  sample: Sample,
  { folder }: ImportOutcome,
  sides: Sides,
  ours: ServingChild,
): Promise<Figure[]> {
  await new Promise(resolve => setTimeout(resolve, restMs));
  const idle = await ours.memory();
  const figures: Figure[] = [];
  for (const job of await jobsOf(sample)) figures.push(...(await measureJob(job, sides)));
  const asked = await ours.memory();
  const wire = await measureWire(sample, sides);
  const exported = await measureExport(sample, sides, folder);
  const after = await ours.memory();
  return [
    ...figures,
    ...bandsOf(figures),
    ...exported,
    ...wire,
    memory('memory of the server, idle', idle.now, 100, `with the signer's process ${bytesText(idle.all)}`),
    memory('  after all questions', asked.now),
    memory('  after the export of all rows', after.now, 150),
    memory('  at most', after.most, 150),
  ];
}

function bandsOf(figures: readonly Figure[]): Figure[] {
  const bands = figures
    .filter(({ what }) => what.startsWith('search,'))
    .toSorted((one, other) => (one.oursMs ?? 0) - (other.oursMs ?? 0));
  const [fastest, slowest] = [bands[0], bands.at(-1)];
  if (fastest?.oursMs === undefined || slowest?.oursMs === undefined) return [];
  const figure = timed('search, slowest / fastest band', slowest.oursMs, fastest.oursMs, 2);
  return [{ ...figure, note: `${slowest.what} / ${fastest.what}` }];
}

function memory(what: string, bytes: number, targetMb?: number, note?: string): Figure {
  return {
    what,
    ours: bytesText(bytes),
    limit: targetMb === undefined ? '' : `${targetMb} MB`,
    ratio: targetMb === undefined ? undefined : bytes / (targetMb * 1e6),
    target: targetMb === undefined ? undefined : 1,
    ...(note === undefined ? {} : { note }),
  };
}
