// Partitions of a register's own, for a load so large that building indexes at its end is far cheaper than filling them row
// by row. A partition stands by itself until the end of the transaction: nobody waits for it but at the very last.
import type { Speaker } from './fold.ts';

/** Above so many rows a fresh register gets partitions of its own. */
export const ownPartitionRows = 25_000;

/** The partitions of one load. */
export interface Partitions {
  /** The table that is filled in place of `parent`, made when first asked for; it has no indexes yet. */
  of(parent: string): Promise<string>;
  /** Indexes them and makes them part of their parents; what the register has in a shared partition moves over. */
  attach(): Promise<void>;
}

/** Prepares partitions for a register that has none. The transaction must hold the register's head. */
export function openPartitions(sql: Speaker, registerId: number): Partitions {
  const made = new Map<string, string>();
  return {
    async of(parent) {
      const table = `${parent}_${registerId}`;
      if (!made.has(parent)) await asOwner(sql, () => makeTable(sql, parent, table, registerId));
      made.set(parent, table);
      return table;
    },
    async attach() {
      await asOwner(sql, async () => {
        const rests: string[] = [];
        for (const [parent, table] of made) {
          const rest = await restOf(sql, parent);
          rests.push(rest);
          await moveRows(sql, rest, table, registerId);
          await buildIndexes(sql, parent, table);
        }
        await lockShared(sql, rests);
        for (const [parent, table] of made) {
          await sql.unsafe(`alter table ${parent} attach partition ${table} for values in (${registerId})`);
          await sql.unsafe(`revoke select, insert on ${table} from laopedia_app`);
        }
      });
    },
  };
}

/** Whether a register has a partition of its own in `parent`. */
export async function hasPartition(sql: Speaker, parent: string, registerId: number): Promise<boolean> {
  const rows = await sql`select to_regclass(${`${parent}_${registerId}`}) is not null as yes`;
  return rows[0]?.['yes'] === true;
}

async function asOwner(sql: Speaker, work: () => Promise<void>): Promise<void> {
  const rows = await sql`select current_setting('role') as role`;
  await sql.unsafe('set local role laopedia_owner');
  await work();
  await sql.unsafe(`set local role ${rows[0]?.['role']}`);
}

// The check lets PostgreSQL attach it without reading it again.
async function makeTable(sql: Speaker, parent: string, table: string, registerId: number): Promise<void> {
  await sql.unsafe(`create table ${table} (like ${parent} including all excluding indexes)`);
  await sql.unsafe(`alter table ${table} add constraint own check (register_id = ${registerId})`);
  await sql.unsafe(`grant select, insert on ${table} to laopedia_app`);
}

async function restOf(sql: Speaker, parent: string): Promise<string> {
  const rows = await sql`
    select partdefid::regclass::text as name from pg_partitioned_table where partrelid = ${parent}::regclass`;
  return String(rows[0]?.['name']);
}

async function moveRows(sql: Speaker, rest: string, table: string, registerId: number): Promise<void> {
  await sql.unsafe(`
    with gone as (delete from ${rest} where register_id = ${registerId} returning *)
    insert into ${table} select * from gone`);
}

// As the parent has them, so that attaching takes them over and builds nothing.
async function buildIndexes(sql: Speaker, parent: string, table: string): Promise<void> {
  const rows = await sql`
    select pg_get_indexdef(i.indexrelid) as text, pg_get_constraintdef(c.oid) as key
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'p'
    where i.indrelid = ${parent}::regclass
    order by c.oid is null, i.indexrelid`;
  for (const { text, key } of rows) {
    const built = String(text).replace(
      /^(CREATE (?:UNIQUE )?INDEX) .+? ON (?:ONLY )?\S+ USING/,
      `$1 ON ${table} USING`,
    );
    await sql.unsafe(key === null ? built : `alter table ${table} add ${key}`);
  }
}

// Attaching locks the shared partitions. Who waits for a lock makes all readers behind it wait too: so it asks for a
// moment at a time, and lets others through in between.
async function lockShared(sql: Speaker, tables: readonly string[]): Promise<void> {
  await sql.unsafe(`
    do $$ begin
      perform set_config('lock_timeout', '300ms', true);
      for try in 1..200 loop
        begin
          lock table ${tables.join(', ')} in access exclusive mode;
          exit;
        exception when lock_not_available then
          if try = 200 then raise; end if;
          perform pg_sleep(0.3);
        end;
      end loop;
      perform set_config('lock_timeout', '0', true);
    end $$`);
}
