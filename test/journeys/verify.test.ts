// A published register before readers who trust nobody: the log's addresses serve it, our check and the Go team's accept it,
// and whatever is changed afterwards is named.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { exportLogFolder, tryTamper, type VerifyReport, verifyLog, verifyProof } from '#exchange';
import { logRoutes } from '#interface/log-api';
import { plainFront } from '#lib/traffic';
import type { SignerProcess } from '#signer';
import { findRegister, type StoredRegister } from '#store';
import { goIsMissing, judgeByGo } from '#test/go-verifier';
import { publishDefinition } from '#workflow/publication';
import { definition, type Installation, install, origin, publishShops, signedUpTo } from './shops.fixture.ts';

const codesOf = (report: VerifyReport): string[] => report.failures.map(failure => failure.message);

describe('a served log', () => {
  let here: Installation;
  let server: FastifyInstance;
  let address = '';
  let key = '';
  let stored: StoredRegister;
  let signer: SignerProcess;

  before(async () => {
    here = await install();
    await publishShops(here.store, 0, 300);
    signer = await here.sign();
    stored = await publishShops(here.store, 300, 310);
    await signedUpTo(signer, stored);
    server = fastify();
    await server.register(
      logRoutes({
        sql: () => here.store.public,
        find: name => findRegister(here.store.public, name),
        front: plainFront,
      }),
    );
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
    const said = await judgeByGo(here.folder, address, key);
    assert.match(said, /^accepted: data\.example\.la\/log\/shops size 314 /);
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
      assert.match(JSON.stringify(body['detail']), /[\u0e81-\u0edf]/);
    }
    assert.equal((await fetch(`${address.replace('shops', 'shop')}/checkpoint`)).status, 404);
  });

  test('a closed register is signed and not served', async () => {
    const closed = { ...definition, name: 'acts' } as typeof definition;
    const options = { officer: 'admin', origin: 'data.example.la/log/acts', proposal: 'define-acts', open: false };
    const acts = await publishDefinition(here.store, closed, options);
    assert.equal(await signer.settled(acts.id, acts.size, 10_000), true);
    const response = await fetch(address.replace('shops/', 'acts/').replace(/shops$/, 'acts/checkpoint'));
    assert.equal(response.status, 404);
    assert.equal(((await response.json()) as { code: string }).code, 'log-api/no-such-log');
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
    const bytes = await sql`
      select convert_from(bytes, 'UTF8') as text, position('LA-2'::bytea in bytes) + 3 as at
      from laopedia.entry where register_id = ${stored.id} and number = 300`;
    assert.ok(String(bytes[0]?.['text']).indexOf('"public":"') < 80);
    await change(digest, digest, /^verify\/(body-changed: .*entry 300|entry-unreadable: Entry 300) /);
    const lettersOfKey = entry(300, Number(bytes[0]?.['at']));
    await change(lettersOfKey, lettersOfKey, /^verify\/root-mismatch/);
    await sql.unsafe(lettersOfKey);
    assert.match(String(codesOf(await verifyLog(address, { key }))[1]), /open-tile-suspect: .*256 to 313/);
    await sql.unsafe(lettersOfKey);
    const body = (from: string, to: string) =>
      `update laopedia.body_public set body = replace(body, '${from}', '${to}') where number = 12`;
    await change(body('ຮ້ານ', 'ຮ້າມ'), body('ຮ້າມ', 'ຮ້ານ'), /^verify\/body-changed: .*entry 12 /);
    const tile = `update laopedia.tile set hashes = set_byte(hashes, 65, get_byte(hashes, 65) # 1) where level = 0`;
    await change(tile, tile, /^verify\/tile-wrong: tile\/0\/000 .*entries 2 to 2/);
  });
});
