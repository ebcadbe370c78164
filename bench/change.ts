// Measures one change: the publication transaction alone and the whole road, beside the floor's update with a chain of hashes;
// and what changes leave on the disk.
import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import { folds } from '#app';
import { openPool } from '#lib/postgres';
import { getRegister, openStore, type Store } from '#store';
import { bytesText, type Figure, median, timed } from './figures.ts';
import type { ImportOutcome } from './import.ts';
import { publishCsv } from './publishing.ts';
import type { Sample } from './sample.ts';
import { wrongUnless } from './search-answers.ts';

const turns = 60;
const warmTurns = 5;

interface Times {
  readonly publish: number[];
  readonly road: number[];
  readonly floor: number[];
}

/** Changes one record after another, ours and the floor's by turns, and weighs what it left. */
export async function measureChange(sample: Sample, imported: ImportOutcome): Promise<readonly Figure[]> {
  const store = await openStore({ databaseUrl: imported.ours, dataFolder: imported.dataFolder, as: 'command', folds });
  const floor = openPool(imported.floor, { max: 1, onnotice: () => {} });
  try {
    const before = await bytesOf(store.app);
    const times: Times = { publish: [], road: [], floor: [] };
    for (let n = 0; n < turns + warmTurns; n++)
      await changeBoth(store, floor, sample, n, n < warmTurns ? undefined : times);
    const after = await bytesOf(store.app);
    return [
      timed(
        'one change, the publication alone',
        median(times.publish),
        median(times.floor),
        2,
        'floor: update and hash chain',
      ),
      timed('one change, the whole road', median(times.road), median(times.floor)),
      ...weights(before, after, sample),
    ];
  } finally {
    await Promise.all([store.close(), floor.end()]);
  }
}

async function changeBoth(
  store: Store,
  floor: Sql,
  sample: Sample,
  n: number,
  times: Times | undefined,
): Promise<void> {
  const { samples } = sample.queries;
  const key = samples[(n * 13) % samples.length]?.reg ?? '';
  const capital = 1_000_000 + n;
  const ours = await publishCsv(store, `reg_no,capital_lak\n${key},${capital}\n`);
  const begun = performance.now();
  await changeFloor(floor, key, capital);
  times?.floor.push(performance.now() - begun);
  times?.publish.push(ours.publishMs);
  times?.road.push(ours.wholeMs);
  const { id } = await getRegister(store.app, 'bench-enterprise');
  const rows = await store.app.unsafe(`select f11 as capital from records.r${id} where key = $1`, [key]);
  wrongUnless(Number(rows[0]?.['capital']) === capital, `change of ${key}`, rows[0]);
}

let tip = Buffer.alloc(32);

async function changeFloor(sql: Sql, key: string, capital: number): Promise<void> {
  await sql.begin(async tx => {
    const rows = await tx`
      update enterprise set capital_lak = ${capital} where reg_no = ${key}
      returning reg_no, name_lo, name_en, legal_form, isic, sector, province, district, village, address_lo,
        capital_lak, registered_on::text, status, lon, lat`;
    const body = JSON.stringify(rows[0]);
    tip = createHash('sha256').update(tip).update(body).digest();
    await tx`insert into entry_log (reg_no, body, hash) values (${key}, ${body}, ${tip})`;
  });
}

interface Weighed {
  readonly name: string;
  readonly bytes: number;
}

// Tables with their indexes and long values; partitions count for themselves.
async function bytesOf(sql: Sql): Promise<readonly Weighed[]> {
  const rows = await sql`
    select c.relname as name, pg_total_relation_size(c.oid) as bytes, pg_indexes_size(c.oid) as indexes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('laopedia', 'records') and c.relkind = 'r'`;
  return rows.flatMap(row => [
    { name: String(row['name']), bytes: Number(row['bytes']) },
    { name: `${row['name']} indexes`, bytes: Number(row['indexes']) },
  ]);
}

function weights(before: readonly Weighed[], after: readonly Weighed[], { queries }: Sample): Figure[] {
  const { rows, csv_bytes: csvBytes } = queries;
  const sum = (weighed: readonly Weighed[], what: RegExp) =>
    weighed.filter(({ name }) => what.test(name)).reduce((bytes, one) => bytes + one.bytes, 0);
  const perRow = (what: string, pattern: RegExp): Figure => ({
    what: `  ${what}`,
    ours: bytesText(sum(before, pattern) / rows),
    limit: bytesText(csvBytes / rows),
    ratio: sum(before, pattern) / csvBytes,
    target: undefined,
  });
  const grown = (sum(after, /^(?!.* indexes$)/) - sum(before, /^(?!.* indexes$)/)) / (turns + warmTurns);
  return [
    { ...perRow('', /^(?!.* indexes$)/), what: 'bytes per imported row, all in / its CSV' },
    perRow('entries', /^entry[^ ]*$/),
    perRow('bodies and salts', /^body_[^ ]*$/),
    perRow('tiles', /^tile[^ ]*$/),
    perRow('records and their past', /^(r\d+[^ ]*|record_past)$/),
    perRow('search', /^search[^ ]*$/),
    perRow('  of it indexes', /^search[^ ]* indexes$/),
    {
      what: 'bytes per later change',
      ours: bytesText(grown),
      limit: bytesText(csvBytes / rows),
      ratio: grown / (csvBytes / rows),
      target: undefined,
      note: 'pages fill unevenly: rough',
    },
  ];
}
