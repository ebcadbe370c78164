// The bench: every figure is a ratio to a limit or a peer measured in the same run on the same server, and every answer is
// checked. A wrong answer ends the run with 1; a missed target does not.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askedOf } from './asked.ts';
import { openServer, type Server } from './database.ts';
import { tableText } from './figures.ts';
import type { Measured } from './growth.ts';
import { loadNow, machineFacts } from './machine.ts';
import { growthLines, writeResults } from './results.ts';
import { hasMaterial, makeSample } from './sample.ts';
import { measureSize } from './sections.ts';

const asked = askedOf(process.argv.slice(2));
const wrong: string[] = [];

if (!hasMaterial()) process.stderr.write('bench skipped: ../shared/bench is absent\n');
else await run();

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-bench-'));
  let server: Server | undefined;
  // Who ends a run leaves no PostgreSQL and no gigabytes behind.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, async () => {
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
      process.exit(code);
    });
  }
  try {
    server = await openServer(`${folder}/postgres`);
    const measured: Measured[] = [];
    for (const rows of asked.sizes) {
      const sample = await makeSample(rows, folder);
      measured.push({ rows, figures: await measureSize(server, sample, folder, asked, wrong), load: loadNow() });
      await rm(`${folder}/${rows}`, { recursive: true });
      show(measured.at(-1));
      // After each size, so that a run that is cut short leaves what it has.
      await keep(measured, server.version);
    }
    end(measured);
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function show(measured: Measured | undefined): void {
  if (measured === undefined) return;
  if (asked.json) process.stdout.write(`${JSON.stringify(measured)}\n`);
  else process.stdout.write(`\n${measured.rows} rows (load ${loadNow()})\n${tableText(measured.figures)}\n`);
}

function end(measured: readonly Measured[]): void {
  if (!asked.json) process.stdout.write(`${growthLines(measured).join('\n')}\n`);
  for (const answer of wrong) process.stdout.write(`${answer}\n`);
  if (wrong.length > 0) process.exitCode = 1;
}

async function keep(measured: readonly Measured[], postgres: string): Promise<void> {
  if (!asked.whole) return;
  const date = new Date().toISOString().slice(0, 10);
  const command = `npm run bench -- ${asked.sizes.join(' ')}`;
  await writeResults({ date, command, machine: machineFacts(postgres), measured, wrong });
}
