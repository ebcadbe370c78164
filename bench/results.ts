// Writes what a run gave as bench/RESULTS.md: date, machine, command, and for each size every figure beside its target.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Figure, targetText, verdictOf } from './figures.ts';
import { growthOf, type Measured } from './growth.ts';

/** A whole run. */
export interface Results {
  readonly date: string;
  readonly command: string;
  readonly machine: readonly (readonly [string, string])[];
  readonly measured: readonly Measured[];
  readonly wrong: readonly string[];
}

const file = fileURLToPath(new URL('./RESULTS.md', import.meta.url));

/** Writes the file anew. */
export async function writeResults(results: Results): Promise<void> {
  await writeFile(file, resultsText(results));
}

/** The file's text. */
export function resultsText({ date, command, machine, measured, wrong }: Results): string {
  const facts = [['date', date], ['command', `\`${command}\``], ...machine];
  const missed = measured.flatMap(({ figures }) => figures).filter(figure => verdictOf(figure) === 'MISSED').length;
  return [
    '# What the bench gave',
    '',
    'Generated; [README.md](README.md) says what each figure is. A ratio is ours to the limit or peer of the same run on the same',
    'PostgreSQL; lower is better. Every answer was checked.',
    '',
    ...tableLines(['', ''], facts),
    '',
    wrong.length === 0 ? 'No answer was wrong.' : `**Wrong answers: ${wrong.length}.**`,
    ...wrong.map(one => `* ${one.slice(0, 300)}`),
    `Targets missed: ${missed}.`,
    ...measured.flatMap(({ rows, figures }) => [
      '',
      `## ${rows.toLocaleString('en')} rows`,
      '',
      ...figureLines(figures),
    ]),
    ...growthLines(measured),
    '',
  ].join('\n');
}

function figureLines(figures: readonly Figure[]): string[] {
  return tableLines(
    ['figure', 'ours', 'limit or peer', 'ratio', 'target', '', 'note'],
    figures.map(figure => [
      figure.what.replace(/^ +/, '· '),
      figure.ours,
      figure.limit,
      figure.ratio?.toFixed(2) ?? '',
      targetText(figure.target),
      verdictOf(figure),
      figure.note ?? '',
    ]),
  );
}

/** Growth from size to size as lines of a table, with its heading; nothing of one size. */
export function growthLines(measured: readonly Measured[]): string[] {
  const growth = growthOf(measured);
  if (growth.length === 0) return [];
  const sizes = measured.map(({ rows }) => rows.toLocaleString('en'));
  const steps = sizes.slice(1).map((size, at) => `${sizes[at]} to ${size}`);
  const lines = growth.map(({ what, times, steps: exponents, whole, target }) => [
    what,
    ...times,
    ...exponents.map(exponent => exponent.toFixed(2)),
    whole.toFixed(2),
    targetText(target),
    verdictOf({ ratio: whole, target }),
  ]);
  return [
    '',
    '## Growth: the exponent of rows',
    '',
    ...tableLines(['', ...sizes, ...steps, 'in all', 'target', ''], lines),
  ];
}

function tableLines(heads: readonly string[], lines: readonly (readonly string[])[]): string[] {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`.replaceAll('|  |', '| |');
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...lines.map(line)];
}
