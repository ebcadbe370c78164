// The role that answers the public, inside PostgreSQL: the exact list of what it may read, held against every table, view,
// column, sequence and function there is; what it reads holds nothing hidden, and it writes nothing.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sql } from 'postgres';
import { closeInstallation, type Installation, openInstallation, worlds } from './hidden-values.fixture.ts';

/** All that the public may read, with two registers in the house: a register's own table, and a view with its names. */
const readableByAll = [
  'laopedia.body_public',
  'laopedia.checkpoint',
  'laopedia.entry',
  'laopedia.head',
  'laopedia.installation',
  'laopedia.log_key',
  'laopedia.publication',
  'laopedia.record_past',
  'laopedia.register',
  'laopedia.search',
  'laopedia.search_best',
  'laopedia.search_fresh',
  'laopedia.search_knowledge',
  'laopedia.search_word',
  'laopedia.successor',
  'laopedia.tile',
  'laopedia.value_count',
  'readable.enterprise',
  'readable.jurisdiction',
  'records.r1',
  'records.r2',
];

let here: Installation;

before(async () => {
  here = await openInstallation(worlds[0]);
});
after(() => closeInstallation(here));

async function asPublic<Value>(act: (sql: Sql) => Promise<Value>): Promise<Value> {
  const { owner } = here.walk.store;
  return (await owner.begin(async tx => {
    await tx.unsafe('set local role laopedia_public');
    return act(tx as unknown as Sql);
  })) as Value;
}

async function relations(): Promise<readonly { name: string; kind: string; select: boolean; write: boolean }[]> {
  const rows = await here.walk.store.owner`
    select format('%I.%I', n.nspname, c.relname) as name, c.relkind as kind,
      has_any_column_privilege('laopedia_public', c.oid, 'select') as "select",
      has_any_column_privilege('laopedia_public', c.oid, 'insert, update, references')
        or has_table_privilege('laopedia_public', c.oid, 'delete, truncate, trigger') as write
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1`;
  return rows.map(row => ({
    name: String(row['name']),
    kind: String(row['kind']),
    select: row['select'] === true,
    write: row['write'] === true,
  }));
}

describe('the role of the public', () => {
  it('may read these and no others', async context => {
    const all = await relations();
    context.diagnostic(`${all.length} tables and views`);
    assert.deepEqual(
      all.filter(one => one.select).map(one => one.name),
      readableByAll,
    );
    for (const name of ['proposal', 'act', 'person', 'approval', 'body_government', 'body_custodian'])
      assert.ok(
        all.some(one => one.name === `laopedia.${name}` && !one.select),
        `${name} is not among those looked at`,
      );
    assert.ok(
      all.some(one => one.name.startsWith('staging.')),
      'a proposal waits, so there is a staging table',
    );
    assert.ok(all.some(one => /^records\.r2_(?:government|custodian)$/.test(one.name)));
  });

  it('is refused by every other table when it tries', async () => {
    for (const { name } of (await relations()).filter(one => !one.select))
      await assert.rejects(
        asPublic(sql => sql.unsafe(`select 1 from ${name} limit 1`)),
        /permission denied/,
        name,
      );
  });

  it('reads nothing hidden in those it may read, and nobody behind a publication', async () => {
    const people = await here.walk.store.owner`select pseudonym from laopedia.person where pseudonym is not null`;
    const { word, number } = worlds[0];
    const secrets = [word, number, ...people.map(row => String(row['pseudonym']))];
    assert.ok(people.length > 1);
    const kept = await here.walk.store.owner`select one::text as text from laopedia.body_custodian one`;
    const isFound = (secret: string) => kept.some(({ text }) => holds(bare(text), secret));
    assert.ok(isFound(word) && isFound(number), 'the same look finds them where they are');
    let rows = 0;
    for (const name of readableByAll) {
      const texts = await asPublic(sql => sql.unsafe(`select one::text as text from ${name} one`));
      rows += texts.length;
      for (const { text } of texts) {
        for (const secret of secrets) if (holds(bare(text), secret)) assert.fail(`${name} tells ${secret}: ${text}`);
      }
    }
    assert.ok(rows > 300);
  });

  it('writes nothing, calls nothing that acts for another, and is nobody else', async () => {
    assert.deepEqual(
      (await relations()).filter(one => one.write),
      [],
    );
    const { owner } = here.walk.store;
    const functions = await owner`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and has_function_privilege('laopedia_public', p.oid, 'execute')
        and n.nspname not in ('pg_catalog', 'information_schema')`;
    assert.deepEqual([...functions], []);
    const sequences = await owner`
      select relname as name from pg_class
      where case relkind when 'S' then has_sequence_privilege('laopedia_public', oid, 'usage, select, update') end`;
    assert.deepEqual([...sequences], []);
    const schemas = await owner`
      select nspname as name from pg_namespace where has_schema_privilege('laopedia_public', oid, 'create')`;
    assert.deepEqual([...schemas], []);
    const [role] = await owner`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid) as member
      from pg_roles r where rolname = 'laopedia_public'`;
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, member: [] };
    assert.deepEqual({ ...role }, none);
  });

  it('is who answers: the pool of the public is this role', async () => {
    const [row] = await here.walk.store.public`select current_user as who`;
    assert.equal(row?.['who'], 'laopedia_public');
  });
});

// Bytes come as hexadecimal letters.
function bare(text: unknown): string {
  return `${text} ${String(text).replace(/\\+x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString())}`;
}

// A number stands in digests by chance: only by itself or at the beginning of one is it a value.
function holds(text: string, secret: string): boolean {
  return /^\d+$/.test(secret)
    ? new RegExp(`(?<![\\w.+/=-])${secret}\\d*(?![\\w+/=])`).test(text)
    : text.includes(secret);
}
