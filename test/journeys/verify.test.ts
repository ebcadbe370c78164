// A published register before readers who trust nobody: the signer signs it, the log's addresses serve it, our check and the
// Go team's accept it, and whatever is changed afterwards is named. A database that was set back is never signed again.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fastify, { type FastifyInstance } from 'fastify';
import { exportLogFolder, tryTamper, type VerifyReport, verifyLog, verifyProof } from '#exchange';
import { logRoutes } from '#interface/log-api';
import { countsFold } from '#projection/counts';
import { recordFold } from '#projection/record';
import type { Definition } from '#register';
import { declareRestored, type SignerProcess, startSigner, waitForCheckpoint } from '#signer';
import { findCheckpoint, getRegister, openStore, type Store, type StoredRegister } from '#store';
import { type TestDatabase, testDatabase } from '#test/database';
import { approve } from '#workflow/approval';
import { propose } from '#workflow/proposal';
import { publish, publishDefinition } from '#workflow/publication';

const origin = 'data.example.la/log/shops';
const definition: Definition = {
  name: 'shops',
  title: { lo: 'ຮ້ານຄ້າ', en: 'Shops' },
  custodian: 'la',
  schema: {
    primaryKey: ['code'],
    fields: [
      { name: 'code', type: 'string', title: { lo: 'ລະຫັດ', en: 'Code' } },
      { name: 'name', type: 'string', as: 'lao-name', title: { lo: 'ຊື່', en: 'Name' } },
      { name: 'owner', type: 'string', title: { lo: 'ເຈົ້າຂອງ', en: 'Owner' }, visibility: 'custodian' },
    ],
  },
} as unknown as Definition;

interface StoredHead {
  readonly size: number;
  readonly root: Uint8Array;
  readonly frontier: Uint8Array;
  readonly records: number;
}

/** An installation with one register; each group of tests has its own. */
interface Installation {
  readonly db: TestDatabase;
  readonly folder: string;
  readonly store: Store;
  readonly lines: string[];
  sign(): Promise<SignerProcess>;
  close(): Promise<void>;
}

async function install(): Promise<Installation> {
  const db = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-verify-'));
  const folds = [countsFold, recordFold];
  const store = await openStore({ databaseUrl: db.url, dataFolder: folder, as: 'server', folds });
  await publishDefinition(store, definition, { officer: 'admin', origin, proposal: 'define-shops' });
  const lines: string[] = [];
  const signers: SignerProcess[] = [];
  return {
    db,
    folder,
    store,
    lines,
    async sign() {
      const folders = { keyFolder: join(folder, 'keys'), anchorFolder: join(folder, 'anchor') };
      const signer = await startSigner({ databaseUrl: db.url, ...folders, log: line => lines.push(line) });
      signers.push(signer);
      return signer;
    },
    async close() {
      for (const signer of signers) await signer.stop();
      await store.close();
      await db.drop();
      await rm(folder, { recursive: true });
    },
  };
}

const shops = (store: Store): Promise<StoredRegister> => getRegister(store.app, 'shops');

/** Publishes shops with these numbers; answers the register as it stands then. */
async function publishShops(store: Store, from: number, until: number): Promise<StoredRegister> {
  async function* drafts() {
    yield Array.from({ length: until - from }, (_, place) => {
      const code = `LA-${from + place}`;
      const given = { code, name: `ຮ້ານ ${from + place}`, owner: 'ນາງ ຄຳ' };
      return {
        sheet: null,
        row: place + 2,
        key: code,
        given,
        withdraw: false,
        findings: [],
        blocked: false,
        pending: [],
      };
    });
  }
  const proposal = await propose(store, await shops(store), drafts() as never, { officer: 'noy', atOnce: true });
  assert.equal(proposal.blocking, 0, JSON.stringify(proposal.findings));
  await approve(store, String(proposal.id), 'kham');
  await publish(store, String(proposal.id));
  return shops(store);
}

async function signedUpTo(signer: SignerProcess, stored: StoredRegister): Promise<void> {
  assert.equal(await signer.settled(stored.id, stored.size, 10_000), true, 'no checkpoint within ten seconds');
}

const codesOf = (report: VerifyReport): string[] => report.failures.map(failure => failure.message);

async function readOnly(store: Store): Promise<Record<string, unknown> | null> {
  const rows = await store.app`select value from laopedia.installation where name = 'read-only'`;
  return (rows[0]?.['value'] ?? null) as Record<string, unknown> | null;
}

async function until<Value>(look: () => Promise<Value | null | undefined>): Promise<Value> {
  for (let round = 0; round < 400; round++) {
    const seen = await look();
    if (seen !== undefined && seen !== null) return seen;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error('it did not come about');
}

describe('a served log', () => {
  let here: Installation;
  let server: FastifyInstance;
  let address = '';
  let key = '';
  let stored: StoredRegister;

  before(async () => {
    here = await install();
    await publishShops(here.store, 0, 300);
    const signer = await here.sign();
    stored = await publishShops(here.store, 300, 310);
    await signedUpTo(signer, stored);
    server = fastify();
    await server.register(logRoutes({ sql: () => here.store.public }));
    await server.listen({ port: 0, host: '127.0.0.1' });
    address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/log/shops`;
    key = (await (await fetch(`${address}/key`)).text()).trim();
  });
  after(async () => {
    await server.close();
    await here.close();
  });

  test('holds under its key over HTTP, with every entry, body and tile', async () => {
    const seen: number[] = [];
    const report = await verifyLog(new URL(address), { key, progress: entries => seen.push(entries) });
    assert.deepEqual(codesOf(report), []);
    assert.equal(report.holds, true);
    assert.equal(report.keySource, 'given');
    assert.equal(report.origin, origin);
    assert.equal(report.size, stored.size);
    assert.deepEqual(
      [report.entries, report.publications, report.schemas, report.bodies, report.absentBodies],
      [314, 3, 1, 311, 0],
    );
    assert.equal(seen.at(-1), stored.size);
    assert.equal(key.startsWith(`${origin}+`), true);
  });

  test('without a key only its consistency is shown, and another key is refused', async () => {
    assert.equal((await verifyLog(address)).keySource, 'log');
    const stranger = `${origin}+5d0ad6a8+AQ==`;
    assert.match(String(codesOf(await verifyLog(address, { key: stranger }))), /^verify\/key-unreadable/);
  });

  test('is accepted by the Go verifier, which shares no code with us', { skip: goIsMissing() }, async () => {
    const program = join(here.folder, 'verify-go');
    const source = fileURLToPath(new URL('../vectors/verify.go', import.meta.url));
    const env = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode' };
    const built = spawnSync('go', ['build', '-o', program, source], { env, encoding: 'utf8' });
    assert.equal(built.status, 0, built.stderr);
    const { stdout } = await promisify(execFile)(program, [address, key]);
    assert.match(stdout, /^accepted: data\.example\.la\/log\/shops size 314 /);
  });

  test('proves one entry by a text that needs no server', async () => {
    const text = await (await fetch(`${address}/proof/7`)).text();
    const report = verifyProof(text, key);
    assert.equal(report.holds, true);
    assert.equal(report.number, 7);
    assert.equal(report.entry?.['key'], 'LA-5');
    assert.match(String(report.body), /ຮ້ານ 5/);
    assert.doesNotMatch(text, /ນາງ/);
    assert.equal(verifyProof(text).keySource, 'none');
    const other = verifyProof(text.replace('index 7', 'index 8'), key);
    assert.match(String(other.failures), /verify\/proof-fails.*8/);
    assert.match(String(verifyProof(await (await fetch(`${address}/checkpoint`)).text()).failures), /proof-unreadable/);
  });

  test('lets nobody see past the anchored checkpoint, and says in two languages what is wrong', async () => {
    const cases: readonly [string, number, string][] = [
      ['proof/314', 404, 'log-api/no-such-entry'],
      ['proof/x', 400, 'log-api/bad-number'],
      ['tile/0/002', 404, 'log-api/no-such-tile'],
      ['tile/0/001', 404, 'log-api/no-such-tile'],
      ['tile/0/001.p/59', 404, 'log-api/no-such-tile'],
      ['tile/entries/1', 400, 'log-api/bad-path'],
      ['tile/0/000.p/256', 400, 'log-api/bad-path'],
      ['public/x000/001', 400, 'log-api/bad-path'],
      ['consistency?from=2&to=315', 400, 'log-api/bad-sizes'],
      ['consistency?from=3&to=2', 400, 'log-api/bad-sizes'],
    ];
    for (const [path, status, code] of cases) {
      const response = await fetch(`${address}/${path}`);
      const body = (await response.json()) as Record<string, unknown>;
      assert.deepEqual([path, response.status, body['code']], [path, status, code]);
      assert.match(String(response.headers.get('content-type')), /^application\/problem\+json/);
      assert.match(String(body['lo']), /[\u0e81-\u0edf]/);
    }
    assert.equal((await fetch(`${address.replace('shops', 'shop')}/checkpoint`)).status, 404);
  });

  test('gives full tiles for ever, partial ones for a minute, and bodies by their ETag', async () => {
    const cacheOf = async (path: string) => (await fetch(`${address}/${path}`)).headers.get('cache-control');
    assert.match(String(await cacheOf('tile/entries/000')), /immutable/);
    assert.match(String(await cacheOf('tile/0/001.p/58')), /max-age=60/);
    assert.match(String(await cacheOf('tile/0/001.p/7')), /max-age=60/);
    assert.equal(await cacheOf('checkpoint'), 'no-cache');
    const bodies = await fetch(`${address}/public/000`);
    const etag = String(bodies.headers.get('etag'));
    assert.equal((await fetch(`${address}/public/000`, { headers: { 'if-none-match': etag } })).status, 304);
  });

  test('remembers what was checked: the same log shorter or with another past is refused', async () => {
    const stateFolder = join(here.folder, 'state');
    const copy = join(here.folder, 'earlier');
    await exportLogFolder(here.store.public, stored, copy);
    assert.equal((await verifyLog(address, { key, stateFolder })).before, undefined);
    assert.equal((await verifyLog(copy, { key, stateFolder })).before, stored.size);
    const [file] = readdirSync(stateFolder);
    const note = await readFile(join(stateFolder, String(file)), 'utf8');
    await writeFile(join(stateFolder, String(file)), note.replace('\n314\n', '\n400\n'));
    assert.match(String(codesOf(await verifyLog(copy, { key, stateFolder }))), /verify\/shrunk/);
    await writeFile(join(stateFolder, String(file)), note.replace('\n314\n', '\n303\n'));
    assert.match(String(codesOf(await verifyLog(copy, { key, stateFolder }))), /verify\/forked/);
  });

  test('a copy of it as files holds too, and one flipped bit anywhere in it is named', async () => {
    const whole = join(here.folder, 'whole');
    await exportLogFolder(here.store.public, stored, whole);
    assert.deepEqual(codesOf(await verifyLog(whole, { key })), []);
    const cases: readonly [string, number, RegExp][] = [
      ['tile/entries/000', 700, /^verify\/entry-changed: Entry \d+ /],
      ['tile/0/000', 32 * 9, /^verify\/tile-wrong: tile\/0\/000 .*entries 9 to 9/],
      ['tile/0/001.p/58', 32 * 3, /^verify\/tile-wrong: tile\/0\/001\.p\/58 .*entries 259 to 259/],
      ['tile/1/000.p/1', 5, /^verify\/tile-wrong: tile\/1\/000\.p\/1 .*entries 0 to 255/],
      ['public/001.p/58', 50, /^verify\/body-changed: .*entry 256 /],
      ['public/001.p/58', 1, /^verify\/bodies-unreadable: public\/001\.p\/58/],
      ['tile/entries/001.p/58', 0, /^verify\/bundle-unreadable: .*entries 256 to 313/],
      ['checkpoint', 3, /^verify\/wrong-signature/],
    ];
    for (const [path, byte, said] of cases) {
      const copy = join(here.folder, 'flipped');
      await cp(whole, copy, { recursive: true });
      const bytes = await readFile(join(copy, path));
      bytes[byte] = (bytes[byte] ?? 0) ^ 1;
      await writeFile(join(copy, path), bytes);
      const failures = codesOf(await verifyLog(copy, { key }));
      assert.match(String(failures[0]), said, path);
      await rm(copy, { recursive: true });
    }
  });

  test('try-tamper has the changed entry named, and leaves the log as it was', async () => {
    const { entry, untouched, tampered } = await tryTamper(here.store, 'shops');
    assert.equal(untouched.holds, true);
    assert.deepEqual(codesOf(tampered), [`verify/entry-changed: Entry ${entry} was changed after it was signed.`]);
    assert.equal((await verifyLog(address, { key })).holds, true);
  });

  test('an entry, a body and a tile changed in the database by its master are named', async () => {
    const sql = here.store.owner;
    const change = async (statement: string, back: string, said: RegExp) => {
      await sql.unsafe(statement);
      const failures = codesOf(await verifyLog(address, { key }));
      await sql.unsafe(back);
      assert.match(String(failures[0]), said);
      assert.equal((await verifyLog(address, { key })).holds, true);
    };
    const entry = (number: number, byte: number) =>
      `update laopedia.entry set bytes = set_byte(bytes, ${byte}, get_byte(bytes, ${byte}) # 1)
       where register_id = ${stored.id} and number = ${number}`;
    await change(entry(9, 40), entry(9, 40), /^verify\/entry-changed: Entry 9 /);
    // In the open tile no hash is stored: the digest that was changed gives the entry away by its body.
    const digest = entry(300, 80);
    const bytes = await sql`select convert_from(bytes, 'UTF8') as text from laopedia.entry where number = 300`;
    assert.ok(String(bytes[0]?.['text']).indexOf('"public":"') < 80);
    await change(digest, digest, /^verify\/(body-changed: .*entry 300|entry-unreadable: Entry 300) /);
    const body = (from: string, to: string) =>
      `update laopedia.body_public set body = replace(body, '${from}', '${to}') where number = 12`;
    await change(body('ຮ້ານ', 'ຮ້າມ'), body('ຮ້າມ', 'ຮ້ານ'), /^verify\/body-changed: .*entry 12 /);
    const tile = `update laopedia.tile set hashes = set_byte(hashes, 65, get_byte(hashes, 65) # 1) where level = 0`;
    await change(tile, tile, /^verify\/tile-wrong: tile\/0\/000 .*entries 2 to 2/);
  });
});

describe('the signer', () => {
  let here: Installation;
  before(async () => {
    here = await install();
  });
  after(() => here.close());

  test('killed at any moment it comes back, and sizes of checkpoints strictly grow', async () => {
    const signer = await here.sign();
    for (let round = 0; round < 3; round++) {
      if (signer.pid !== undefined) process.kill(signer.pid, 'SIGKILL');
      const stored = await publishShops(here.store, round * 5, round * 5 + 5);
      await signedUpTo(signer, stored);
      assert.equal((await findCheckpoint(here.store.public, stored.id))?.size, stored.size);
    }
    assert.match(here.lines.join('\n'), /the signer ended \(SIGKILL\) and is started again/);
    const { id } = await shops(here.store);
    const sql = here.store.owner;
    const size = (await shops(here.store)).size;
    await assert.rejects(
      sql`select laopedia.keep_checkpoint(${id}, ${size}, ${Buffer.alloc(32)}, 'x')`,
      /at size \d+ or above is there/,
    );
    await signer.stop();
    assert.equal(signer.pid, undefined);
  });

  test('its key is a file that nobody else can read, and is nowhere in the database', async () => {
    const [file] = readdirSync(join(here.folder, 'keys'));
    assert.equal(file, 'data.example.la%2Flog%2Fshops.key');
    const path = join(here.folder, 'keys', file);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const rows = await here.store.owner`select vkeys from laopedia.log_key`;
    assert.equal(rows.length, 1);
    assert.doesNotMatch(String(rows[0]?.['vkeys']), /PRIVATE/);
  });

  test('the signer may not change what it has kept', async () => {
    const sql = here.store.owner;
    const asSigner = (statement: string) =>
      sql.begin(async tx => {
        await tx.unsafe('set local role laopedia_signer');
        await tx.unsafe(statement);
      });
    await assert.rejects(asSigner(`update laopedia.checkpoint set note = ''`), /permission denied/);
    await assert.rejects(asSigner(`select laopedia.forget_checkpoints(1, 0)`), /permission denied/);
  });

  test('it signs nothing where an entry that was not signed yet is no longer the published one', async () => {
    const before = await shops(here.store);
    const stored = await publishShops(here.store, 50, 55);
    const sql = here.store.owner;
    const number = before.size + 1;
    const flip = sql`
      update laopedia.entry set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1)
      where register_id = ${stored.id} and number = ${number}`;
    await flip;
    const signer = await here.sign();
    const why = await until(() => readOnly(here.store));
    assert.equal(why['code'], 'root');
    assert.match(String(why['lo']), /[\u0e81-\u0edf]/);
    assert.equal((await findCheckpoint(here.store.public, stored.id))?.size, before.size);
    await assert.rejects(publishShops(here.store, 60, 61), /store\/read-only/);
    assert.equal(here.lines.filter(line => line.startsWith('nothing is published')).length, 1);
    await sql`
      update laopedia.entry set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1)
      where register_id = ${stored.id} and number = ${number}`;
    await sql`select pg_notify('laopedia_head', ${String(stored.id)})`;
    await signedUpTo(signer, stored);
    assert.ok(await waitForCheckpoint(here.store.public, stored.id, stored.size, 1000));
    await until(async () => ((await readOnly(here.store)) === null ? true : null));
    await signer.stop();
  });

  test('a database set back to an earlier state is read-only and never forks, until somebody answers for it', async () => {
    const signer = await here.sign();
    const earlier = await shops(here.store);
    const sql = here.store.owner;
    const [head] = await sql`select * from laopedia.head where register_id = ${earlier.id}`;
    const later = await publishShops(here.store, 70, 75);
    await signedUpTo(signer, later);
    await signer.stop();
    const setBack = async () => {
      await sql`delete from laopedia.entry where number >= ${earlier.size}`;
      await sql`delete from laopedia.publication where number >= ${earlier.size}`;
      await sql`delete from laopedia.checkpoint where size > ${earlier.size}`;
      await sql`delete from laopedia.body_public where number >= ${earlier.size}`;
      await sql`delete from laopedia.body_custodian where number >= ${earlier.size}`;
      await sql.unsafe(`delete from records.r${earlier.id} where entry >= ${earlier.size}`);
      const { size, root, frontier, records } = head as unknown as StoredHead;
      await sql`update laopedia.head set size = ${size}, root = ${root}, frontier = ${frontier}, records = ${records}`;
    };
    await setBack();
    const again = await here.sign();
    const why = await until(() => readOnly(here.store));
    assert.equal(why['code'], 'shrunken');
    assert.equal((await findCheckpoint(here.store.public, earlier.id))?.size, earlier.size);
    await assert.rejects(publishShops(here.store, 80, 85), /store\/read-only/);
    await again.stop();

    const anchorFolder = join(here.folder, 'anchor');
    const words = { register: 'shops', by: 'director', reason: 'the disk burned', anchorFolder };
    assert.equal(await declareRestored(here.store, words), earlier.size);
    assert.equal(await readOnly(here.store), null);
    const third = await here.sign();
    await signedUpTo(third, await publishShops(here.store, 80, 90));
    const folder = join(anchorFolder, encodeURIComponent(origin));
    assert.match(await readFile(join(folder, 'declarations'), 'utf8'), /the disk burned/);
    assert.match(await readFile(join(folder, 'history'), 'utf8'), new RegExp(`\n${later.size}\n`));
  });

  test('a lost anchor or a lost key stops it too', async () => {
    for (const [name, code] of [
      ['anchor', 'anchor-lost'],
      ['keys', 'key-lost'],
    ] as const) {
      renameSync(join(here.folder, name), join(here.folder, `${name}-gone`));
      const signer = await here.sign();
      assert.equal((await until(() => readOnly(here.store)))['code'], code);
      await signer.stop();
      await rm(join(here.folder, name), { recursive: true, force: true });
      renameSync(join(here.folder, `${name}-gone`), join(here.folder, name));
      const healed = await here.sign();
      await until(async () => ((await readOnly(here.store)) === null ? true : null));
      await healed.stop();
    }
  });
});

function goIsMissing(): string | false {
  const isThere =
    spawnSync('go', ['version']).status === 0 && existsSync('/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog');
  return isThere || process.env['CI'] !== undefined ? false : 'Go or its x/mod is not installed here';
}
