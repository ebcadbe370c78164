// Sweeps up after importers and servers that died: staging tables nobody will publish, and proposals whose rows are gone.
// It never touches the rows of a proposal that can still be published, nor those of an import at work.
import type { Sql } from 'postgres';
import { stagingNameOf } from './finished-name.ts';
import type { Speaker } from './fold.ts';
import { viewOf } from './small-staging.ts';
import { dropStaging } from './staging.ts';
import type { Store } from './store.ts';

/** What was swept: names of dropped staging tables, and numbers of proposals that lost their rows. */
export interface Swept {
  readonly tables: readonly string[];
  readonly proposals: readonly string[];
}

/** Drops what is left over; safe beside running servers and imports. Run it when a server starts. */
export async function sweepStaging(store: Store): Promise<Swept> {
  const proposals = await dropLost(store.app);
  const left = await store.app`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'staging' and c.relkind = 'r' and not starts_with(c.relname, 'small_') order by 1`;
  const tables: string[] = [];
  // A proposal's finished tables go and stay with its staging table.
  const names = new Set(left.map(row => stagingNameOf(String(row['name']))));
  for (const name of names) if (await sweepTable(store, name)) tables.push(name);
  tables.push(...(await sweepSmall(store.app)));
  return { tables, proposals };
}

// The lock is asked for first: whoever got it after an importer let go sees the proposal the importer kept.
async function sweepTable(store: Store, name: string): Promise<boolean> {
  return store.app.begin(async sql => {
    const free = await sql`select pg_try_advisory_xact_lock(hashtext(${`staging ${name}`})) as yes`;
    if (free[0]?.['yes'] !== true) return false;
    const table = `staging."${name}"`;
    const named = await sql`select from laopedia.proposal where state in ('draft', 'waiting') and staging = ${table}`;
    if (named.length > 0) return false;
    await dropStaging(sql, table);
    return true;
  }) as Promise<boolean>;
}

// The lasting tables of older definitions, when nothing waits in them; what was made from them goes along.
async function sweepSmall(app: Sql): Promise<string[]> {
  const old = await app`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'staging' and c.relkind = 'r' and starts_with(c.relname, 'small_') and not exists (
      select from laopedia.register r where starts_with(c.relname, format('small_%s_%s_', r.id, r.schema_entry)))
    order by 1`;
  const swept: string[] = [];
  for (const row of old) if (await sweepOld(app, String(row['name']))) swept.push(String(row['name']));
  return swept;
}

async function sweepOld(app: Sql, name: string): Promise<boolean> {
  return app.begin(async sql => {
    const table = `staging."${name}"`;
    await sql.unsafe(`lock table ${table} in access exclusive mode`);
    if ((await sql.unsafe(`select from ${table} limit 1`)).length > 0) return false;
    const functions = await sql`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'staging' and starts_with(p.proname, ${`${name.replace('small_', 'append_')}_`})`;
    for (const one of functions) await sql.unsafe(`drop function ${one['name']}`);
    await sql.unsafe(`drop view ${viewOf(table)}; drop table ${table}`);
    return true;
  }) as Promise<boolean>;
}

const reason = 'ເຄື່ອງດັບກ່ອນເຜີຍແຜ່, ແຖວຈຶ່ງຫາຍໄປ · The machine stopped before publication, and the rows are gone.';

// Rows that were to be published at once are unlogged; PostgreSQL empties them when it recovers.
async function dropLost(app: Sql): Promise<string[]> {
  const waiting = await app`select id from laopedia.proposal where state = 'waiting' and staging is not null`;
  const lost: string[] = [];
  for (const row of waiting) {
    const id = String(row['id']);
    await app.begin(async sql => {
      // Locked as a publication locks it: its table cannot go while we look.
      const rows = await sql`
        select p.staging, c.relpersistence as kind
        from laopedia.proposal p left join pg_class c on c.oid = to_regclass(p.staging)
        where p.id = ${id} and p.state = 'waiting' for update of p`;
      if (rows[0] === undefined || !(await isLost(sql, rows[0]))) return;
      await sql`
        update laopedia.proposal set state = 'dropped', ended = now(), staging = null, reason = ${reason}
        where id = ${id}`;
      lost.push(id);
    });
  }
  return lost;
}

async function isLost(sql: Speaker, { staging, kind }: Record<string, unknown>): Promise<boolean> {
  if (kind === null) return true;
  return kind === 'u' && (await sql.unsafe(`select from ${staging} limit 1`)).length === 0;
}
