// Locks that a dead process cannot keep.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDataFolder } from './data-folder.ts';
import { hold, tryHold } from './lock.ts';
import { tempFolder } from './testing.fixture.ts';

test('one holds it exclusively, or many share it', async () => {
  const path = join(await tempFolder(), 'lock');
  const one = tryHold(path, 'exclusive');
  assert.equal(tryHold(path, 'exclusive'), undefined);
  assert.equal(tryHold(path, 'shared'), undefined);
  one?.release();
  one?.release();
  const [first, second] = [tryHold(path, 'shared'), tryHold(path, 'shared')];
  assert.ok(first !== undefined && second !== undefined);
  assert.equal(tryHold(path, 'exclusive'), undefined);
  first.release();
  assert.equal(tryHold(path, 'exclusive'), undefined);
  second.release();
  assert.ok(tryHold(path, 'exclusive') !== undefined);
});

test('a lock is let go when its holder is killed, and who waits gets it', async () => {
  const path = join(await tempFolder(), 'lock');
  const lock = new URL('./lock.ts', import.meta.url).href;
  const script = `import { tryHold } from '${lock}'; globalThis.held = tryHold('${path}', 'exclusive');
    console.log('held'); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  assert.equal(await hold(path, 'exclusive', 0.05), undefined);
  const waiting = hold(path, 'exclusive', 30);
  child.kill('SIGKILL');
  assert.ok((await waiting) !== undefined);
});

test('making the data folder again does not take a lock from its holder', async () => {
  const folder = join(await tempFolder(), 'data');
  const { locks } = await makeDataFolder(folder);
  const held = tryHold(locks.users, 'shared');
  await makeDataFolder(folder);
  const script = `import { tryHold } from '${new URL('./lock.ts', import.meta.url).href}';
    process.exitCode = tryHold('${locks.users}', 'exclusive') === undefined ? 3 : 0`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  assert.equal(code, 3);
  held?.release();
});
