// Measures a bulk update with history: a file that corrects one number of many records, against a bare update of as many rows
// that keeps a hashed row of history for each.
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openPool } from '#lib/postgres';
import { settle } from './database.ts';
import { bytesText, type Figure, msText, timed } from './figures.ts';
import { type ImportOutcome, importFile, settingsOf } from './import.ts';
import { copyIn } from './limits.ts';
import { runCommand } from './process.ts';
import type { Sample } from './sample.ts';
import { wrongUnless } from './search-answers.ts';

/** The floor's history, where the floor itself has not made it yet. */
export const floorHistory = `
  create table if not exists entry_log (
    seq bigint generated always as identity primary key, reg_no text, body text, hash bytea)`;

const mostRows = 100_000;
const capitalOf = (n: number) => 7_000_000_000 + n;

/** Corrects up to 100,000 records, ours by the command and the floor by one statement. */
export async function measureUpdate(sample: Sample, imported: ImportOutcome): Promise<Figure[]> {
  const rows = Math.min(mostRows, sample.queries.rows);
  const file = `${imported.folder}/corrections.csv`;
  const last = await writeCorrections(sample.csv, rows, file);
  const road = await importFile(imported, file);
  wrongUnless(road.corrected === rows && road.added === 0, `corrections of ${rows} records`, road);
  const shown = await runCommand(settingsOf(imported), 'show', 'bench-enterprise', last, '--json');
  wrongUnless(shown.out.includes(String(capitalOf(rows - 1))), `the correction of ${last}`, shown.out);
  const floorMs = await updateFloor(imported.floor, rows, file);
  const note = `program ${msText(road.cpuMs)}, database ${msText(road.databaseCpuMs)} on the processor; ${bytesText(road.peakBytes)}`;
  return [timed(`bulk update of ${rows.toLocaleString('en')} records`, road.wholeMs, floorMs, undefined, note)];
}

// Gives the last key it wrote.
async function writeCorrections(csv: string, rows: number, file: string): Promise<string> {
  let last = '';
  async function* lines() {
    yield 'reg_no,capital_lak\n';
    let n = -1;
    for await (const line of createInterface(createReadStream(csv))) {
      if (n === rows) return;
      if (n >= 0) {
        last = line.slice(0, line.indexOf(','));
        yield `${last},${capitalOf(n)}\n`;
      }
      n += 1;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return last;
}

async function updateFloor(url: string, rows: number, file: string): Promise<number> {
  const sql = openPool(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(floorHistory);
    const begun = performance.now();
    const changed = await sql.begin(async tx => {
      await tx`create temporary table correction (reg_no text, capital_lak bigint) on commit drop`;
      await copyIn(tx, 'copy correction from stdin (format csv, header)', file);
      const done = await tx`
        with changed as (
          update enterprise e set capital_lak = c.capital_lak from correction c where c.reg_no = e.reg_no
          returning e.reg_no, to_jsonb(e)::text as body
        )
        insert into entry_log (reg_no, body, hash)
        select reg_no, body, sha256(convert_to(body, 'UTF8')) from changed`;
      return done.count;
    });
    const ms = performance.now() - begun;
    wrongUnless(changed === rows, "the floor's corrections", changed);
    await sql.unsafe('vacuum (analyze)');
    await settle(sql);
    return ms;
  } finally {
    await sql.end();
  }
}
