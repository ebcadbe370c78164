// A backup in which something was changed, cut or lost is named, by --verify without any key, and nothing is restored from it.
import assert from 'node:assert/strict';
import { readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { identityOfPassPhrase, makeIdentity, readIdentity, readRecipient } from '#lib/sealed';
import { getSet, presentName, secretOf, verifyBackup } from '#store';
import {
  backUp,
  closeInstallations,
  copyFolder,
  openInstallation,
  removeFolder,
  restoreTo,
  tempFolder,
} from '../support/installation.ts';
import { openRandom } from './random.ts';
import { defineSchools, publishSchools, school } from './school-log.ts';

const made = makeIdentity();
const secret = readIdentity(made.secretLine)?.secret ?? '';
const sealing = { recipient: readRecipient(made.recipientLine) ?? '' };

let root: string;
let whole: string;
let files: string[];

before(async () => {
  root = await tempFolder();
  whole = join(root, 'backup');
  const installation = await openInstallation(join(root, 'data'));
  await defineSchools(installation.store, 'schools');
  const { set } = await backUp(installation, whole, sealing);
  await publishSchools(installation.store, 'schools', [school(1, 0)]);
  await backUp(installation, set.folder);
  await installation.close();
  files = (await readdir(whole, { recursive: true, withFileTypes: true }))
    .filter(one => one.isFile())
    .map(one => join(one.parentPath, one.name).slice(whole.length + 1))
    .sort();
});

after(async () => {
  await closeInstallations();
  await removeFolder(root);
});

async function damagedBy(damage: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(root, 'damaged');
  await removeFolder(folder);
  await copyFolder(whole, folder);
  await damage(folder);
  return folder;
}

async function refusedBy(folder: string): Promise<string[]> {
  const failures = await getSet(folder).then(
    async set => (await verifyBackup(set, undefined)).failures,
    problem => [problem],
  );
  return failures.map(one => `${one.code} ${one.facts['file'] ?? ''}`);
}

const restoreFails = (folder: string, code: RegExp, key: string | undefined = secret) =>
  assert.rejects(restoreTo(folder, join(root, 'never'), undefined, key), (problem: { code?: string }) => {
    assert.match(String(problem.code), code);
    return true;
  });

test('the whole one holds, with the key and without', async () => {
  const set = await getSet(whole);
  for (const key of [undefined, secret]) assert.deepEqual((await verifyBackup(set, key)).failures, []);
});

test('one bit flipped in any file of it is found, and the file named', async context => {
  const random = openRandom();
  context.diagnostic(`LAOPEDIA_TEST_SEED=${random.seed}`);
  for (const file of files) {
    const folder = await damagedBy(async at => {
      const bytes = await readFile(join(at, file));
      const place = random.below(bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << random.below(8));
      await writeFile(join(at, file), bytes);
    });
    const found = await refusedBy(folder);
    assert.ok(
      found.some(one => one.endsWith(file)),
      `${file}: ${found.join()}`,
    );
  }
});

test('a file cut off, taken away or put in the place of another is found', async () => {
  const sealed = files.filter(file => !file.endsWith('.json'));
  for (const file of sealed) {
    const cut = await damagedBy(async at => truncate(join(at, file), (await stat(join(at, file))).size - 1));
    assert.match((await refusedBy(cut)).join(), new RegExp(`backup/damaged .*${file}`));
  }
  const wal = files.filter(file => /wal\/[0-9A-F]{24}$/.test(file));
  const [one = '', two = ''] = wal.slice(-2);
  const swapped = await damagedBy(async at => {
    await rename(join(at, one), join(at, 'x'));
    await rename(join(at, two), join(at, one));
    await rename(join(at, 'x'), join(at, two));
  });
  assert.equal((await refusedBy(swapped)).length, 2);
  const gone = await damagedBy(at => rm(join(at, wal.at(-1) ?? '')));
  assert.match((await refusedBy(gone)).join(), /backup\/missing/);
  await restoreFails(gone, /^backup\/missing$/);
  const baseGone = await damagedBy(at => rm(join(at, files.filter(file => file.endsWith('files')).at(-1) ?? '')));
  await restoreFails(baseGone, /^backup\/missing$/);
});

test('nothing is restored from what is damaged, and no folder is left under the name asked for', async () => {
  for (const kind of [/\/files$/, /wal\/[0-9A-F]{24}$/, /base\.json$/, /backup\.json$/]) {
    // The newest of its kind: that is what a restore reads.
    const file = files.filter(one => kind.test(one)).at(-1) ?? '';
    const folder = await damagedBy(async at => {
      const bytes = await readFile(join(at, file));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 4;
      await writeFile(join(at, file), bytes);
    });
    if (!file.endsWith('base.json')) await restoreFails(folder, /^backup\/damaged$/);
    assert.equal((await readdir(root)).includes('never'), false);
  }
});

test('another key, the public half, no key and another pass phrase open nothing', async () => {
  const other = join(root, 'other-key');
  await writeFile(other, makeIdentity().secretLine);
  await writeFile(`${other}.pub`, made.recipientLine);
  const set = await getSet(whole);
  await assert.rejects(secretOf(other, set), { code: 'backup/wrong-key' });
  await assert.rejects(secretOf(`${other}.pub`, set), { code: 'backup/key-needed' });
  await restoreFails(whole, /^backup\/wrong-key$/, readIdentity(makeIdentity().secretLine)?.secret);
  const { identity, salt } = identityOfPassPhrase('ຄວາມລັບ ອັນຍາວໆ', { salt: 'c2FsdA', cost: 1024 });
  await writeFile(other, 'ຄວາມລັບ ອັນຍາວໆ\n');
  const phrased = { ...set, recipient: identity.recipient, phrase: salt };
  assert.equal(await secretOf(other, phrased), identity.secret);
  await writeFile(other, 'ຄວາມລັບ ອັນອື່ນໆ\n');
  await assert.rejects(secretOf(other, phrased), { code: 'backup/wrong-key' });
  await writeFile(other, 'ສັ້ນ\n');
  await assert.rejects(secretOf(other, phrased), { code: 'backup/key-unreadable' });
});

test('a part that becomes a whole segment while it is looked at is no loss', async () => {
  const set = await getSet(whole);
  const name = files.find(file => /wal\/[0-9A-F]{24}$/.test(file)) ?? '';
  assert.equal(await presentName(set, `${name}.part`), name);
  assert.equal(await presentName(set, name), name);
  assert.equal(await presentName(set, 'x.part'), 'x.part');
});
