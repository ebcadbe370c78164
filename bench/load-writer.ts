// A process of its own that publishes: one small publication after another, each changing the whole group, until its stdin
// ends. `ours` takes the whole road, `floor` updates with a chain of hashes. It says `ready` after the first, and its times at the end.
import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import { folds } from '#app';
import { openPool } from '#lib/postgres';
import { Refusal } from '#register';
import { openStore } from '#store';
import { publishCsv } from './publishing.ts';
import { groupCsv, groupKeys, groupName, groupSector, groupWord } from './together.ts';
import { floorHistory } from './update.ts';

const [side = '', url = '', dataFolder = '', first = '1'] = process.argv.slice(2);
const everyMs = 200;
const times: number[] = [];
const refused: string[] = [];
let isEnding = false;
let tip = Buffer.alloc(32);
process.stdin.resume().on('end', () => {
  isEnding = true;
});

const { write, close } = await (side === 'ours' ? openOurs() : openFloor());
for (let n = Number(first); !isEnding; n++) {
  const begun = performance.now();
  await write(n).then(
    () => times.push(performance.now() - begun),
    problem => {
      if (!(problem instanceof Refusal)) throw problem;
      refused.push(problem.code);
    },
  );
  if (n === Number(first)) process.stdout.write('ready\n');
  await new Promise(resolve => setTimeout(resolve, Math.max(0, everyMs - (performance.now() - begun))));
}
await close();
process.stdout.write(`${JSON.stringify({ times, refused })}\n`);

interface Writer {
  readonly write: (n: number) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

async function openOurs(): Promise<Writer> {
  const store = await openStore({ databaseUrl: url, dataFolder, as: 'command', folds });
  return { write: n => publishCsv(store, groupCsv(n)), close: () => store.close() };
}

async function openFloor(): Promise<Writer> {
  const sql = openPool(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(floorHistory);
  for (const key of groupKeys()) {
    await sql`
      insert into enterprise (reg_no, name_lo, sector, province, registered_on, status)
      values (${key}, ${groupName(0).lo}, ${groupSector}, '01', '2020-01-01', 'active') on conflict do nothing`;
    await sql`insert into enterprise_words values (${key}, ${groupWord}) on conflict do nothing`;
  }
  return { write: n => changeFloor(sql, n), close: () => sql.end() };
}

function changeFloor(sql: Sql, n: number): Promise<unknown> {
  const { lo, en } = groupName(n);
  return sql.begin(async tx => {
    const rows = await tx`
      update enterprise set capital_lak = ${n}, name_lo = ${lo}, name_en = ${en} where reg_no = any(${groupKeys() as string[]})
      returning reg_no, name_lo, name_en, sector, province, capital_lak, registered_on::text, status`;
    const entries = rows.map(row => {
      const body = JSON.stringify(row);
      tip = createHash('sha256').update(tip).update(body).digest();
      return { reg_no: String(row['reg_no']), body, hash: tip };
    });
    await tx`insert into entry_log ${tx(entries)}`;
  });
}
