// A machine is lost and comes back from its backup: every register with the same root, what was hidden too; at the newest
// moment, at the second before a bad deletion, or just after an entry. And a server that keeps its backup by itself.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeIdentity, readIdentity, readRecipient } from '#lib/sealed';
import { findRecord } from '#projection/record';
import {
  findRemembered,
  getRegister,
  getSet,
  openStore,
  pruneBackup,
  readInventory,
  readLogs,
  verifyBackup,
} from '#store';
import { folds } from '../../src/app/folds.ts';
import { defineSchools, publishSchools, school } from '../faults/school-log.ts';
import {
  backUp,
  closeInstallations,
  type Installation,
  openInstallation,
  removeFolder,
  restoreTo,
  rootsOf,
  tempFolder,
  timeNow,
} from '../support/installation.ts';

const made = makeIdentity();
const secret = readIdentity(made.secretLine)?.secret ?? '';
const sealing = { recipient: readRecipient(made.recipientLine) ?? '' };

let root: string;
let original: Installation;
const schools = (from: number, count: number, turn = 0) =>
  Array.from({ length: count }, (_, at) => school(from + at, turn));

before(async () => {
  root = await tempFolder();
  original = await openInstallation(join(root, 'data'));
  await defineSchools(original.store, 'schools');
  await publishSchools(original.store, 'schools', schools(0, 300));
});

after(async () => {
  await closeInstallations();
  await removeFolder(root);
});

test('a restored backup has the roots, the hidden values and the keys of its original, and fsck finds nothing', async () => {
  const { set, base } = await backUp(original, join(root, 'one'), sealing);
  await original.signed('schools');
  const restored = await restoreTo(set.folder, join(root, 'one-restored'), undefined, secret);
  assert.deepEqual(rootsOf(restored.logs), rootsOf(await readLogs(original.store.app)));
  assert.equal(restored.ok, true);
  assert.deepEqual(await readdir(join(root, 'one-restored', 'keys')), await readdir(join(root, 'data', 'keys')));
  const store = await openStore({ dataFolder: join(root, 'one-restored'), as: 'command', folds });
  const options = { tiers: ['public', 'government', 'custodian'], today: '2026-01-01' } as const;
  const record = await findRecord(store.app, await getRegister(store.app, 'schools'), 'S7', options);
  await store.close();
  assert.equal(record?.item['head'], 'ນາງ 7-0');
  assert.equal(base.keys, true);
});

test('nothing that is hidden, and no key, can be read in a sealed backup, and one without a key has no signing keys', async () => {
  const { set } = await backUp(original, join(root, 'sealed'), sealing);
  const [line] = await readInventory(set);
  const file = await readFile(join(set.folder, line?.name ?? '', 'base', line?.bases[0]?.name ?? '', 'files'));
  assert.equal(file.includes('PRIVATE'), false);
  const open = await backUp(original, join(root, 'open'));
  assert.equal(open.base.keys, false);
  await restoreTo(open.set.folder, join(root, 'open-restored'));
  assert.equal((await readdir(join(root, 'open-restored'))).includes('keys'), false);
});

test('a backup goes to the second before a bad deletion, and to just after an entry, as the roots prove', async () => {
  const { set } = await backUp(original, join(root, 'two'), sealing);
  await publishSchools(original.store, 'schools', schools(300, 5));
  const good = rootsOf(await readLogs(original.store.app));
  const time = await timeNow(original);
  const bad = await publishSchools(
    original.store,
    'schools',
    Array.from({ length: 300 }, (_, at) => ({ code: `S${at}` })),
  );
  const worse = rootsOf(await readLogs(original.store.app));
  await publishSchools(original.store, 'schools', schools(0, 1, 1));
  await backUp(original, set.folder);
  const at = (to: string, into: string) => restoreTo(set.folder, join(root, into), to, secret);
  const before = await at(time, 'before');
  assert.deepEqual([rootsOf(before.logs), before.ok], [good, true]);
  const entry = await at(`schools#${bad.first}`, 'entry');
  assert.deepEqual(rootsOf(entry.logs), worse);
  assert.deepEqual(rootsOf((await at(`schools#${bad.first - 1}`, 'entry-before')).logs), good);
  assert.deepEqual(rootsOf((await at('newest', 'newest')).logs), rootsOf(await readLogs(original.store.app)));
  for (const to of ['2099-01-01T00:00:00Z', 'schools#99999', 'shops#1'])
    await assert.rejects(at(to, 'never'), { code: 'backup/not-reached' });
  await assert.rejects(at('2001-01-01T00:00:00Z', 'never'), { code: 'backup/nothing-complete' });
  for (const to of ['yesterday', '2026-11-30', '2026-11-30T10:00:00'])
    await assert.rejects(at(to, 'never'), { code: 'backup/bad-target' });
});

test('a restore takes no folder that holds data, and none of another installation is backed up into a set', async () => {
  const set = await getSet(join(root, 'one'));
  await assert.rejects(restoreTo(set.folder, join(root, 'data'), undefined, secret), { code: 'backup/data-there' });
  const other = await openInstallation(join(root, 'other'));
  await assert.rejects(backUp(other, set.folder), { code: 'backup/other-installation' });
  await assert.rejects(backUp(original, set.folder, { recipient: 'x' }), { code: 'backup/other-key' });
  await other.close();
});

test('a second base goes on in the line of the first; pruning leaves the newest and all the WAL it needs', async () => {
  const folder = join(root, 'three');
  const first = await backUp(original, folder, sealing);
  await publishSchools(original.store, 'schools', schools(310, 3));
  const second = await backUp(original, folder);
  assert.equal(second.base.line, first.base.line);
  assert.equal((await findRemembered(original.folder))?.line, first.base.line);
  const pruned = await pruneBackup(original.store.owner, second.set, { bases: 1 }, original.folder);
  assert.deepEqual(pruned.bases, [first.base.name]);
  assert.ok(pruned.segments > 0);
  const report = await verifyBackup(second.set, secret);
  assert.deepEqual([report.holds, report.bases], [true, 1]);
  const restored = await restoreTo(folder, join(root, 'three-restored'), undefined, secret);
  assert.deepEqual(rootsOf(restored.logs), rootsOf(await readLogs(original.store.app)));
});
