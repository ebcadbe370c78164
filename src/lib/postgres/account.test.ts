// Every account PostgreSQL may run under: an ordinary user, root in a namespace, root giving way to an account without rights.

import assert from 'node:assert/strict';
import { chmod, chown, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { canEnter, chooseAccount } from './account.ts';
import { openCluster } from './cluster.ts';
import { PostgresProblem } from './problem.ts';
import { startHolder, tempFolder, withPool } from './testing.fixture.ts';

const nobody = { uid: 65534, gid: 65534 };
const onlyRoot = process.getuid?.() === 0 ? false : 'needs root';
const sources = fileURLToPath(new URL('.', import.meta.url));
const readable = onlyRoot === false && (await canEnter({ kind: 'other', uid: nobody.uid }, sources));
const onlyReadable = readable ? false : 'needs root, and a checkout that others may read';

describe('an ordinary user', { skip: onlyReadable }, () => {
  let data: string;
  before(async () => {
    const folder = await tempFolder();
    await chown(folder, nobody.uid, nobody.gid);
    data = join(folder, 'data');
  });

  test('gets a PostgreSQL of his own, and takes it over after a kill', async () => {
    const holder = await startHolder({ dataFolder: data, role: 'server' }, nobody);
    assert.equal(await userOf(holder.told), nobody.uid);
    await holder.kill();
    const again = await startHolder({ dataFolder: data, role: 'server' }, nobody);
    assert.equal(again.told['pid'], holder.told['pid']);
    await again.leave();
  });

  test('finds nothing that he cannot open after root was at work in his folder', async () => {
    const root = await openCluster({ dataFolder: data, role: 'server' });
    assert.equal(await userOf({ pid: root.pid }), nobody.uid);
    await root.stop();
    const user = await startHolder({ dataFolder: data, role: 'server' }, nobody);
    assert.equal(user.told['owned'], true);
    await user.leave();
    for (const name of await readdir(data)) assert.equal((await stat(join(data, name))).uid, nobody.uid, name);
  });
});

for (const rootWay of ['namespace', 'other'] as const)
  describe(`root dropped by ${rootWay}`, { skip: await why(rootWay) }, () => {
    let data: string;
    before(async () => {
      const folder = await tempFolder();
      await chmod(folder, 0o700);
      data = join(folder, 'data');
    });

    test('starts it in a folder that only root can enter, and takes it over after a kill', async () => {
      const first = await startHolder({ dataFolder: data, role: 'server', rootWay });
      await withPool(String(first.told['url']), async sql => sql`create table kept as select 1 as n`);
      await first.kill();
      const adopted = await openCluster({ dataFolder: data, role: 'server', rootWay });
      assert.equal(adopted.pid, first.told['pid']);
      await adopted.stop();
    });

    test('finds its data again where namespaces are no more', async () => {
      const cluster = await openCluster({ dataFolder: data, role: 'command', rootWay: 'other' });
      assert.equal(await userOf({ pid: cluster.pid }), nobody.uid);
      assert.equal((await withPool(cluster.url(), async sql => sql`select n from kept`)).length, 1);
      await cluster.stop();
      assert.deepEqual(await chooseAccount(join(data, 'postgres')), { kind: 'other', uid: nobody.uid });
    });
  });

async function why(rootWay: 'namespace' | 'other'): Promise<string | false> {
  if (onlyRoot !== false || rootWay === 'other') return onlyRoot;
  return chooseAccount('/nowhere', 'namespace').then(
    () => false,
    (error: unknown) => (error instanceof PostgresProblem ? 'needs user namespaces' : Promise.reject(error)),
  );
}

async function userOf(told: Readonly<Record<string, unknown>>): Promise<number> {
  const status = await readFile(`/proc/${told['pid']}/status`, 'utf8');
  return Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
}
