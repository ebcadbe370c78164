// What fsck says when whole things are missing, left over, or were to be gone: entries, tiles, bodies, files, checkpoints,
// redactions. Each planted by SQL in a database of its own.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { leafHash } from '#lib/merkle';
import { formatCheckpoint, generateSigner, openSigner, signNote } from '#lib/note';
import { composeEntry } from '#register';
import {
  discrepancySentence,
  type FsckOptions,
  getRegister,
  readFsckReport,
  type Store,
  type StoredRegister,
} from '#store';
import { type TestDatabase, testDatabase } from '#test/database';
import { defineSchools, openSchoolStore, publishSchools, school } from './school-log.ts';

let database: TestDatabase;
let store: Store;
let stored: StoredRegister;

const template = {
  name: 'schools for fsck',
  async run(url: string) {
    const made = await openSchoolStore(url);
    await defineSchools(made, 'schools');
    const rows = Array.from({ length: 280 }, (_, at) => school(at, 0));
    await publishSchools(made, 'schools', rows);
    await publishSchools(made, 'schools', [school(3, 1), { code: 'S4' }]);
    await made.close();
  },
};

beforeEach(async () => {
  database = await testDatabase(template);
  store = await openSchoolStore(database.url);
  stored = await getRegister(store.app, 'schools');
});

async function broken(options: FsckOptions = {}): Promise<string[]> {
  const { checks } = await readFsckReport(store, options);
  const found = checks.flatMap(check => check.findings);
  for (const one of found) assert.doesNotMatch(discrepancySentence(one).what.en, /[{}]/);
  await store.close();
  await database.drop();
  return found.map(one => `${one.invariant} ${one.code} ${one.place}`);
}

const folders: string[] = [];
after(() => Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true }))));

test('a missing entry is a gap at its number', async () => {
  await store.owner`delete from laopedia.entry where number = 100`;
  assert.deepEqual(
    (await broken()).filter(one => one.startsWith('I1')),
    ['I1 entry-missing entry 100'],
  );
});

test('entries cut off at the end are told as one range, with the log left open', async () => {
  await store.owner`delete from laopedia.entry where number >= 270`;
  const found = await broken();
  assert.ok(found.includes('I1 entry-missing entries 270 to 285'), found.join());
  assert.ok(found.includes('I1 log-open entry 285'), found.join());
});

test('an entry past the end is told', async () => {
  await store.owner`insert into laopedia.entry (register_id, number, bytes) values (${stored.id}, 9999, '{}'::bytea)`;
  assert.deepEqual(await broken(), ['I1 entry-outside log']);
});

test('a tile too few and a tile too many are told', async () => {
  await store.owner`update laopedia.tile set index = 7`;
  assert.deepEqual(await broken(), ['I3 tile-missing tile 0/0', 'I3 tile-outside tiles']);
});

test('a body that is gone without a redaction is told, and so is one nobody names', async () => {
  await store.owner`delete from laopedia.body_custodian where number = 50`;
  await store.owner`
    insert into laopedia.body_government (register_id, number, salt, body) select ${stored.id}, number, 'x', '{}'
    from laopedia.publication where number > 250 and number < 285`;
  const found = await broken();
  assert.ok(found.includes('I6 body-missing entry 50'), found.join());
  assert.ok(
    found.some(one => one.startsWith('I6 body-unnamed')),
    found.join(),
  );
});

test('a file that is not there is told for each entry that names it', async () => {
  await publishSchools(store, 'schools', [school(7, 5, 'ab'.repeat(32))]);
  const found = await broken();
  assert.deepEqual(found, ['I7 blob-missing entry 286']);
});

test('a record nobody published, a lost record and a lost past are told by key', async () => {
  await store.owner.unsafe(`insert into records.r${stored.id} (key, entry) values ('S5x', 9)`);
  await store.owner.unsafe(`delete from records.r${stored.id} where key = 'S6'`);
  await store.owner`delete from laopedia.record_past where key = 'S3'`;
  const found = await broken();
  for (const wanted of [
    'I5 projection-superfluous key S5x (public)',
    'I5 projection-missing key S6 (public)',
    'I5 projection-missing record_past of key S3 from entry 5',
  ]) {
    assert.ok(found.includes(wanted), `${wanted} is not among ${found.join()}`);
  }
});

test('what was redacted and is still there is told', async () => {
  const bytes = Buffer.from(composeEntry({ op: 'redact', key: 'S8', digests: {} }));
  await store.owner`update laopedia.entry set bytes = ${bytes} where number = 284`;
  const found = (await broken()).filter(one => one.startsWith('I9'));
  assert.ok(found.includes('I9 redacted-present entry 10'), found.join());
  assert.ok(
    found.some(one => one.includes('key S8')),
    found.join(),
  );
});

async function anchored(size: number, root: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-anchor-'));
  folders.push(folder);
  const signer = openSigner(generateSigner('test.example.la').skey);
  await mkdir(join(folder, 'log'));
  const note = signNote(formatCheckpoint({ origin: stored.origin, size, root }), [signer]);
  await writeFile(join(folder, 'log', 'checkpoint'), note);
  await writeFile(join(folder, 'log', 'history'), `${note}\n`);
  return folder;
}

test('an anchor that the log bears out is no finding, a longer one and another one are', async () => {
  const [head] = await store.owner`select root from laopedia.head`;
  const root = head?.['root'] as Uint8Array;
  const whole = await anchored(stored.size, root);
  const longer = await anchored(stored.size + 1, root);
  const other = await anchored(stored.size, leafHash(root));
  const within = await anchored(stored.size - 1, root);
  const codes = async (anchorFolder: string) => {
    const { checks } = await readFsckReport(store, { anchorFolder });
    return checks.flatMap(check => check.findings.map(found => `${found.invariant} ${found.code}`));
  };
  assert.deepEqual(await codes(whole), []);
  assert.deepEqual(new Set(await codes(longer)), new Set(['I4 checkpoint-beyond']));
  assert.deepEqual(new Set(await codes(other)), new Set(['I4 checkpoint-differs']));
  assert.ok((await codes(within)).includes('I4 checkpoint-within'));
  assert.deepEqual(await broken(), []);
});
