// Brings a database to today's form: numbered SQL files, each in a transaction with its own mark, so that a stop at any
// statement leaves either all of a file or nothing.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { refuseStore } from './refusals.ts';

const folder = fileURLToPath(new URL('./migrations/', import.meta.url));

/** Extensions the product needs; all are in PostgreSQL's own contrib. */
export const extensions = ['pg_trgm', 'btree_gin', 'btree_gist'] as const;

/** Applies what is missing, in order. A database that a newer version migrated is refused, not touched. `from`: for a trial. */
export async function migrate(sql: Sql, from = folder): Promise<void> {
  await sql.begin(async tx => {
    await tx`select pg_advisory_xact_lock(hashtext('laopedia migrate'))`;
    for (const extension of extensions) await tx.unsafe(`create extension if not exists ${extension}`);
    await tx.unsafe(`grant create on database ${await databaseName(tx)} to laopedia_owner`);
    await tx`create table if not exists public.laopedia_migration (name text primary key, digest text not null, applied timestamptz not null default now())`;
  });
  const files = (await readdir(from)).filter(name => name.endsWith('.sql')).sort();
  const applied = new Set((await sql`select name from public.laopedia_migration`).map(row => String(row['name'])));
  const unknown = [...applied].find(name => !files.includes(name));
  if (unknown !== undefined) throw refuseStore('newer-database', { name: unknown });
  for (const name of files) if (!applied.has(name)) await apply(sql, from, name);
}

async function apply(sql: Sql, from: string, name: string): Promise<void> {
  const text = await readFile(`${from}${name}`, 'utf8');
  const digest = createHash('sha256').update(text).digest('hex');
  await sql.begin(async tx => {
    await tx`select pg_advisory_xact_lock(hashtext('laopedia migrate'))`;
    const done = await tx`select 1 from public.laopedia_migration where name = ${name}`;
    if (done.length > 0) return;
    await tx.unsafe('set local role laopedia_owner');
    await tx.unsafe(text);
    await tx.unsafe('reset role');
    await tx`insert into public.laopedia_migration (name, digest) values (${name}, ${digest})`;
  });
}

async function databaseName(sql: Pick<Sql, 'unsafe'>): Promise<string> {
  const rows = await sql.unsafe('select quote_ident(current_database()) as name');
  return String(rows[0]?.['name']);
}
