// Partitions of a register's own, for a load so large that building indexes at its end is far cheaper than filling them row
// by row. A partition stands by itself until the end of the transaction: nobody waits for it but at the very last.
import type { Speaker } from './fold.ts';
import { asOwner } from './owner.ts';
import { indexesLike, isPartitioned, makeLike, moveTable, replaceTable } from './table-form.ts';

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
      if (!made.has(parent)) {
        await asOwner(sql, async () => {
          await makeLike(sql, table, parent, registerId);
          await sql.unsafe(`grant select, insert on ${table} to laopedia_app`);
        });
      }
      made.set(parent, table);
      return table;
    },
    async attach() {
      await asOwner(sql, async () => {
        for (const [parent, table] of made) {
          await moveRows(sql, parent, table, registerId);
          for (const statement of await indexesLike(sql, table, parent)) await sql.unsafe(statement);
        }
        await attachAll(sql, registerId, made);
      });
    },
  };
}

/**
 * Puts tables in their places that are filled and indexed already: those like a partitioned table become the register's
 * partitions of it, each other takes the place of the table it is like. As owner; `made` gives them by what they are like.
 */
export async function placeTables(sql: Speaker, registerId: number, made: ReadonlyMap<string, string>): Promise<void> {
  const partitions = new Map<string, string>();
  for (const [like, table] of made) {
    if (!(await isPartitioned(sql, like))) continue;
    const name = `${like}_${registerId}`;
    await moveTable(sql, table, name);
    await moveRows(sql, like, name, registerId);
    partitions.set(like, name);
  }
  await attachAll(sql, registerId, partitions);
  for (const [like, table] of made) if (!partitions.has(like)) await replaceTable(sql, like, table);
}

async function attachAll(sql: Speaker, registerId: number, made: ReadonlyMap<string, string>): Promise<void> {
  const rests: string[] = [];
  for (const parent of made.keys()) rests.push(await restOf(sql, parent));
  await lockShared(sql, rests);
  for (const [parent, table] of made) {
    await sql.unsafe(`alter table ${parent} attach partition ${table} for values in (${registerId})`);
    await sql.unsafe(`revoke select, insert, delete on ${table} from laopedia_app`);
  }
}

/** Whether a register has a partition of its own in `parent`. */
export async function hasPartition(sql: Speaker, parent: string, registerId: number): Promise<boolean> {
  const rows = await sql`select to_regclass(${`${parent}_${registerId}`}) is not null as yes`;
  return rows[0]?.['yes'] === true;
}

async function restOf(sql: Speaker, parent: string): Promise<string> {
  const rows = await sql`
    select partdefid::regclass::text as name from pg_partitioned_table where partrelid = ${parent}::regclass`;
  return String(rows[0]?.['name']);
}

async function moveRows(sql: Speaker, parent: string, table: string, registerId: number): Promise<void> {
  await sql.unsafe(`
    with gone as (delete from ${await restOf(sql, parent)} where register_id = ${registerId} returning *)
    insert into ${table} select * from gone`);
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
