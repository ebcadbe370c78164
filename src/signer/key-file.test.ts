// Keys in files.
import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { generateSigner } from '#lib/note';
import { findKeys, makeKeys } from './key-file.ts';

const origin = 'data.example.la/log/shops';
let folder = '';
let path = '';
before(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'laopedia-keys-')), 'keys');
});
after(() => rm(join(folder, '..'), { recursive: true }));

test('a key is made once, for its owner alone, under the name of its log', async () => {
  assert.equal(await findKeys(folder, origin), undefined);
  const [made] = await makeKeys(folder, origin);
  const [name = ''] = await readdir(folder);
  path = join(folder, name);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.equal(made?.name, origin);
  assert.equal((await findKeys(folder, origin))?.[0]?.vkey, made?.vkey);
  await assert.rejects(makeKeys(folder, origin), { code: 'EEXIST' });
});

test('two lines are two signers, the first the current one', async () => {
  const first = await readFile(path, 'utf8');
  const next = generateSigner(origin);
  await writeFile(path, `${first}${next.skey}\n`);
  assert.deepEqual((await findKeys(folder, origin))?.map(signer => signer.vkey)[1], next.vkey);
  await writeFile(path, first);
});

test('a key of another log, and a file that others can read, are refused without showing the key', async () => {
  const right = await readFile(path, 'utf8');
  await writeFile(path, `${generateSigner('elsewhere').skey}\n`);
  await assert.rejects(findKeys(folder, origin), /holds a key of another log$/);
  await writeFile(path, '\n');
  await assert.rejects(findKeys(folder, origin), /holds no key$/);
  await writeFile(path, right);
  await chmod(path, 0o640);
  await assert.rejects(findKeys(folder, origin), /can be read by others: chmod 600 it$/);
});

test('a key file that was never written is as none, and the next one made takes its place', async () => {
  const other = 'data.example.la/log/offices';
  const [made] = await makeKeys(folder, other);
  const name = (await readdir(folder)).find(one => one.includes('offices')) ?? '';
  await writeFile(join(folder, name), '', { mode: 0o600 });
  assert.equal(await findKeys(folder, other), undefined);
  const [again] = await makeKeys(folder, other);
  assert.notEqual(again?.vkey, made?.vkey);
  assert.equal((await findKeys(folder, other))?.[0]?.vkey, again?.vkey);
  assert.deepEqual(
    (await readdir(folder)).filter(one => one.endsWith('.new')),
    [],
  );
});
