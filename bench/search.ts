// The bench of search: ours over HTTP beside pg_trgm and the floor's hit list, on one PostgreSQL server, and what our index and
// our analysis weigh. A wrong answer ends the run with 1; a missed target does not.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool } from '#lib/postgres';
import { measureAnalysis } from './analysis.ts';
import { openServer, type Server, settle } from './database.ts';
import { bytesText, type Figure, msText, tableText } from './figures.ts';
import { makePlaces, type Places, takeRoad } from './import.ts';
import { loadBare } from './limits.ts';
import { hasMaterial, makeSample, type Sample } from './sample.ts';
import { measureSearch, type Searched } from './search-bands.ts';
import { measureSize } from './search-size.ts';
import { loadTexts, type Texts } from './search-texts.ts';
import { withSides } from './sides.ts';

const args = process.argv.slice(2);
const sizes = args.filter(arg => /^\d+$/.test(arg)).map(Number);
const asJson = args.includes('--json');

if (!hasMaterial()) process.stderr.write('bench skipped: ../shared/bench is absent\n');
else await run();

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-bench-'));
  let server: Server | undefined;
  try {
    server = await openServer(`${folder}/postgres`);
    for (const rows of sizes.length === 0 ? [40_000] : sizes) {
      const sample = await makeSample(rows, folder);
      const places = await makePlaces(server, sample, folder, String(rows));
      const texts = await load(places, sample);
      const { figures, wrong } = await serve(places, sample);
      show(rows, texts, [...figures, ...(await measureSize(places.ours, texts)), ...measureAnalysis(texts)]);
      for (const answer of wrong) process.stdout.write(`${answer}\n`);
      if (wrong.size > 0) process.exitCode = 1;
    }
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function show(rows: number, texts: Texts, figures: readonly Figure[]): void {
  if (asJson) process.stdout.write(`${JSON.stringify({ rows, figures })}\n`);
  else process.stdout.write(`\n${rows} rows, ${bytesText(texts.bytes)} of searched text\n${tableText(figures)}\n`);
}

async function load(places: Places, sample: Sample): Promise<Texts> {
  const ours = openPool(places.ours, { max: 1, onnotice: () => {} });
  const floor = openPool(places.floor, { max: 1, onnotice: () => {} });
  try {
    const { wholeMs } = await takeRoad(places, sample);
    process.stderr.write(`${sample.queries.rows} rows imported in ${msText(wholeMs)}\n`);
    await loadBare(floor, sample);
    await floor`create index on enterprise using gin (to_tsvector('simple', name_en))`;
    const texts = await loadTexts(floor, sample);
    await Promise.all([ours.unsafe('vacuum analyze'), floor.unsafe('vacuum analyze')]);
    await settle(ours);
    return texts;
  } finally {
    await Promise.all([ours.end(), floor.end()]);
  }
}

function serve(places: Places, sample: Sample): Promise<Searched> {
  return withSides(places, sides => measureSearch(sample, sides));
}
