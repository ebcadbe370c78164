// One size from import to load, section after section. A wrong answer ends its section and is kept for the end of the run.
import type { Asked, SectionName } from './asked.ts';
import { measureChange } from './change.ts';
import { measureColdStart } from './cold-start.ts';
import type { Server } from './database.ts';
import type { Figure } from './figures.ts';
import { dropPlaces, type ImportOutcome, measureImport } from './import.ts';
import { measureLoad } from './load.ts';
import { openProfiling } from './profile.ts';
import type { Sample } from './sample.ts';
import { WrongAnswer } from './search-answers.ts';
import { measureServing } from './serving.ts';
import { measureUpdate } from './update.ts';

/** Measures; what was answered wrongly without ending the section is told. */
type Section = (sample: Sample, imported: ImportOutcome, tell: (wrong: string) => void) => Promise<readonly Figure[]>;

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
  const rounds = asked.whole ? roundsOf(rows) : 1;
  const imported = await measureImport(server, sample, folder, { rounds, profile: asked.profile });
  const figures = [...imported.figures];
  for (const [name, measure] of Object.entries(sections)) {
    if (!asked.sections.has(name as SectionName)) continue;
    say(`${rows} rows: ${name}`);
    const tell = (answer: string) => {
      say(answer);
      wrong.push(`${rows} rows, ${name}: ${answer}`);
    };
    try {
      figures.push(...(await measureProfiled(name, measure, sample, imported, asked.profile, tell)));
    } catch (problem) {
      // A section that breaks ends the run with 1 as a wrong answer does, but not before the others have been measured.
      tell(problem instanceof WrongAnswer ? problem.message : String((problem as Error).stack));
    }
  }
  await dropPlaces(imported);
  return figures;
}

// The server of a section writes its profile when it ends, and the database is looked at meanwhile.
async function measureProfiled(
  name: string,
  measure: Section,
  sample: Sample,
  imported: ImportOutcome,
  profile: boolean,
  tell: (wrong: string) => void,
): Promise<readonly Figure[]> {
  if (!profile) return measure(sample, imported, tell);
  const profiling = await openProfiling(name, `${imported.folder}/profile-${name}`, imported.ours);
  const figures = await measure(sample, { ...imported, env: profiling.env }, tell);
  say(await profiling.end());
  return figures;
}

function roundsOf(rows: number): number {
  if (rows <= 20_000) return 3;
  return rows <= 200_000 ? 2 : 1;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
