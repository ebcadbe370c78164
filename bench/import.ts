// Measures imports: the real road in a process of its own, against COPY of our finished rows and against a bare load.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openPool } from '#lib/postgres';
import { type Server, settle } from './database.ts';
import { bytesText, type Figure, median, msText, timed } from './figures.ts';
import { dumpFinished, loadBare, loadFinished } from './limits.ts';
import type { Sample } from './sample.ts';

/** What the importing process says of itself. */
export interface Road {
  readonly rows: number;
  readonly entries: number;
  readonly proposeMs: number;
  readonly publishMs: number;
  readonly wholeMs: number;
  readonly peakKb: number;
}

/** The figures, and the databases that the last round left for what is measured next. */
export interface ImportOutcome {
  readonly figures: readonly Figure[];
  readonly ours: string;
  readonly floor: string;
  readonly dataFolder: string;
}

interface Round {
  readonly road: Road;
  readonly finishedMs: number;
  readonly bareMs: number;
  readonly finishedWords: string;
}

/** The databases, folder and definition of one import. */
export interface Places {
  readonly ours: string;
  readonly floor: string;
  readonly dataFolder: string;
  readonly definition: string;
  readonly folder: string;
}

/** Makes empty databases and the definition's file for an import called `name`. */
export async function makePlaces(server: Server, sample: Sample, folder: string, name: string): Promise<Places> {
  const definition = `${folder}/register.json`;
  await writeFile(definition, JSON.stringify(sample.definition));
  return {
    ours: await server.makeDatabase(`ours_${name}`),
    floor: await server.makeDatabase(`floor_${name}`),
    dataFolder: `${folder}/data_${name}`,
    definition,
    folder,
  };
}

/** Imports the sample `rounds` times into empty databases, each time beside both limits. */
export async function measureImport(
  server: Server,
  sample: Sample,
  folder: string,
  rounds: number,
): Promise<ImportOutcome> {
  const made: Round[] = [];
  let places: Places | undefined;
  for (let round = 0; round < rounds; round++) {
    places = await makePlaces(server, sample, folder, `${sample.queries.rows}_${round}`);
    made.push(await measureRound(places, sample));
  }
  if (places === undefined) throw new Error('nothing was imported');
  return { figures: figuresOf(made, sample), ...places };
}

async function measureRound(places: Places, sample: Sample): Promise<Round> {
  const ours = openPool(places.ours, { max: 1, onnotice: () => {} });
  const floor = openPool(places.floor, { max: 1, onnotice: () => {} });
  try {
    await settle(ours);
    const road = await takeRoad(places, sample);
    const dumped = await dumpFinished(ours, `${places.folder}/finished`);
    await settle(ours);
    const finishedMs = await loadFinished(ours, dumped);
    await ours.unsafe('drop schema finished cascade');
    await settle(floor);
    const bareMs = await loadBare(floor, sample);
    await Promise.all([ours.unsafe('vacuum analyze'), floor.unsafe('vacuum analyze')]);
    return { road, finishedMs, bareMs, finishedWords: `${dumped.length} tables` };
  } finally {
    await Promise.all([ours.end(), floor.end()]);
  }
}

const script = fileURLToPath(new URL('./import-road.ts', import.meta.url));

/** Runs the importing process and reads what it says. */
export async function takeRoad({ ours, dataFolder, definition }: Places, sample: Sample): Promise<Road> {
  const args = [script, ours, dataFolder, definition, sample.csv];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', part => {
    said += String(part);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  const road = JSON.parse(said) as Road;
  if (road.rows !== sample.queries.rows) throw new Error(`imported ${road.rows} of ${sample.queries.rows} rows`);
  return road;
}

function figuresOf(rounds: readonly Round[], sample: Sample): Figure[] {
  const of = (read: (round: Round) => number) => median(rounds.map(read));
  const whole = of(({ road }) => road.wholeMs);
  const finished = of(round => round.finishedMs);
  const peak = Math.max(...rounds.map(({ road }) => road.peakKb)) * 1024;
  const parts = `propose ${msText(of(({ road }) => road.proposeMs))}, publish ${msText(of(({ road }) => road.publishMs))}`;
  return [
    timed('import / COPY of our finished rows', whole, finished, 3, parts),
    timed(
      'import / bare load',
      whole,
      of(round => round.bareMs),
      8,
    ),
    {
      what: 'memory of the importing process',
      ours: bytesText(peak),
      limit: '',
      ratio: undefined,
      target: undefined,
      note: `a file of ${bytesText(sample.queries.csv_bytes)}`,
    },
  ];
}
