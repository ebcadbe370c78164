// A server keeps its backup by itself; the machine burns; the command brings everything back on another, read against the
// anchor that was kept elsewhere; and the server there goes on publishing and backing up.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { getSet, readInventory } from '#store';
import { killPostgres } from '../faults/killing.ts';
import { type Ended, type RunningServer, run, start } from '../support/program.ts';

const definition = {
  name: 'shops',
  title: { lo: 'ຮ້ານຄ້າ', en: 'Shops' },
  custodian: 'la',
  licence: 'CC-BY-4.0',
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id', type: 'string', title: { lo: 'ເລກທີ', en: 'Number' }, constraints: { required: true } },
      { name: 'owner', type: 'string', title: { lo: 'ເຈົ້າຂອງ', en: 'Owner' }, visibility: 'custodian' },
    ],
  },
};
const patienceMs = 60_000;
const followMs = 12_000;

let root: string;
let settings: Record<string, string>;
let server: RunningServer | undefined;
let moment: string;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'laopedia-burnt-'));
  settings = {
    LAOPEDIA_DATA: join(root, 'data'),
    LAOPEDIA_ANCHOR: join(root, 'anchor'),
    LAOPEDIA_BACKUP: join(root, 'backup'),
    LAOPEDIA_BACKUP_KEY: join(root, 'key.pub'),
    PORT: '0',
  };
  await writeFile(join(root, 'shops.json'), JSON.stringify(definition));
});

after(async () => {
  await server?.end('SIGKILL');
  await killPostgres(join(root, 'data')).catch(() => {});
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

async function done(ended: Promise<Ended>): Promise<string> {
  const { code, out, err } = await ended;
  assert.equal(code, 0, `${out}\n${err}`);
  return out;
}

async function bringIn(from: number, count: number): Promise<void> {
  const file = join(root, `shops-${from}.csv`);
  const rows = Array.from({ length: count }, (_, at) => `s${from + at},ທ່ານ ${from + at}`);
  await writeFile(file, `id,owner\n${rows.join('\n')}\n`);
  await done(run(settings, 'import', 'shops', file, '--officer', 'ນ້ອຍ', '--approver', 'ບຸນ'));
}

/** Waits until the backup has written something since. */
async function backedUpSince(time: number): Promise<void> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(200)) {
    const names = await readdir(join(root, 'backup'), { recursive: true }).catch(() => []);
    const times = names.filter(name => name.includes('wal/')).map(name => stat(join(root, 'backup', name)));
    const newest = Math.max(
      0,
      ...(await Promise.allSettled(times)).map(one => (one.status === 'fulfilled' ? one.value.mtimeMs : 0)),
    );
    if (newest > time) return;
  }
  assert.fail('the server does not back up');
}

async function linesWithBase(count: number): Promise<void> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(200)) {
    const lines = await getSet(join(root, 'backup')).then(readInventory, () => []);
    if (lines.filter(line => line.bases.length > 0).length >= count) return;
  }
  assert.fail(`no base in line ${count}`);
}

test('what a server published comes back on another machine, and goes on there', async () => {
  const plain = { ...settings, LAOPEDIA_BACKUP: '', LAOPEDIA_BACKUP_KEY: '' };
  await done(run(plain, 'backup', '--make-key', join(root, 'key')));
  await done(run(settings, 'begin'));
  server = await start(settings);
  await linesWithBase(1);
  await done(run(settings, 'define', join(root, 'shops.json')));
  await bringIn(0, 500);
  const time = Date.now();
  moment = new Date(time).toISOString();
  await bringIn(500, 1);
  await backedUpSince(time);
  // Signature and audit log follow within a second or two, and are in the backup a round of the follower later.
  await pause(followMs);
  await server.end('SIGKILL');
  await killPostgres(join(root, 'data'));
  await rm(join(root, 'data'), { recursive: true });

  const report = JSON.parse(
    await done(run(settings, 'restore', join(root, 'backup'), '--key', join(root, 'key'), '--json')),
  );
  assert.deepEqual(report.failures, []);
  const standings = report.standings as { register: string; verdict: string; size: number }[];
  assert.ok(standings.length >= 2 && standings.every(one => one.verdict === 'agrees'), JSON.stringify(standings));
  server = await start(settings);
  const ready = (await (await fetch(`${server.address}/ready`)).json()) as { notes?: string[] };
  assert.equal(ready.notes?.includes('read-only') ?? false, false);
  await bringIn(600, 2);
  await linesWithBase(2);
  await done(run(settings, 'log', 'compare'));
  await done(run(settings, 'backup', join(root, 'backup'), '--verify', '--key', join(root, 'key')));
  const fsck = await done(run(settings, 'fsck'));
  assert.equal(fsck.includes('✗'), false);
  await server.end('SIGTERM');
  server = undefined;
});

test('a server on too old a database says so on its pages and writes nothing', async () => {
  const asked = ['--to', moment, '--key', join(root, 'key'), '--aside'];
  assert.equal((await run(settings, 'restore', join(root, 'backup'), ...asked)).code, 3);
  server = await start(settings);
  assert.match(await (await fetch(`${server.address}/lo/registers`)).text(), /ອາດຂາດຂໍ້ມູນທີ່ເຜີຍແຜ່ລ່າສຸດ/);
  const ready = await fetch(`${server.address}/ready`);
  const { notes } = (await ready.json()) as { notes?: string[] };
  assert.deepEqual([ready.status, notes?.includes('read-only')], [200, true]);
  const file = join(root, 'shops-0.csv');
  await writeFile(file, 'id,owner\ns1,ທ່ານ ອື່ນ\n');
  const refused = await run(settings, 'import', 'shops', file, '--officer', 'ນ້ອຍ', '--approver', 'ບຸນ', '--json');
  assert.deepEqual([refused.code, /store\/read-only/.test(refused.out)], [3, true], refused.err);
  await server.end('SIGTERM');
  server = undefined;
});
