// The bench: every figure is a ratio to a limit or a peer measured in the same run on the same server, and every answer is
// checked. A wrong answer ends the run with 1; a missed target does not.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureChange } from './change.ts';
import { openServer, type Server } from './database.ts';
import { type Figure, tableText } from './figures.ts';
import { measureImport } from './import.ts';
import { hasMaterial, makeSample } from './sample.ts';
import { measureServing } from './serving.ts';

const args = process.argv.slice(2);
const sizes = args.filter(arg => /^\d+$/.test(arg)).map(Number);
const asJson = args.includes('--json');
const isImportOnly = args.includes('--import');

if (!hasMaterial()) process.stderr.write('bench skipped: ../shared/bench is absent\n');
else await run();

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-bench-'));
  let server: Server | undefined;
  try {
    server = await openServer(`${folder}/postgres`);
    for (const rows of sizes.length === 0 ? [10_000] : sizes) {
      const sample = await makeSample(rows, folder);
      const imported = await measureImport(server, sample, folder, rows <= 20_000 ? 3 : 1);
      const served = isImportOnly ? [] : await measureServing(sample, imported);
      const changed = isImportOnly ? [] : await measureChange(sample, imported);
      show(rows, [...imported.figures, ...served, ...changed]);
    }
  } finally {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function show(rows: number, figures: readonly Figure[]): void {
  if (asJson) process.stdout.write(`${JSON.stringify({ rows, figures })}\n`);
  else process.stdout.write(`\n${rows} rows\n${tableText(figures)}\n`);
}
