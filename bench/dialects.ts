// The bench of dialects: how rightly CSV is read with no hint, by the measure of the Pollock benchmark, on a table of our own spoiled as it
// describes, and on real tables in every usual dialect. `node bench/dialects.ts [--misses] [--json]`; 1 when a score is below its target.
import { openWorkbook, SheetProblem } from '#lib/sheet';
import { type Points, pointsOf } from './dialect-measure.ts';
import { type Polluted, polluted } from './dialect-pollution.ts';
import { rewritten } from './dialect-rewriting.ts';
import { makeTable, type Table } from './dialect-table.ts';
import { columnsText } from './figures.ts';

const target = 8.98;
const stretch = 9.69;
const args = new Set(process.argv.slice(2));

interface Scored {
  readonly kind: string;
  readonly weight: number;
  readonly points: Points;
}

const spoiled = await scoresOf(polluted(makeTable()));
const real = await scoresOf(rewritten());
show('our own table, spoiled as the Pollock benchmark describes', spoiled);
if (real.length > 0) show('real tables, written anew in every usual dialect', real);
else process.stderr.write('real tables skipped: ../shared/data is absent\n');

async function scoresOf(files: Iterable<Polluted>): Promise<readonly Scored[]> {
  const scored: Scored[] = [];
  for (const file of files) {
    const read = await readTable(file);
    const points = pointsOf(read, file.truth);
    scored.push({ kind: file.kind, weight: file.weight, points });
    if (args.has('--misses') && points.all < 10) showMiss(file, read, points);
  }
  return scored;
}

// What a reader that knows nothing makes of a file: rows in order, blank ones left out, the first one the header.
async function readTable({ bytes }: Polluted): Promise<Table | undefined> {
  try {
    const workbook = await openWorkbook({ bytes });
    try {
      const rows: (readonly string[])[] = [];
      for await (const batch of workbook.sheets[0]?.rows() ?? []) rows.push(...batch.map(row => row.texts));
      return rows.filter(row => row.some(text => text !== ''));
    } finally {
      await workbook.close();
    }
  } catch (problem) {
    if (!(problem instanceof SheetProblem)) throw problem;
    // That a file is empty is the right answer to an empty file.
    return problem.code === 'empty-file' ? [] : undefined;
  }
}

function meanOf(all: readonly Scored[], weightOf: (one: Scored) => number, part: keyof Points = 'all'): number {
  const weights = all.reduce((sum, one) => sum + weightOf(one), 0);
  return all.reduce((sum, one) => sum + weightOf(one) * one.points[part], 0) / weights;
}

function show(what: string, scored: readonly Scored[]): void {
  const simple = meanOf(scored, () => 1);
  const weighted = meanOf(scored, one => one.weight);
  if (Math.min(simple, weighted) < target) process.exitCode = 1;
  const text = args.has('--json')
    ? JSON.stringify({ what, files: scored.length, simple, weighted })
    : `${what}\n\n${tableText(scored)}\n\n${verdictOf('every file alike', simple)}\n${verdictOf('by how often real files are so', weighted)}\n`;
  process.stdout.write(`${text}\n`);
}

function verdictOf(what: string, score: number): string {
  const verdict = score > stretch ? 'above the stretch' : score > target ? 'above the target' : 'MISSED';
  return `${what}: ${score.toFixed(2)} of 10: ${verdict} (target ${target}, stretch ${stretch})`;
}

function tableText(scored: readonly Scored[]): string {
  const lines = [...Map.groupBy(scored, one => one.kind)].map(([kind, files]) => {
    const part = (name: keyof Points) => meanOf(files, () => 1, name).toFixed(2);
    const parts = [part('loaded'), part('header'), part('records'), part('cells')];
    return [kind, String(files.length), part('all'), ...parts, ''];
  });
  const heads = ['kind', 'files', 'of 10', 'loaded of 1', 'header of 3', 'records of 3', 'cells of 3', ''];
  return columnsText([heads, ...lines]);
}

function showMiss({ kind, name, truth }: Polluted, read: Table | undefined, points: Points): void {
  const at = truth.findIndex((row, line) => row.join('\0') !== read?.[line]?.join('\0'));
  const line = `${kind}, ${name}: ${points.all.toFixed(2)}; row ${at}`;
  process.stdout.write(`${line}\n  read ${JSON.stringify(read?.[at])}\n  truth ${JSON.stringify(truth[at])}\n`);
}
