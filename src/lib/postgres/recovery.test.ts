// What a kill -9 of anything, a half-made or foreign PGDATA and a lost password leave behind, and how the next start copes.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, openCluster } from './cluster.ts';
import { openPool } from './pool.ts';
import { PostgresProblem } from './problem.ts';
import { isAlive } from './process-identity.ts';
import { children, dataFolder, startHolder, tempFolder, withPool } from './testing.fixture.ts';

const acknowledge = (url: string, text: string): Promise<unknown> =>
  withPool(url, async sql => {
    await sql`drop table if exists kept`;
    await sql`create table kept (t text)`;
    await sql`insert into kept values (${text})`;
  });

const kept = (url: string): Promise<string[]> =>
  withPool(url, async sql => (await sql<{ t: string }[]>`select t from kept order by t`).map(row => row.t));

async function opened<T>(folder: string, act: (cluster: Cluster) => Promise<T>): Promise<T> {
  const cluster = await openCluster({ dataFolder: folder, role: 'server' });
  try {
    return await act(cluster);
  } finally {
    await cluster.stop();
  }
}

test('after a kill -9 of the server its PostgreSQL is taken over, and what it acknowledged is there', async () => {
  const folder = await dataFolder();
  const holder = await startHolder({ dataFolder: folder, role: 'server' });
  await acknowledge(String(holder.told['url']), 'a');
  await holder.kill();
  await opened(folder, async cluster => {
    assert.deepEqual([cluster.owned, cluster.pid], [false, holder.told['pid']]);
    assert.deepEqual(await kept(cluster.url()), ['a']);
  });
  await assert.rejects(readFile(join(folder, 'run.json')), { code: 'ENOENT' });
});

test('one taken over with other settings is started again with the wanted ones', async () => {
  const folder = await dataFolder();
  const holder = await startHolder({ dataFolder: folder, role: 'server', settings: { work_mem: '8MB' } });
  await holder.kill();
  await opened(folder, async cluster => {
    assert.equal(cluster.owned, true);
    const [row] = await withPool(cluster.url(), async sql => sql`show work_mem`);
    assert.equal(row?.['work_mem'], '4MB');
  });
});

test('after a kill -9 of PostgreSQL and the server the next start recovers what was acknowledged', async () => {
  const folder = await dataFolder();
  const holder = await startHolder({ dataFolder: folder, role: 'server' });
  await acknowledge(String(holder.told['url']), 'a');
  await holder.kill();
  process.kill(Number(holder.told['pid']), 'SIGKILL');
  await opened(folder, async cluster => {
    assert.equal(cluster.owned, true);
    assert.deepEqual(await kept(cluster.url()), ['a']);
  });
});

test('a PostgreSQL killed under a running server comes back at the same place', async () => {
  const folder = await dataFolder();
  await opened(folder, async cluster => {
    await acknowledge(cluster.url(), 'a');
    const killed = cluster.pid;
    process.kill(killed, 'SIGKILL');
    const sql = openPool(cluster.url(), { max: 1, onnotice: () => {} });
    // a pool of the application goes on asking; it need not know that anything happened
    for (let answered = false; !answered || cluster.pid === killed; )
      answered = await sql`select 1`.then(
        () => true,
        () => pause(50).then(() => false),
      );
    assert.deepEqual(
      [...(await sql`select t from kept`)].map(row => row['t']),
      ['a'],
    );
    await sql.end();
    assert.equal(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')).serverPid, process.pid);
  });
});

test('whoever comes first after a kill starts it where the others look for it', async () => {
  const folder = await dataFolder();
  await opened(folder, async cluster => {
    const { host, port, pid } = cluster;
    process.kill(pid, 'SIGKILL');
    while (await isAlive(pid)) await pause(5);
    // At once: before the server has looked, which it does twice a second.
    const command = await openCluster({ dataFolder: folder, role: 'command' });
    assert.deepEqual([command.host, command.port], [host, port]);
    await command.stop();
    assert.equal(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')).serverPid, process.pid);
  });
});

test('a pid that belongs to another program by now does not stop the start', async () => {
  const folder = await dataFolder();
  const holder = await startHolder({ dataFolder: folder, role: 'server' });
  await holder.kill();
  process.kill(Number(holder.told['pid']), 'SIGKILL');
  // as in a container that starts again: alive, of our own account, and something else
  const file = join(folder, 'postgres', 'postmaster.pid');
  const other = spawn('sleep', ['60']);
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(other.pid)));
  await opened(folder, async cluster => assert.equal(cluster.owned, true));
  other.kill();
});

test('a kill -9 in the middle of making PGDATA leaves a folder the next start can use', async () => {
  const folder = join(await tempFolder(), 'data');
  const half = join(folder, 'postgres.unfinished-01234567');
  await mkdir(join(half, 'base'), { recursive: true });
  await writeFile(join(half, 'PG_VERSION'), '18\n');
  const holding = startHolder({ dataFolder: folder, role: 'server' });
  const isMaking = async (): Promise<boolean> =>
    (await readdir(folder)).some(name => name.startsWith('postgres.unfinished-') && !half.endsWith(name));
  while (!(await isMaking())) await pause(5);
  for (const child of children()) child.kill('SIGKILL');
  await holding;
  await opened(folder, async cluster => assert.equal(cluster.owned, true));
  assert.deepEqual((await readdir(folder)).sort(), ['lock', 'postgres', 'postgres.log', 'secret']);
});

test('data of another major version are refused, naming both and the cure', async () => {
  const folder = join(await tempFolder(), 'data');
  await mkdir(join(folder, 'postgres'), { recursive: true });
  await writeFile(join(folder, 'postgres', 'PG_VERSION'), '16\n');
  await assert.rejects(openCluster({ dataFolder: folder, role: 'server' }), (error: unknown) => {
    assert.ok(error instanceof PostgresProblem);
    assert.equal(error.code, 'data-of-another-version');
    assert.deepEqual([error.detail['found'], error.detail['wanted']], ['16', 18]);
    assert.match(String(error.detail['cure']), /restore/);
    return true;
  });
});

test('data that came without their password get a new one', async () => {
  const folder = await dataFolder();
  await opened(folder, cluster => acknowledge(cluster.url(), 'a'));
  await rm(join(folder, 'secret'), { recursive: true });
  await opened(folder, async cluster => assert.deepEqual(await kept(cluster.url()), ['a']));
});

test('a socket folder swept away by the system is made anew', async () => {
  const folder = await dataFolder();
  const holder = await startHolder({ dataFolder: folder, role: 'server' });
  await holder.kill();
  await rm(String(holder.told['host']), { recursive: true });
  await opened(folder, async cluster => {
    assert.equal(cluster.owned, true);
    await withPool(cluster.url(), async sql => sql`select 1`);
  });
});

test('a process that ends without leaving takes its PostgreSQL with it', async () => {
  const folder = await dataFolder();
  const index = new URL('./cluster.ts', import.meta.url).href;
  const options = JSON.stringify({ dataFolder: folder, role: 'command' });
  const script = `import { openCluster } from '${index}'; await openCluster(${options}); process.exit(0)`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  const file = join(folder, 'postgres', 'postmaster.pid');
  while (await readFile(file, 'utf8').catch(() => undefined)) await pause(10);
});

test('a copy of a folder at work starts a PostgreSQL of its own and leaves the original alone', async () => {
  const folder = await dataFolder();
  await opened(folder, async original => {
    const copy = join(await tempFolder(), 'data');
    await withPool(original.url(), async sql => sql`checkpoint`);
    execFileSync('cp', ['-R', '-p', folder, copy]);
    await opened(copy, async other => {
      assert.deepEqual([other.owned, other.pid === original.pid], [true, false]);
      await acknowledge(other.url(), 'in the copy');
    });
    await acknowledge(original.url(), 'in the original');
  });
});
