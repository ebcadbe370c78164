// Opening, sharing and leaving a cluster, with real processes.

import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCluster } from './cluster.ts';
import { makeDataFolder, readOrMakePassword } from './data-folder.ts';
import { PostgresProblem } from './problem.ts';
import { findServer } from './run-file.ts';
import { dataFolder, startHolder, tempFolder, withPool } from './testing.fixture.ts';

test('a new folder gets a durable PostgreSQL that sees Lao letters and listens to nobody outside', async () => {
  const cluster = await openCluster({ dataFolder: await dataFolder(), role: 'server' });
  try {
    assert.equal(cluster.owned, true);
    await withPool(cluster.url(), async sql => {
      const settings = await sql`
        select name, setting from pg_settings
        where name in ('data_checksums', 'fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses')
        order by name`;
      assert.deepEqual(
        settings.map(row => `${row['name']}=${row['setting']}`),
        ['data_checksums=on', 'fsync=on', 'full_page_writes=on', 'listen_addresses=', 'synchronous_commit=on'],
      );
      await sql`create extension pg_trgm`;
      const [row] = await sql`
        select cardinality(show_trgm('ລາວ')) as seen, current_database() as name, upper('é') as upper,
          array(select v from unnest(array['ຂ', 'b', 'ກ', 'B']) as v order by v) as sorted`;
      assert.deepEqual({ ...row }, { seen: 4, name: 'laopedia', upper: 'É', sorted: ['B', 'b', 'ກ', 'ຂ'] });
    });
  } finally {
    await cluster.stop();
    await cluster.stop();
  }
});

test('the password is long, random, and readable by the owner alone', async () => {
  const folder = await dataFolder();
  const password = await readFile(join(folder, 'secret', 'postgres-password'), 'utf8');
  assert.match(password, /^[\w-]{43}\n$/);
  const other = await makeDataFolder(join(await tempFolder(), 'data'));
  assert.notEqual(await readOrMakePassword(other), password.trim());
  assert.equal(await readOrMakePassword(other), await readOrMakePassword(other));
  const mode = async (name: string): Promise<string> => ((await stat(join(folder, name))).mode & 0o777).toString(8);
  const modes = {
    secret: '700',
    'secret/postgres-password': '600',
    postgres: '700',
    'postgres.log': '600',
    '.': '700',
  };
  for (const [name, expected] of Object.entries(modes)) assert.equal(await mode(name), expected, name);
});

test('without the password nobody gets in, not even on the same machine', async () => {
  const cluster = await openCluster({ dataFolder: await dataFolder(), role: 'command' });
  try {
    const guessed = cluster.url().replace(cluster.password, 'password');
    await assert.rejects(
      withPool(guessed, async sql => sql`select 1`),
      { code: '28P01' },
    );
    assert.equal(((await stat(cluster.host)).mode & 0o777).toString(8), '700');
  } finally {
    await cluster.stop();
  }
});

test('a second server is refused, and told who the first one is', async () => {
  const folder = await dataFolder();
  const first = await openCluster({ dataFolder: folder, role: 'server' });
  try {
    await first.announce('http://localhost:8080');
    assert.deepEqual(await findServer(folder), { pid: process.pid, http: 'http://localhost:8080' });
    const second = await startHolder({ dataFolder: folder, role: 'server' });
    assert.deepEqual(second.told, {
      code: 'server-already-running',
      folder,
      pid: process.pid,
      address: 'http://localhost:8080',
    });
  } finally {
    await first.stop();
  }
  assert.equal(await findServer(folder), undefined);
});

test('a command joins the running server and leaves it running', async () => {
  const folder = await dataFolder();
  const server = await openCluster({ dataFolder: folder, role: 'server' });
  const command = await startHolder({ dataFolder: folder, role: 'command' });
  assert.deepEqual([command.told['owned'], command.told['pid']], [false, server.pid]);
  assert.deepEqual(await findServer(folder), { pid: process.pid });
  await command.leave();
  await withPool(server.url(), async sql => sql`select 1`);
  assert.deepEqual(await findServer(folder), { pid: process.pid });
  await server.stop();
  assert.deepEqual((await readdir(folder)).sort(), ['lock', 'postgres', 'postgres.log', 'secret']);
});

test('PostgreSQL stays for a command that outlives the server, or the command it joined', async () => {
  const folder = await dataFolder();
  const first = await startHolder({ dataFolder: folder, role: 'server' });
  const second = await openCluster({ dataFolder: folder, role: 'command' });
  await first.leave();
  assert.equal(await findServer(folder), undefined);
  await withPool(second.url(), async sql => sql`select 1`);
  const server = await startHolder({ dataFolder: folder, role: 'server' });
  assert.equal(server.told['pid'], second.pid);
  await second.stop();
  await withPool(second.url(), async sql => sql`select 1`);
  await server.leave();
  await assert.rejects(stat(second.host), { code: 'ENOENT' });
});

test('of many who come at once one starts PostgreSQL and the others join it', async () => {
  const folder = await dataFolder();
  const open = () => openCluster({ dataFolder: folder, role: 'command' });
  const clusters = await Promise.all([open(), open(), open(), open()]);
  assert.equal(clusters.filter(cluster => cluster.owned).length, 1);
  assert.equal(new Set(clusters.map(cluster => cluster.pid)).size, 1);
  await Promise.all(clusters.map(cluster => cluster.stop()));
  await assert.rejects(stat(join(folder, 'run.json')), { code: 'ENOENT' });
});

test('a file where the data folder should be is a problem with a name', async () => {
  const file = join(await tempFolder(), 'file');
  await writeFile(file, '');
  await assert.rejects(
    openCluster({ dataFolder: join(file, 'data'), role: 'server' }),
    (error: unknown) => error instanceof PostgresProblem && error.code === 'not-writable',
  );
});

test('a taken port is a problem with a name', async () => {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  try {
    await assert.rejects(
      openCluster({
        dataFolder: await dataFolder(),
        role: 'server',
        settings: { listen_addresses: '127.0.0.1', port: String(address.port) },
      }),
      (error: unknown) => error instanceof PostgresProblem && error.code === 'port-taken',
    );
  } finally {
    server.close();
  }
});
