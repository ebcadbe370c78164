// What a load costs at least, on the same server: COPY of our own finished rows into the same tables with the same
// indexes, and the bare load of the file into a table of text columns with B-trees and one word index.
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql, TransactionSql } from 'postgres';
import type { Sample } from './sample.ts';

/** One table of ours with its rows in a file. */
interface Dumped {
  readonly table: string;
  readonly into: string;
  readonly file: string;
  readonly indexes: readonly string[];
}

/** Writes all rows that the import left behind into files: every table of the log, the records and the projections. */
export async function dumpFinished(sql: Sql, folder: string): Promise<readonly Dumped[]> {
  await mkdir(folder, { recursive: true });
  const tables = await sql`
    select c.oid, format('%I.%I', n.nspname, c.relname) as name, n.nspname || '_' || c.relname as plain
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('laopedia', 'records') and c.relkind in ('r', 'p') and not c.relispartition
    order by 2`;
  const dumped: Dumped[] = [];
  for (const { oid, name, plain } of tables) {
    const into = `finished."${plain}"`;
    const file = `${folder}/${plain}`;
    await copyOut(sql, `copy (select * from ${name}) to stdout`, file);
    const indexes = await sql`select pg_get_indexdef(indexrelid) as text from pg_index where indrelid = ${oid}`;
    const made = indexes.map(({ text }) =>
      String(text).replace(/^(CREATE (?:UNIQUE )?INDEX) .* ON (?:ONLY )?\S+ USING/, `$1 ON ${into} USING`),
    );
    dumped.push({ table: String(name), into, file, indexes: made });
  }
  return dumped;
}

// The driver pauses its socket when the stream is full, and forgets to go on when COPY ends just then (postgres.js #499).
async function copyOut(sql: Sql, statement: string, file: string): Promise<void> {
  const from: Readable = await sql.unsafe(statement).readable();
  from.once('end', () => from._read(0));
  const handle = await open(file, 'w');
  for await (const part of from.iterator({ destroyOnReturn: false })) await handle.write(part as Uint8Array);
  await handle.close();
}

/** Milliseconds to COPY the dumped rows into tables of the same form and build the same indexes, in one transaction. */
export async function loadFinished(sql: Sql, dumped: readonly Dumped[]): Promise<number> {
  await sql.unsafe('drop schema if exists finished cascade; create schema finished');
  const begun = performance.now();
  await sql.begin(async tx => {
    for (const { table, into, file, indexes } of dumped) {
      await tx.unsafe(`create table ${into} (like ${table} including all excluding indexes excluding identity)`);
      await copyIn(tx, `copy ${into} from stdin`, file);
      for (const index of indexes) await tx.unsafe(index);
    }
  });
  return performance.now() - begun;
}

/** Bytes of the finished tables' rows as COPY writes them. */
export async function copyIn(tx: TransactionSql, statement: string, file: string): Promise<void> {
  const into = await tx.unsafe(statement).writable();
  await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), into);
}

/** The floor's table and its words, as ../shared/bench/limits.sql has them. */
const bareTables = `
  drop table if exists enterprise, enterprise_words;
  create table enterprise (
    reg_no text, name_lo text not null, name_en text, legal_form text, isic text, sector text, province text,
    district text, village text, address_lo text, capital_lak bigint, registered_on date, status text,
    owner_name text, phone text, lon float8, lat float8);
  create table enterprise_words (reg_no text, words text)`;

const bareIndexes = [
  'alter table enterprise add primary key (reg_no)',
  'create index on enterprise (province, sector, registered_on desc, reg_no)',
  'alter table enterprise_words add primary key (reg_no)',
  `create index on enterprise_words using gin (to_tsvector('simple', words))`,
];

/** Milliseconds of the bare load: no check, no log, no proof. The words come ready cut, which nobody else gets. */
export async function loadBare(sql: Sql, sample: Sample): Promise<number> {
  await sql.unsafe(bareTables);
  const begun = performance.now();
  await sql.begin(async tx => {
    await copyIn(tx, 'copy enterprise from stdin (format csv, header)', sample.csv);
    await copyIn(tx, 'copy enterprise_words from stdin', sample.words);
    for (const index of bareIndexes) await tx.unsafe(index);
  });
  return performance.now() - begun;
}
