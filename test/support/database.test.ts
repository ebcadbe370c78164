// What a test file may count on from `testDatabase`.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import postgres from 'postgres';
import { testDatabase } from './database.ts';

let prepared = 0;
const letters = {
  name: 'letters',
  run: async (url: string): Promise<void> => {
    prepared += 1;
    const sql = postgres(url, { max: 1 });
    await sql`create table letter (l text)`;
    await sql`insert into letter values ('ກ')`;
    await sql.end();
  },
};

const opened: { end(): Promise<void> }[] = [];
after(() => Promise.all(opened.map(one => one.end())));

async function open(url: string): Promise<postgres.Sql> {
  const sql = postgres(url, { max: 1 });
  opened.push(sql);
  return sql;
}

test('two databases of one template are apart, and the template was made once', async () => {
  const [one, two] = await Promise.all([testDatabase(letters), testDatabase(letters)]);
  const [first, second] = [await open(one.url), await open(two.url)];
  await first`insert into letter values ('ຂ')`;
  assert.equal((await first`select from letter`).length, 2);
  assert.equal((await second`select from letter`).length, 1);
  assert.equal(prepared, 1);
  await Promise.all([one.drop(), two.drop()]);
});

test('a template that failed is made again, and never copied half-made', async () => {
  let failing = true;
  const fragile = {
    name: 'fragile',
    run: async (url: string): Promise<void> => {
      await letters.run(url);
      if (failing) throw new Error('power cut');
    },
  };
  await assert.rejects(testDatabase(fragile), /power cut/);
  failing = false;
  const database = await testDatabase(fragile);
  const sql = await open(database.url);
  assert.deepEqual([...(await sql`select l from letter`)], [{ l: 'ກ' }]);
  await database.drop();
});

test('a database without a template is empty and durable', async () => {
  const database = await testDatabase();
  const sql = await open(database.url);
  assert.equal((await sql`select from pg_tables where schemaname = 'public'`).length, 0);
  const [on] = await sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`;
  assert.deepEqual({ ...on }, { fsync: 'on', commit: 'on' });
  await database.drop();
});
