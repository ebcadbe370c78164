// Two servers on one database: one leads and the other waits; it takes over when the first is killed, when it stops, and when it loses no
// more than its lock. Who was overtaken signs nothing.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { startSigner } from '#signer';
import { type TestDatabase, testDatabase } from '#test/database';
import { type RunningServer, run, type Settings, start, startWaiting, type WaitingServer } from '#test/program';
import { schoolDefinition } from './school-log.ts';

let folder: string;
let database: TestDatabase;
let settings: Settings;
let written = 0;
/** To be ended whatever a test comes to. */
const started: (RunningServer | WaitingServer)[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'laopedia-standby-'));
  database = await testDatabase();
  // What two servers share besides the database: the folder with keys and anchor.
  settings = { DATABASE_URL: database.url, LAOPEDIA_DATA: folder, LAOPEDIA_LOG: 'silent' };
  assert.equal((await run(settings, 'begin')).code, 0);
  await writeFile(join(folder, 'schools.json'), JSON.stringify(schoolDefinition('schools')));
  assert.equal((await run(settings, 'define', join(folder, 'schools.json'))).code, 0);
});

after(async () => {
  for (const server of started) void server.end('SIGKILL');
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function standby(): Promise<{ server: WaitingServer; url: string }> {
  const port = await freePort();
  const server = running(await startWaiting({ ...settings, PORT: String(port) }, /standby/));
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await status(`${url}/health`)) === 200);
  return { server, url };
}

function running<S extends RunningServer | WaitingServer>(server: S): S {
  started.push(server);
  return server;
}

async function status(url: string): Promise<number> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    answer => answer.status,
    () => 0,
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await holds())) {
    assert.ok(performance.now() < end, `it did not come to pass: ${holds.toString()}`);
    await pause(100);
  }
}

/** Publishes one row by the command, and waits until it stands in a signed checkpoint: the server signs, not the command. */
async function publishAndSee(url: string): Promise<void> {
  const key = `W${written++}`;
  const file = join(folder, 'one.csv');
  await writeFile(file, `code,name\n${key},ໂຮງຮຽນ ${written}\n`);
  const { code, err } = await run(settings, 'import', 'schools', file, '--officer', 'a', '--approver', 'b');
  assert.equal(code, 0, err);
  await until(async () => {
    const note = await (await fetch(`${url}/log/schools/checkpoint`)).text();
    return Number(note.split('\n')[1]) >= 1 + 2 * written;
  });
}

async function ended(server: RunningServer | WaitingServer): Promise<void> {
  const { code, err } = await server.end('SIGTERM');
  assert.equal(code, 0, err);
}

test('the second server waits, and takes over from one that is killed and from one that stops', async () => {
  const first = running(await start(settings));
  const second = await standby();
  assert.deepEqual(await (await fetch(`${second.url}/ready`)).json(), { ready: false, reasons: ['standby'] });
  const other = await fetch(`${second.url}/lo/`);
  assert.deepEqual([other.status, other.headers.get('retry-after')], [503, '2']);
  await publishAndSee(first.address);
  await first.end('SIGKILL');
  await until(async () => (await status(`${second.url}/ready`)) === 200);
  await publishAndSee(second.url);
  const third = await standby();
  await ended(second.server);
  await until(async () => (await status(`${third.url}/ready`)) === 200);
  await publishAndSee(third.url);
  await ended(third.server);
  assert.equal((await run(settings, 'fsck')).code, 0);
});

test('a server that hangs and loses its lock finds itself on standby, and its signer has signed nothing since', async () => {
  const [port, sql] = [await freePort(), postgres(database.url, { max: 1 })];
  const first = running(await start({ ...settings, PORT: String(port) }));
  const second = await standby();
  // As a machine that is halted: PostgreSQL gives its session up. Its signer, a process of its own, goes on.
  first.signal('SIGSTOP');
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'laopedia_lead' and datname = current_database()`;
  await until(async () => (await status(`${second.url}/ready`)) === 200);
  await publishAndSee(second.url);
  first.signal('SIGCONT');
  await until(async () => (await status(`${first.address}/ready`)) === 503);
  await ended(second.server);
  await until(async () => (await status(`${first.address}/ready`)) === 200);
  await publishAndSee(first.address);
  await ended(first);
  await sql.end();
  assert.equal((await run(settings, 'fsck')).code, 0);
});

test('a signer whose server was overtaken signs nothing', async () => {
  const keys = { keyFolder: join(folder, 'keys'), anchorFolder: join(folder, 'anchor') };
  const signer = startSigner({ databaseUrl: database.url, ...keys, term: 'of yesterday', log: () => {} });
  await assert.rejects(signer, /another server leads/);
});
