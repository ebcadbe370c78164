// Measures imports: the product's own command on a file, against COPY of our finished rows and against a bare load.
import { rm, writeFile } from 'node:fs/promises';
import { openPool } from '#lib/postgres';
import { type Server, settle } from './database.ts';
import { bytesText, type Figure, median, msText, timed } from './figures.ts';
import { dumpFinished, loadBare, loadFinished } from './limits.ts';
import { runCommand } from './process.ts';
import { openProfiling } from './profile.ts';
import type { Sample } from './sample.ts';
import { wrongUnless } from './search-answers.ts';

/** What an importing command did and cost; the processor's time is the program's, the database's stands apart. */
export interface Road {
  readonly rows: number;
  readonly wholeMs: number;
  readonly cpuMs: number;
  readonly databaseCpuMs: number;
  readonly peakBytes: number;
}

/** The databases, folder and definition of one import. */
export interface Places {
  readonly server: Server;
  readonly ours: string;
  readonly floor: string;
  readonly dataFolder: string;
  readonly folder: string;
  /** Added to the settings of the product's processes. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The figures, and what the last round left for what is measured next. */
export interface ImportOutcome extends Places {
  readonly figures: readonly Figure[];
}

interface Round {
  readonly road: Road;
  readonly finished: Cost;
  readonly bare: Cost;
}

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** The settings of a command or server on an installation of the bench. */
export function settingsOf({ ours, dataFolder, env }: Places): Readonly<Record<string, string>> {
  return { DATABASE_URL: ours, LAOPEDIA_DATA: dataFolder, ...env };
}

/** Makes empty databases for an import called `name`, begins an installation in one and defines the register. */
export async function makePlaces(server: Server, sample: Sample, folder: string, name: string): Promise<Places> {
  const definition = `${folder}/register.json`;
  await writeFile(definition, JSON.stringify(sample.definition));
  const ours = await server.makeDatabase(`ours_${name}`);
  const floor = await server.makeDatabase(`floor_${name}`);
  const places = { server, ours, floor, dataFolder: `${folder}/data_${name}`, folder };
  await runCommand(settingsOf(places), 'begin');
  await runCommand(settingsOf(places), 'define', definition);
  return places;
}

/** Drops the databases of an import. */
export async function dropPlaces({ server, ours, floor }: Places): Promise<void> {
  await server.dropDatabase(ours);
  await server.dropDatabase(floor);
}

/** Imports the sample `rounds` times into empty databases, each time beside both limits. The last round is left standing. */
export async function measureImport(
  server: Server,
  sample: Sample,
  folder: string,
  { rounds, profile }: { readonly rounds: number; readonly profile: boolean },
): Promise<ImportOutcome> {
  const made: Round[] = [];
  let places: Places | undefined;
  for (let round = 0; round < rounds; round++) {
    if (places !== undefined) await dropPlaces(places);
    places = await makePlaces(server, sample, folder, `${sample.queries.rows}_${round}`);
    made.push(await measureRound(places, sample, profile));
  }
  if (places === undefined) throw new Error('nothing was imported');
  return { figures: figuresOf(made, sample), ...places };
}

async function measureRound(places: Places, sample: Sample, profile: boolean): Promise<Round> {
  const { server } = places;
  const ours = openPool(places.ours, { max: 1, onnotice: () => {} });
  const floor = openPool(places.floor, { max: 1, onnotice: () => {} });
  try {
    await settle(ours);
    const road = profile ? await takeProfiled(places, sample) : await takeRoad(places, sample);
    const dumped = await dumpFinished(ours, `${places.folder}/finished`);
    await settle(ours);
    const finished = await costOf(server, () => loadFinished(ours, dumped));
    await ours.unsafe('drop schema finished cascade');
    await rm(`${places.folder}/finished`, { recursive: true });
    await settle(floor);
    const bare = await costOf(server, () => loadBare(floor, sample));
    await Promise.all([ours.unsafe('vacuum (analyze)'), floor.unsafe('vacuum (analyze)')]);
    await settle(ours);
    return { road, finished, bare };
  } finally {
    await Promise.all([ours.end(), floor.end()]);
  }
}

// Both loads are the database's work but for the copying process, which is this one.
async function costOf(server: Server, work: () => Promise<number>): Promise<Cost> {
  const [before, own] = [await server.cpuMs(), process.cpuUsage()];
  const wallMs = await work();
  const { user, system } = process.cpuUsage(own);
  return { wallMs, cpuMs: (await server.cpuMs()) - before + (user + system) / 1000 };
}

/** What `import --json` ends with. */
export interface Imported {
  readonly added: number;
  readonly corrected: number;
  readonly findings: unknown;
}

/** Runs the command that imports a file to publication. */
export async function importFile(places: Places, file: string): Promise<Road & Imported> {
  const before = await places.server.cpuMs();
  const people = ['--officer', 'bench', '--approver', 'one', '--approver', 'two'];
  const run = await runCommand(settingsOf(places), 'import', 'bench-enterprise', file, ...people, '--json');
  const said = JSON.parse(run.out.trim().split('\n').at(-1) ?? '') as Imported;
  return {
    ...said,
    rows: said.added,
    wholeMs: run.wallMs,
    cpuMs: run.cpuMs,
    databaseCpuMs: (await places.server.cpuMs()) - before,
    peakBytes: run.peakBytes,
  };
}

/** Imports the sample, and holds the number of its rows. */
export async function takeRoad(places: Places, sample: Sample): Promise<Road> {
  const road = await importFile(places, sample.csv);
  wrongUnless(road.rows === sample.queries.rows, `imported of ${sample.queries.rows} rows`, road.rows);
  return road;
}

async function takeProfiled(places: Places, sample: Sample): Promise<Road> {
  const profiling = await openProfiling('the import', `${places.folder}/profile-import`, places.ours);
  const road = await takeRoad({ ...places, env: profiling.env }, sample);
  process.stderr.write(`${await profiling.end()}\n`);
  return road;
}

function figuresOf(rounds: readonly Round[], sample: Sample): Figure[] {
  const of = (read: (round: Round) => number) => median(rounds.map(read));
  const whole = of(({ road }) => road.wholeMs);
  const rate = `${Math.round(sample.queries.rows / (whole / 1000))} rows a second`;
  const program = of(({ road }) => road.cpuMs);
  const database = of(({ road }) => road.databaseCpuMs);
  const parts = `program ${msText(program)}, database ${msText(database)}`;
  const finished = of(({ finished }) => finished.cpuMs);
  const bare = of(({ bare }) => bare.cpuMs);
  const peak = Math.max(...rounds.map(({ road }) => road.peakBytes));
  return [
    timed(
      'import / COPY of our finished rows',
      whole,
      of(({ finished }) => finished.wallMs),
      3,
      rate,
    ),
    timed('  time on the processor', program + database, finished, undefined, parts),
    timed(
      'import / bare load',
      whole,
      of(({ bare }) => bare.wallMs),
      8,
      'an aim',
    ),
    timed('  time on the processor', program + database, bare),
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
