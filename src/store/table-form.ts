// Tables made in the form of another: filled without indexes, indexed as it is, and put in its place. It moves no rows.
import type { Speaker } from './fold.ts';

/** Makes an empty table of the form of `like`, without its indexes. Of a table that is partitioned by register it may hold one. */
export async function makeLike(sql: Speaker, table: string, like: string, registerId?: number): Promise<void> {
  await sql.unsafe(`create table ${table} (like ${like} including all excluding indexes)`);
  // The check lets PostgreSQL attach it without reading it again.
  if (registerId !== undefined) {
    await sql.unsafe(`alter table ${table} add constraint own check (register_id = ${registerId})`);
  }
}

/** Whether a table is partitioned. */
export async function isPartitioned(sql: Speaker, table: string): Promise<boolean> {
  const rows = await sql`select relkind = 'p' as yes from pg_class where oid = ${table}::regclass`;
  return rows[0]?.['yes'] === true;
}

interface Index {
  readonly name: string;
  /** What follows `USING` in its definition, or the definition of the primary key. */
  readonly form: string;
  readonly isKey: boolean;
  readonly isUnique: boolean;
}

async function indexesOf(sql: Speaker, table: string): Promise<readonly Index[]> {
  const rows = await sql`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as text, i.indisprimary as key, i.indisunique as uniq
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = ${table}::regclass
    order by not i.indisprimary, i.indexrelid`;
  return rows.map(row => ({
    name: String(row['name']),
    form: String(row['text']).replace(/^.*? USING /s, ''),
    isKey: row['key'] === true,
    isUnique: row['uniq'] === true,
  }));
}

/** The statements that index a table as another is, where it is not yet: attaching it takes them over and builds nothing. */
export async function indexesLike(sql: Speaker, table: string, like: string): Promise<string[]> {
  const built = await indexesOf(sql, table);
  const missing = (await indexesOf(sql, like)).filter(
    ({ form, isKey }) => !built.some(one => one.form === form && one.isKey === isKey),
  );
  return missing.map(({ form, isKey, isUnique }) =>
    isKey
      ? `alter table ${table} add primary key ${form.slice(form.indexOf('('))}`
      : `create ${isUnique ? 'unique ' : ''}index on ${table} using ${form}`,
  );
}

/** Moves a table to another schema and name; both are given as `schema.name`. */
export async function moveTable(sql: Speaker, table: string, to: string): Promise<void> {
  const [schema = '', name = ''] = to.split('.');
  await sql.unsafe(`alter table ${table} set schema ${schema}`);
  await sql.unsafe(`alter table ${schema}.${table.slice(table.indexOf('.') + 1)} rename to ${name}`);
}

interface Right {
  readonly who: string;
  readonly what: string;
}

async function rightsOn(sql: Speaker, table: string): Promise<readonly Right[]> {
  const rows = await sql`
    select grantee::regrole::text as who, string_agg(privilege_type, ', ') as what
    from pg_class, aclexplode(relacl) where oid = ${table}::regclass and grantee <> relowner group by 1`;
  return rows.map(row => ({ who: String(row['who']), what: String(row['what']) }));
}

async function giveRights(sql: Speaker, table: string, rights: readonly Right[]): Promise<void> {
  for (const { who, what } of rights) await sql.unsafe(`grant ${what} on ${table} to ${who}`);
}

async function viewsOf(sql: Speaker, table: string) {
  const rows = await sql`
    select distinct format('%I.%I', n.nspname, v.relname) as name, pg_get_viewdef(v.oid) as text
    from pg_depend d
    join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
    join pg_class v on v.oid = r.ev_class and v.relkind = 'v'
    join pg_namespace n on n.oid = v.relnamespace
    where d.refobjid = ${table}::regclass and d.refclassid = 'pg_class'::regclass`;
  return Promise.all(
    rows.map(async ({ name, text }) => {
      return { name: String(name), text: String(text), rights: await rightsOn(sql, String(name)) };
    }),
  );
}

/**
 * Puts a table, indexed as the standing one, in its place: with its name, its indexes' names, its rights and the views on
 * it. The standing one is gone with what it held. Readers wait from here to the end of the transaction.
 */
export async function replaceTable(sql: Speaker, standing: string, made: string): Promise<void> {
  const [before, after] = [await indexesOf(sql, standing), await indexesOf(sql, made)];
  const rights = await rightsOn(sql, standing);
  const views = await viewsOf(sql, standing);
  for (const { name } of views) await sql.unsafe(`drop view ${name}`);
  await sql.unsafe(`drop table ${standing}`);
  await sql.unsafe(`revoke all on ${made} from laopedia_app`);
  await moveTable(sql, made, standing);
  await giveRights(sql, standing, rights);
  for (const index of before) {
    const twin = after.find(one => one.form === index.form && one.isKey === index.isKey);
    if (twin === undefined) throw new Error(`${made} lacks the index ${index.name} of ${standing}`);
    await sql.unsafe(`alter index ${standing.split('.')[0]}."${twin.name}" rename to "${index.name}"`);
  }
  for (const view of views) {
    await sql.unsafe(`create view ${view.name} as ${view.text}`);
    await giveRights(sql, view.name, view.rights);
  }
}
