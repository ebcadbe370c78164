// A migration stopped at any statement leaves a database that migrates cleanly the next time, and two processes that
// migrate at once end with one database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import postgres from 'postgres';
import { type TestDatabase, testDatabase } from '#test/database';
import { openRandom } from './random.ts';
import { defineSchools, openSchoolStore, publishSchools, school } from './school-log.ts';

const stops = process.env['CI'] === undefined ? 2 : 12;

async function withDatabase(act: (database: TestDatabase, sql: postgres.Sql) => Promise<void>): Promise<void> {
  const database = await testDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    await act(database, sql);
  } finally {
    await sql.end();
    await database.drop();
  }
}

// Counts the statements that define something, and ends the connection of the one whose turn it is. Such a count is not
// taken back with the transaction.
async function plantStop(sql: postgres.Sql, at: number): Promise<void> {
  await sql.unsafe(`
    create sequence public.statements;
    grant usage on sequence public.statements to public;
    create function public.stop_here() returns event_trigger language plpgsql security definer as $$
      begin
        if exists (select from pg_event_trigger_ddl_commands() where in_extension) then return; end if;
        if nextval('public.statements') = ${at} then perform pg_terminate_backend(pg_backend_pid()); end if;
      end $$;
    create event trigger stop_here on ddl_command_end execute function public.stop_here()`);
}

async function formOf(sql: postgres.Sql): Promise<string> {
  const rows = await sql`
    select string_agg(line, E'\n' order by line) as form from (
      select format('%s.%s %s %s %s', table_schema, table_name, column_name, data_type, column_default) as line
      from information_schema.columns where table_schema in ('laopedia', 'records', 'staging')
      union all
      select indexdef from pg_indexes where schemaname = 'laopedia'
      union all
      select format('%s %s %s', table_name, grantee, privilege_type)
      from information_schema.table_privileges where table_schema = 'laopedia'
      union all
      select name || digest from public.laopedia_migration
      union all
      select extname from pg_extension
    ) lines`;
  return String(rows[0]?.['form']);
}

async function statementsOf(): Promise<{ count: number; form: string }> {
  let seen = { count: 0, form: '' };
  await withDatabase(async (database, sql) => {
    await plantStop(sql, -1);
    await (await openSchoolStore(database.url)).close();
    const rows = await sql`select last_value as count from public.statements`;
    seen = { count: Number(rows[0]?.['count']), form: await formOf(sql) };
  });
  return seen;
}

test('a migration stopped at any statement is whole after the next start', async context => {
  const random = openRandom();
  const { count, form } = await statementsOf();
  context.diagnostic(`LAOPEDIA_TEST_SEED=${random.seed}, ${count} statements`);
  assert.ok(count > 50);
  for (let round = 0; round < stops; round++) {
    const at = 1 + random.below(count);
    await withDatabase(async (database, sql) => {
      await plantStop(sql, at);
      await assert.rejects(openSchoolStore(database.url), `statement ${at} did not stop anything`);
      const store = await openSchoolStore(database.url);
      assert.equal(await formOf(sql), form, `after a stop at statement ${at}`);
      await store.close();
    });
  }
});

test('two processes that migrate at once end with one database that works', async () => {
  await withDatabase(async database => {
    const [one, other] = await Promise.all([openSchoolStore(database.url), openSchoolStore(database.url)]);
    await defineSchools(one, 'schools');
    await publishSchools(other, 'schools', [school(1, 0)]);
    await Promise.all([one.close(), other.close()]);
  });
});
