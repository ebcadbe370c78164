// The signer in bad days: killed, handed a changed entry, a database set back, a lost anchor, a lost key, a hasher that lies.
// It comes back, or it signs nothing and says why; it never forks a log.
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { generateSigner } from '#lib/note';
import { declareRestored, waitForCheckpoint } from '#signer';
import { findCheckpoint, type Store } from '#store';
import { type Installation, install, origin, publishShops, shops, signedUpTo } from './shops.fixture.ts';

interface StoredHead {
  readonly size: number;
  readonly root: Uint8Array;
  readonly frontier: Uint8Array;
  readonly records: number;
}

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
    await third.stop();
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

  test('a second key beside the first signs with it, so that readers who know either go on', async () => {
    const file = join(here.folder, 'keys', `${encodeURIComponent(origin)}.key`);
    const next = generateSigner(origin);
    appendFileSync(file, `${next.skey}\n`);
    const signer = await here.sign();
    const stored = await publishShops(here.store, 100, 101);
    await signedUpTo(signer, stored);
    const note = String((await findCheckpoint(here.store.public, stored.id))?.note);
    assert.equal(note.match(/^— /gm)?.length, 2);
    const rows = await here.store.public`select vkeys from laopedia.log_key`;
    assert.equal(String(rows[0]?.['vkeys']).split('\n')[1], next.vkey);
    await signer.stop();
  });

  test('a missing entry and a changed signed one are told apart, and when they are put back it goes on by itself', async () => {
    const sql = here.store.owner;
    const stored = await publishShops(here.store, 105, 107);
    const number = stored.size - 3; // not signed yet
    const [gone] = await sql`select bytes from laopedia.entry where register_id = ${stored.id} and number = ${number}`;
    await sql`delete from laopedia.entry where register_id = ${stored.id} and number = ${number}`;
    const first = await here.sign();
    assert.equal((await until(() => readOnly(here.store)))['code'], 'gap');
    await sql`insert into laopedia.entry values (${stored.id}, ${number}, ${gone?.['bytes']})`;
    await sql`select pg_notify('laopedia_head', ${String(stored.id)})`;
    await signedUpTo(first, stored);
    await until(async () => ((await readOnly(here.store)) === null ? true : null));
    await first.stop();
    await sql`update laopedia.entry set bytes = 'x' where register_id = ${stored.id} and number = ${number}`;
    const second = await here.sign();
    assert.equal((await until(() => readOnly(here.store)))['code'], 'forked');
    await second.stop();
    await sql`update laopedia.entry set bytes = ${gone?.['bytes']} where register_id = ${stored.id} and number = ${number}`;
    const third = await here.sign();
    await until(async () => ((await readOnly(here.store)) === null ? true : null));
    await third.stop();
  });

  test('where SQL hashes an entry otherwise than Node it signs nothing', async () => {
    const sql = here.store.owner;
    const stored = await publishShops(here.store, 110, 111);
    const [name] = await sql`select quote_ident(current_database()) as name`;
    await sql.unsafe(`
      create function public.sha256(bytea) returns bytea language sql
        as 'select set_byte(pg_catalog.sha256($1), 0, get_byte(pg_catalog.sha256($1), 0) # 1)';
      alter database ${name?.['name']} set search_path = public, pg_catalog`);
    const signer = await here.sign();
    const why = await until(() => readOnly(here.store));
    assert.deepEqual([why['code'], why['register']], ['hashers', 'shops']);
    assert.match(String(why['en']), new RegExp(`Entry ${stored.size - 2} of shops`));
    assert.equal(await waitForCheckpoint(here.store.public, stored.id, stored.size, 0), undefined);
    await signer.stop();
  });
});
