// What is found out about a server that somebody else runs.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Cluster, openCluster } from './cluster.ts';
import { openPool } from './pool.ts';
import { checkServer } from './server-check.ts';
import { dataFolder, withPool } from './testing.fixture.ts';

describe('a server found by DATABASE_URL', () => {
  let cluster: Cluster;
  before(async () => {
    cluster = await openCluster({ dataFolder: await dataFolder(), role: 'command' });
  });
  after(() => cluster.stop());

  const urlOf = (database: string): string => cluster.url().replace('/laopedia?', `/${database}?`);

  test('our own server has no problem, and the check leaves nothing behind', async () => {
    await withPool(cluster.url(), async sql => {
      const report = await checkServer(sql);
      assert.match(report.version, /^18/);
      assert.deepEqual([report.superuser, report.problems], [true, []]);
      assert.deepEqual(
        (await sql`select extname from pg_extension`).map(row => row['extname']),
        ['plpgsql'],
      );
    });
  });

  test('a database in locale C is found not to see Lao letters', async () => {
    await withPool(cluster.url(), async sql => sql`create database blind template template0 locale 'C'`);
    const { problems } = await withPool(urlOf('blind'), checkServer);
    assert.deepEqual(problems, [{ code: 'lao-letters-unseen', ctype: 'C' }]);
  });

  test('a database of another encoding is found', async () => {
    await withPool(
      cluster.url(),
      async sql => sql`create database latin template template0 encoding 'LATIN1' locale_provider libc locale 'C'`,
    );
    const { problems } = await withPool(urlOf('latin'), checkServer);
    assert.ok(problems.some(problem => problem.code === 'encoding-not-utf8' && problem.found === 'LATIN1'));
  });

  test('a user who may not make extensions is told which are missing', async () => {
    await withPool(cluster.url(), async sql => sql`create role guest login password 'g'`);
    const sql = openPool(cluster.url(), { max: 1, user: 'guest', password: 'g', onnotice: () => {} });
    const report = await checkServer(sql);
    await sql.end();
    assert.equal(report.superuser, false);
    assert.deepEqual(
      report.problems.map(problem => (problem.code === 'extension-missing' ? problem.extension : problem.code)),
      ['pg_trgm', 'btree_gin', 'btree_gist'],
    );
  });

  test('a server that may only be read is found', async () => {
    const options = { default_transaction_read_only: true };
    const sql = openPool(cluster.url(), { max: 1, connection: options, onnotice: () => {} });
    const { problems } = await checkServer(sql);
    await sql.end();
    assert.deepEqual(problems, [{ code: 'read-only' }]);
  });
});
