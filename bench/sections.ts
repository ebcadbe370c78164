// One size from import to load, section after section. A wrong answer ends its section and is kept for the end of the run.
import type { Asked, SectionName } from './asked.ts';
import { measureChange } from './change.ts';
import { measureColdStart } from './cold-start.ts';
import type { Server } from './database.ts';
import type { Figure } from './figures.ts';
import { dropPlaces, type ImportOutcome, measureImport } from './import.ts';
import { measureLoad } from './load.ts';
import type { Sample } from './sample.ts';
import { WrongAnswer } from './search-answers.ts';
import { measureServing } from './serving.ts';
import { measureUpdate } from './update.ts';

type Section = (sample: Sample, imported: ImportOutcome) => Promise<readonly Figure[]>;

const sections: Readonly<Record<SectionName, Section>> = {
  start: measureColdStart,
  serving: measureServing,
  change: measureChange,
  update: measureUpdate,
  load: measureLoad,
};

/** All figures of one size; what was answered wrongly is added to `wrong`. */
export async function measureSize(
  server: Server,
  sample: Sample,
  folder: string,
  asked: Asked,
  wrong: string[],
): Promise<readonly Figure[]> {
  const { rows } = sample.queries;
  say(`${rows} rows: import`);
  const imported = await measureImport(server, sample, folder, asked.whole ? roundsOf(rows) : 1);
  const figures = [...imported.figures];
  for (const [name, measure] of Object.entries(sections)) {
    if (!asked.sections.has(name as SectionName)) continue;
    say(`${rows} rows: ${name}`);
    try {
      figures.push(...(await measure(sample, imported)));
    } catch (problem) {
      if (!(problem instanceof WrongAnswer)) throw problem;
      say(problem.message);
      wrong.push(`${rows} rows, ${name}: ${problem.message}`);
    }
  }
  await dropPlaces(imported);
  return figures;
}

function roundsOf(rows: number): number {
  if (rows <= 20_000) return 3;
  return rows <= 200_000 ? 2 : 1;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
