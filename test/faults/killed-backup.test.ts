// kill -9 in the midst of a base copy, of a restore, of healing: what was there before is there still, nothing half-made is
// taken for whole, and the next try succeeds.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { exportLogFolder } from '#exchange';
import { makeIdentity, readIdentity, readRecipient } from '#lib/sealed';
import { getRegister, getSet, openStore, readFsckReport, readInventory, readLogs, verifyBackup } from '#store';
import { folds } from '../../src/app/folds.ts';
import {
  backUp,
  closeInstallations,
  openInstallation,
  removeFolder,
  restoreTo,
  rootsOf,
  tempFolder,
} from '../support/installation.ts';
import { killPostgres } from './killing.ts';
import { openRandom } from './random.ts';
import { defineSchools, publishSchools, school } from './school-log.ts';

const rounds = Number(process.env['LAOPEDIA_TEST_ROUNDS'] ?? (process.env['CI'] === undefined ? 3 : 20));
const script = fileURLToPath(new URL('./backup.fixture.ts', import.meta.url));
const made = makeIdentity();
const secret = readIdentity(made.secretLine)?.secret ?? '';
const random = openRandom();
const schools = (from: number, count: number) => Array.from({ length: count }, (_, at) => school(from + at, 0));

let root: string;
let folder: string;
let roots: { readonly old: string[]; readonly newest: string[] };

before(async () => {
  root = await tempFolder();
  folder = join(root, 'backup');
  const original = await openInstallation(join(root, 'data'), join(root, 'anchor'));
  await defineSchools(original.store, 'schools');
  await publishSchools(original.store, 'schools', schools(0, 400));
  await backUp(original, folder, { recipient: readRecipient(made.recipientLine) ?? '' });
  const old = rootsOf(await readLogs(original.store.app));
  await publishSchools(original.store, 'schools', schools(400, 2000));
  await original.signed('schools');
  await exportLogFolder(original.store.app, await getRegister(original.store.app, 'schools'), join(root, 'mirror'));
  roots = { old, newest: rootsOf(await readLogs(original.store.app)) };
  await original.close();
});

after(async () => {
  await closeInstallations();
  await removeFolder(root);
});

/** Starts it, lets it come some way, and kills it. True when it had ended by itself before. */
async function killed(mostMs: number, ...argv: readonly string[]): Promise<boolean> {
  const child: ChildProcess = spawn(process.execPath, [script, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  if (child.stdout === null) throw new Error('no output');
  await Promise.race([once(createInterface(child.stdout), 'line'), gone]);
  await Promise.race([pause(random.below(mostMs)), gone]);
  const ended = child.exitCode === 0;
  child.kill('SIGKILL');
  await gone;
  return ended;
}

test('a base copy that was killed is no base, the older one stays whole, and the next is taken', async context => {
  context.diagnostic(`LAOPEDIA_TEST_SEED=${random.seed}`);
  const data = join(root, 'data');
  let done = 1;
  for (let round = 0; round < rounds; round++) {
    if (await killed(900, 'base', data, folder)) done++;
    const set = await getSet(folder);
    const bases = (await readInventory(set)).flatMap(line => line.bases);
    assert.ok(bases.length >= done, `${bases.length} of ${done}`);
    assert.deepEqual((await verifyBackup(set, secret)).failures, []);
  }
  const original = await openInstallation(data, join(root, 'anchor'));
  await backUp(original, folder);
  await original.close();
  const restored = await restoreTo(folder, join(root, 'after-kills'), undefined, secret);
  assert.deepEqual([rootsOf(restored.logs), restored.ok], [roots.newest, true]);
});

test('a restore that was killed leaves no folder under the name asked for, and the next one succeeds', async () => {
  const into = join(root, 'restored');
  let ended = 0;
  for (let round = 0; round < rounds && ended === 0; round++) {
    if (await killed(4000, 'restore', into, folder, secret)) ended++;
    await killPostgres(`${into}.restoring`).catch(() => {});
    assert.equal((await readdir(root)).includes('restored'), ended > 0);
  }
  if (ended === 0) await restoreTo(folder, into, undefined, secret);
  const store = await openStore({ dataFolder: into, as: 'command', folds });
  assert.deepEqual(rootsOf(await readLogs(store.app)), roots.newest);
  await store.close();
});

test('healing that was killed has healed everything or nothing', async () => {
  const first = (await readInventory(await getSet(folder)))[0]?.bases[0];
  const into = join(root, 'old');
  await restoreTo(folder, into, first?.ended, secret);
  let healed = false;
  for (let round = 0; round < rounds && !healed; round++) {
    await killed(1500, 'heal', into, join(root, 'mirror'), join(root, 'anchor'));
    const store = await openStore({ dataFolder: into, as: 'command', folds });
    const found = rootsOf(await readLogs(store.app));
    healed = found.join() === roots.newest.join();
    if (!healed) assert.deepEqual(found, roots.old);
    assert.deepEqual(
      (await readFsckReport(store)).checks.flatMap(check => check.findings),
      [],
    );
    await store.close();
  }
});
