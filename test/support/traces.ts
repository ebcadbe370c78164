// What a database holds, in numbers: for tests that say nothing was left behind. It changes nothing.
import type { Store } from '#store';

/** Rows by `schema.table`, of every table there is. */
export type Traces = Readonly<Record<string, number>>;

/** Counts every row of every table; a table that was left behind is a trace too. */
export async function tracesOf({ owner }: Store): Promise<Traces> {
  const tables = await owner`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1, 2`;
  const names = tables.map(({ schema, name }) => `${String(schema)}.${String(name)}`);
  const counts = names.map(name => `select '${name}' as name, count(*) as count from ${name}`);
  const rows = await owner.unsafe(counts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, count }) => [String(name), Number(count)]));
}
