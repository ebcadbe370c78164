// The machine is lost, the backup is older than what was signed: the restored log is read-only, takes nothing that does not
// lead to the signed root, and is healed from a folder, an export or an address; or an operator declares what goes on.
import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { exportLogFolder, healLog } from '#exchange';
import { parseCheckpoint, parseNote } from '#lib/note';
import { makeIdentity, readIdentity, readRecipient } from '#lib/sealed';
import { exportRegister } from '#projection/export';
import { findRecord } from '#projection/record';
import { allowWhereAgreed, declareRestored, findAnchor, holdAgainstAnchors } from '#signer';
import { getRegister, readFsckReport, readLogs } from '#store';
import { publish } from '#workflow/publication';
import { defineSchools, proposeSchools, publishSchools, school, schoolDefinition } from '../faults/school-log.ts';
import {
  backUp,
  closeInstallations,
  copyFolder,
  type Installation,
  openInstallation,
  removeFolder,
  restoreTo,
  rootsOf,
  tempFolder,
} from '../support/installation.ts';

const made = makeIdentity();
const secret = readIdentity(made.secretLine)?.secret ?? '';
const sealing = { recipient: readRecipient(made.recipientLine) ?? '' };
const schools = (from: number, count: number, turn = 0) =>
  Array.from({ length: count }, (_, at) => school(from + at, turn));

let root: string;
let anchorFolder: string;
let logFolder: string;
let lost: { readonly roots: string[]; readonly size: number };
let waiting: string;
let later: string;

before(async () => {
  root = await tempFolder();
  [anchorFolder, logFolder] = [join(root, 'anchor'), join(root, 'mirror')];
  const original = await openInstallation(join(root, 'data'), anchorFolder);
  const { store } = original;
  await defineSchools(store, 'schools');
  await publishSchools(store, 'schools', schools(0, 400));
  waiting = await proposeSchools(store, 'schools', schools(900, 2));
  later = await proposeSchools(store, 'schools', schools(920, 3));
  await original.signed('schools');
  await exportLogFolder(store.app, await getRegister(store.app, 'schools'), join(root, 'mirror-short', 'schools'));
  await backUp(original, join(root, 'backup'), sealing);
  await publish(store, later);
  await publishSchools(store, 'schools', [...schools(0, 40, 1), ...schools(500, 300), { code: 'S399' }]);
  const definition = schoolDefinition('schools');
  await defineSchools(store, 'schools', { ...definition, title: { lo: 'ໂຮງຮຽນ ໃໝ່', en: 'New schools' } });
  await publishSchools(store, 'schools', schools(1, 3, 2));
  await original.signed('schools');
  const stored = await getRegister(store.app, 'schools');
  await exportLogFolder(store.app, stored, join(logFolder, 'schools'));
  const exported = await exportRegister(store.public, stored, { format: 'rsf', tier: 'public' });
  await pipeline(Readable.from(exported.stream), createWriteStream(join(root, 'schools.rsf')));
  lost = { roots: rootsOf(await readLogs(store.app)), size: stored.size };
  await original.close();
  await restoreTo(join(root, 'backup'), join(root, 'restored'), undefined, secret);
});

after(async () => {
  await closeInstallations();
  await removeFolder(root);
});

let copies = 0;

/** A restored installation of one's own, with anchors of its own. */
async function openRestored(): Promise<Installation> {
  const at = join(root, `copy-${++copies}`);
  await copyFolder(join(root, 'restored'), at);
  await copyFolder(anchorFolder, `${at}-anchor`);
  return openInstallation(at, `${at}-anchor`);
}

async function anchoredOf({ store, anchorFolder: folder }: Installation) {
  const note = await findAnchor(folder, (await getRegister(store.app, 'schools')).origin);
  return { anchored: parseCheckpoint(parseNote(note ?? '').text) };
}

async function heal(installation: Installation, from: string) {
  return healLog(installation.store, { register: 'schools', from, ...(await anchoredOf(installation)) });
}

async function assertHealed(installation: Installation): Promise<void> {
  const { store } = installation;
  assert.deepEqual(rootsOf(await readLogs(store.app)), lost.roots);
  const { checks } = await readFsckReport(store);
  assert.deepEqual(
    checks.flatMap(check => check.findings),
    [],
  );
  await allowWhereAgreed(store.app, await holdAgainstAnchors(store.app, installation.anchorFolder, true));
  await publishSchools(store, 'schools', schools(2000, 1));
  await installation.signed('schools');
}

test('a database older than its anchor takes no publication, whoever asks, and what it lacks is told', async () => {
  const restored = await openRestored();
  await assert.rejects(publishSchools(restored.store, 'schools', schools(1000, 1)), { code: 'store/read-only' });
  await assert.rejects(defineSchools(restored.store, 'colleges'), { code: 'store/read-only' });
  const [standing] = await holdAgainstAnchors(restored.store.app, restored.anchorFolder, true);
  assert.deepEqual([standing?.verdict, standing?.anchored], ['behind', lost.size]);
  await restored.close();
});

test('a folder heals it: the same root, the schema, the records, and only what was hidden is missing', async () => {
  const restored = await openRestored();
  const healed = await heal(restored, logFolder);
  assert.deepEqual([healed.until, (await heal(restored, logFolder)).from], [lost.size, lost.size]);
  const stored = await getRegister(restored.store.app, 'schools');
  assert.equal(stored.register.title.en, 'New schools');
  const options = { tiers: ['public', 'government', 'custodian'], today: '2026-01-01' } as const;
  const of = async (key: string) => (await findRecord(restored.store.app, stored, key, options))?.item;
  assert.deepEqual([(await of('S2'))?.['pupils'], (await of('S2'))?.['head']], ['16', undefined]);
  assert.equal((await of('S300'))?.['head'], 'ນາງ 300-0');
  await assertHealed(restored);
  await restored.close();
});

test('an export heals it, and so does an address', async () => {
  const one = await openRestored();
  await heal(one, join(root, 'schools.rsf'));
  await assertHealed(one);
  await one.close();
  const server = createServer((request, response) => {
    readFile(join(logFolder, String(request.url).replace('/log/', ''))).then(
      bytes => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const two = await openRestored();
  await heal(two, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await assertHealed(two);
  await two.close();
  server.closeAllConnections();
  server.close();
});

test('a copy that is shorter, changed, without public bodies, signed by another or of another log is refused, and nothing of it is kept', async () => {
  const restored = await openRestored();
  const { size } = await getRegister(restored.store.app, 'schools');
  await assert.rejects(heal(restored, join(root, 'mirror-short')), { code: 'heal/copy-shorter' });
  const bare = join(root, 'mirror-without-bodies');
  await copyFolder(logFolder, bare);
  await removeFolder(join(bare, 'schools', 'public'));
  await assert.rejects(heal(restored, bare), { code: 'heal/body-left-out' });
  const changed = join(root, 'mirror-changed');
  await copyFolder(logFolder, changed);
  const path = join(changed, 'schools', 'tile', 'entries', '001');
  const bytes = await readFile(path);
  const at = bytes.indexOf('"put"', bytes.length - 3000);
  bytes.write('"pot"', at);
  await writeFile(path, bytes);
  await assert.rejects(heal(restored, changed), { code: 'log/not-the-missing' });
  const noteAt = join(changed, 'schools', 'checkpoint');
  await writeFile(
    noteAt,
    (await readFile(noteAt, 'utf8')).replace(/\n(\d+)\n/, (_, given) => `\n${Number(given) + 1}\n`),
  );
  await assert.rejects(heal(restored, changed), { code: 'verify/wrong-signature' });
  assert.equal((await getRegister(restored.store.app, 'schools')).size, size);
  await assert.rejects(publishSchools(restored.store, 'schools', schools(1000, 1)), { code: 'store/read-only' });
  await restored.close();
});

test('an operator may declare the shorter log, by name and reason; the old anchor is not forgotten', async () => {
  const restored = await openRestored();
  const { store, anchorFolder: folder } = restored;
  await declareRestored(store, { register: 'schools', by: 'p1', reason: 'letter 12', anchorFolder: folder });
  await publishSchools(store, 'schools', schools(1000, 1));
  await restored.signed('schools');
  const home = join(folder, encodeURIComponent((await getRegister(store.app, 'schools')).origin));
  const declared = JSON.parse((await readFile(join(home, 'declarations'), 'utf8')).trim());
  assert.equal(declared.reason, 'letter 12');
  assert.match(declared.was, new RegExp(`\n${lost.size}\n`));
  await restored.close();
});

test('a proposal that waited in the backup still waits after healing, or has ended where it was published since', async () => {
  const restored = await openRestored();
  const { app } = restored.store;
  const [before] = await app`select staging from laopedia.proposal where id = ${later}`;
  await heal(restored, logFolder);
  const standing = async (id: string) => {
    const [row] = await app`select state, staging from laopedia.proposal where id = ${id}`;
    const staged = await app.unsafe(`select from ${before?.['staging']} where proposal = '${id}'`);
    return [row?.['state'], row?.['staging'] !== null, staged.length];
  };
  assert.deepEqual(await standing(waiting), ['waiting', true, 2]);
  assert.deepEqual(await standing(later), ['published', false, 0]);
  await restored.close();
});
