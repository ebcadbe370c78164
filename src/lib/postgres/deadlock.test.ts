// Two transactions that wait for each other: PostgreSQL ends one, and both come to their end all the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Sql } from 'postgres';
import { type TestDatabase, testDatabase } from '#test/database';
import { despiteDeadlock } from './deadlock.ts';
import { openPool } from './pool.ts';

let database: TestDatabase;
let sql: Sql;

before(async () => {
  database = await testDatabase();
  sql = openPool(database.url, { max: 2, onnotice: () => {} });
  await sql`create table seat (id int primary key, taken int not null)`;
  await sql`insert into seat values (1, 0), (2, 0)`;
});

after(async () => {
  await sql?.end();
  await database?.drop();
});

// Each takes one row and, when both have theirs, asks for the other's.
async function takeBoth(first: number, second: number, met: () => Promise<void>): Promise<void> {
  await sql.begin(async tx => {
    await tx`update seat set taken = taken + 1 where id = ${first}`;
    await met();
    await tx`update seat set taken = taken + 1 where id = ${second}`;
  });
}

function meeting(): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come += 1;
    if (come >= 2) resolve();
    return promise;
  };
}

test('the one that was ended is done again, and nothing is done twice', async () => {
  const met = meeting();
  await Promise.all([despiteDeadlock(() => takeBoth(1, 2, met)), despiteDeadlock(() => takeBoth(2, 1, met))]);
  assert.deepEqual(
    (await sql`select taken from seat order by id`).map(row => row['taken']),
    [2, 2],
  );
});

test('without it one of them fails', async () => {
  const met = meeting();
  const outcomes = await Promise.allSettled([takeBoth(1, 2, met), takeBoth(2, 1, met)]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('what failed otherwise is not asked again', async () => {
  let asked = 0;
  const wrong = async () => {
    asked += 1;
    await sql`select from nowhere`;
  };
  await assert.rejects(despiteDeadlock(wrong), /nowhere/);
  assert.equal(asked, 1);
});
