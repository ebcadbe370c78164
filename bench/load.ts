// The section of load: 16 and 64 readers while small publications go on and one bulk import runs; the floor under the same
// load, side after side on the same PostgreSQL. What is answered must be right and show no half publication.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { openPool } from '#lib/postgres';
import { endOf } from '#test/program';
import { settle } from './database.ts';
import type { Figure } from './figures.ts';
import type { Sides } from './http.ts';
import { type ImportOutcome, importFile } from './import.ts';
import { copyIn } from './limits.ts';
import { loadFigures, type Phase } from './load-figures.ts';
import { type Mix, openMix, type Side } from './load-mix.ts';
import { readUntil } from './load-readers.ts';
import type { Sample } from './sample.ts';
import { withSides } from './sides.ts';
import { bulkCsv } from './together.ts';

const readerNumbers = [16, 64];
const leastMs = 12_000;
const bulkAfterMs = 2000;
const mostBulkRows = 20_000;

/** The figures under load; `tell` is given each wrong answer, a few of each phase. */
export async function measureLoad(
  sample: Sample,
  imported: ImportOutcome,
  tell: (wrong: string) => void,
): Promise<Figure[]> {
  const bulkRows = Math.min(mostBulkRows, sample.queries.rows);
  const mix = await openMix(sample, bulkRows);
  await vacuum(imported);
  return withSides(imported, async sides => {
    const figures: Figure[] = [];
    for (const [part, readers] of readerNumbers.entries()) {
      const file = `${imported.folder}/bulk.csv`;
      await pipeline(Readable.from(bulkCsv(bulkRows, part)), createWriteStream(file));
      const given = { imported, mix, sides, readers, part, file };
      const ours = await runPhase('ours', given);
      const floor = await runPhase('floor', given);
      for (const { met } of [ours, floor]) for (const wrong of new Set(met.wrong.slice(0, 20))) tell(wrong);
      figures.push(...loadFigures(readers, bulkRows, ours, floor));
    }
    return figures;
  });
}

async function vacuum({ ours, floor }: ImportOutcome): Promise<void> {
  for (const url of [ours, floor]) {
    const sql = openPool(url, { max: 1, onnotice: () => {} });
    await sql.unsafe('vacuum (analyze)');
    await settle(sql);
    await sql.end();
  }
}

interface Given {
  readonly imported: ImportOutcome;
  readonly mix: Mix;
  readonly sides: Sides;
  readonly readers: number;
  readonly part: number;
  readonly file: string;
}

async function runPhase(side: Side, { imported, mix, sides, readers, part, file }: Given): Promise<Phase> {
  const writer = await startWriter(side, imported, 1 + part * 100_000);
  const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
  const bulk = async () => {
    await pause(bulkAfterMs);
    const begun = performance.now();
    if (side === 'ours') await importFile(imported, file);
    else await loadFloor(imported.floor, file);
    return performance.now() - begun;
  };
  const bulkEnd = bulk();
  const over = Promise.all([bulkEnd, pause(leastMs)]);
  const met = await readUntil({ mix, side, address: sides[side], readers }, over);
  return { met, written: await writer.end(), bulkMs: await bulkEnd };
}

const script = fileURLToPath(new URL('./load-writer.ts', import.meta.url));

async function startWriter(side: Side, { ours, floor, dataFolder }: ImportOutcome, first: number) {
  const args = [script, side, side === 'ours' ? ours : floor, dataFolder, String(first)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = endOf(child);
  const ready = new Promise(resolve => child.stdout?.once('data', resolve));
  const said = await Promise.race([ready, ended]);
  if (child.exitCode !== null) throw new Error(`the writer ended: ${JSON.stringify(said)}`);
  return {
    async end(): Promise<Phase['written']> {
      child.stdin?.end();
      const { code, out, err } = await ended;
      if (code !== 0) throw new Error(`the writer ended with ${code}: ${err.slice(-2000)}`);
      return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Phase['written'];
    },
  };
}

// The same rows into the floor's table and its words, at once.
async function loadFloor(url: string, file: string): Promise<void> {
  const sql = openPool(url, { max: 1, onnotice: () => {} });
  const columns =
    'reg_no, name_lo, name_en, legal_form, isic, sector, province, district, village, address_lo, capital_lak, registered_on, status';
  await sql.begin(async tx => {
    await tx`create temporary table bulk (like enterprise) on commit drop`;
    await copyIn(tx, `copy bulk (${columns}) from stdin (format csv, header)`, file);
    await tx.unsafe(`insert into enterprise select * from bulk`);
    await tx.unsafe(`insert into enterprise_words select reg_no, 'ແຖວຫຼາຍ' from bulk`);
  });
  await sql.end();
}
