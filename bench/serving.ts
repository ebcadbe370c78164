// Measures the served side: questions over HTTP beside the floor, the whole export, and the server's memory.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ServingChild, startChild } from './child.ts';
import { bytesText, type Figure, median, timed } from './figures.ts';
import { fetchText, measureJob } from './http.ts';
import type { ImportOutcome } from './import.ts';
import { jobsOf } from './jobs.ts';
import type { Sample } from './sample.ts';
import { wrongUnless } from './search-answers.ts';

const program = fileURLToPath(new URL('../bin/laopedia.js', import.meta.url));
const floorScript = fileURLToPath(new URL('./floor.ts', import.meta.url));

/** Starts the product and the floor on what the import left, and asks both. */
export async function measureServing(sample: Sample, imported: ImportOutcome): Promise<readonly Figure[]> {
  const { ours, floor } = await startSides(imported);
  try {
    return await figuresOf(sample, ours, floor);
  } finally {
    await Promise.all([ours.stop(), floor.stop()]);
  }
}

/** The product and the floor, each in a process of its own, on the databases that an import left. */
export async function startSides(imported: Omit<ImportOutcome, 'figures'>) {
  const ours = await startChild(program, ['start'], {
    DATABASE_URL: imported.ours,
    LAOPEDIA_DATA: imported.dataFolder,
    LAOPEDIA_LOG: 'error',
    PORT: '0',
  });
  const floor = await startChild(floorScript, [imported.floor]);
  return { ours, floor };
}

async function figuresOf(sample: Sample, ours: ServingChild, floor: ServingChild): Promise<Figure[]> {
  const sides = { ours: ours.address.replace('localhost', '127.0.0.1'), floor: floor.address };
  const idle = await ours.memory();
  const figures: Figure[] = [];
  for (const job of await jobsOf(sample)) figures.push(...(await measureJob(job, sides)));
  const exported = await measureExport(sample, sides);
  const after = await ours.memory();
  return [
    ...figures,
    exported,
    memory('memory of the server, idle', idle.now, 100),
    memory('  at most, export and all', after.most, 150),
  ];
}

function memory(what: string, bytes: number, targetMb: number): Figure {
  const ratio = bytes / (targetMb * 1e6);
  return { what, ours: bytesText(bytes), limit: `${targetMb} MB`, ratio, target: 1, note: 'the limit is the target' };
}

interface Sides {
  readonly ours: string;
  readonly floor: string;
}

async function measureExport(sample: Sample, sides: Sides): Promise<Figure> {
  const [ours, floor]: [number[], number[]] = [[], []];
  const oursPath = `${sides.ours}/api/v1/registers/bench-enterprise/export.csv`;
  const given = await keysAndNames(await readFile(sample.csv, 'utf8'), 0);
  for (const _ of [0, 1, 2]) {
    const oursCopy = await timedText(oursPath);
    ours.push(oursCopy.ms);
    const floorCopy = await timedText(`${sides.floor}/export.csv`);
    floor.push(floorCopy.ms);
    wrongUnless((await keysAndNames(oursCopy.text, 1)) === given, 'our export', oursCopy.text.slice(0, 300));
    wrongUnless((await keysAndNames(floorCopy.text, 0)) === given, "the floor's export", floorCopy.text.slice(0, 300));
  }
  return timed('export of all rows as CSV', median(ours), median(floor), 1.5, 'floor: COPY out in the same order');
}

async function timedText(address: string): Promise<{ readonly ms: number; readonly text: string }> {
  const begun = performance.now();
  const text = await fetchText(address);
  return { ms: performance.now() - begun, text };
}

// What must be the same in the agency's file and in every copy: each key with its Lao name, whatever the order of rows.
async function keysAndNames(text: string, keyAt: number): Promise<string> {
  const lines: string[] = [];
  for (const line of text.split(/\r?\n/).slice(1)) {
    const [key, name] = line.split(',', keyAt + 2).slice(keyAt);
    if (key !== undefined && name !== undefined) lines.push(`${key},${name}`);
  }
  return `${lines.length} ${createHash('sha256').update(lines.sort().join('\n')).digest('hex')}`;
}
