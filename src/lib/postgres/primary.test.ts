// An address of several servers: which one a question goes to, and that it is always answered, by an error where nobody can.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestDatabase, testDatabase } from '#test/database';
import { openPool } from './pool.ts';
import { hostsOf } from './primary.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

// Nothing listens on the port of tcpmux.
const nobody = '127.0.0.1:1';
const withHosts = (...hosts: readonly string[]) => {
  const url = new URL(database.url);
  return database.url.replace(url.host, hosts.join(','));
};
const own = () => new URL(database.url).host;

test('an address of several servers is read as libpq reads it', () => {
  assert.deepEqual(
    hostsOf('postgres://u:p%2C@one:5433,[::1],two/db?target_session_attrs=primary&sslmode=require')?.map(one => [
      one.host,
      one.port,
      one.url,
    ]),
    [
      ['one', 5433, 'postgres://u:p%2C@one:5433/db?sslmode=require'],
      ['::1', 5432, 'postgres://u:p%2C@[::1]/db?sslmode=require'],
      ['two', 5432, 'postgres://u:p%2C@two/db?sslmode=require'],
    ],
  );
  for (const url of ['postgres://one:5432/db', 'postgres://u:a,b@one/db', 'postgres://one/db?options=a,b'])
    assert.equal(hostsOf(url), undefined, url);
});

test('a question goes to the server that is there, wherever it stands in the address', async () => {
  for (const hosts of [
    [nobody, own()],
    [own(), nobody],
  ]) {
    const sql = openPool(withHosts(...hosts), { max: 2, onnotice: () => {} });
    const [row] = await sql`select current_database() as name`;
    assert.equal(row?.['name'], new URL(database.url).pathname.slice(1));
    assert.equal(await sql.begin(async tx => (await tx`select 1 as one`)[0]?.['one']), 1);
    await sql.end({ timeout: 5 });
  }
});

test('where no server answers every question is answered by an error, more often than there are connections', async () => {
  const sql = openPool(withHosts(nobody, '127.0.0.1:2'), { max: 2, onnotice: () => {} });
  for (let asked = 0; asked < 6; asked++)
    await assert.rejects(Promise.resolve(sql`select 1`), { code: 'CONNECT_TIMEOUT', message: /none of the 2 servers/ });
  await sql.end({ timeout: 5 });
});

test('two servers that both say they are the primary are both refused: nobody knows whose word counts', async () => {
  const { port } = new URL(database.url);
  const sql = openPool(withHosts(own(), `localhost:${port}`), { max: 1, onnotice: () => {} });
  await assert.rejects(Promise.resolve(sql`select 1`), /more than one of the 2 servers/);
  await sql.end({ timeout: 5 });
});
