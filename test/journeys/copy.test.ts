// A register travels as a stream and stands again elsewhere: the same entries, the same root, the same records. What was
// hidden stays behind, and a stream in which anything was changed leaves nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { copyRegister } from '#exchange';
import { exportRegister } from '#projection/export';
import { findRecord, listRecords } from '#projection/record';
import { type Definition, Refusal } from '#register';
import { getRegister, readFsckReport } from '#store';
import { bringIn, define, openWalk, type Walk } from '../support/walk.ts';

const shops: Definition = {
  name: 'shop',
  title: { lo: 'ຮ້ານຄ້າ', en: 'Shops' },
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id', type: 'string', constraints: { required: true } },
      { name: 'name', type: 'string', as: 'lao-name', constraints: { required: true } },
      { name: 'owner', type: 'string', visibility: 'custodian' },
    ],
  },
};

let original: Walk;
let elsewhere: Walk;

before(async () => {
  [original, elsewhere] = await Promise.all([openWalk(), openWalk()]);
  await define(original, shops);
  const rows = Array.from({ length: 600 }, (_, at) => `s${at},ຮ້ານ ${at},ທ່ານ ${at}`);
  await bringIn(original, 'shop', `id,name,owner\n${rows.join('\n')}\n`);
  await bringIn(original, 'shop', 'id,name\ns1,ຮ້ານ ໃໝ່\n');
});

after(() => Promise.all([original.close(), elsewhere.close()]));

async function streamOf(walk: Walk): Promise<Buffer> {
  const stored = await getRegister(walk.store.public, 'shop');
  const exported = await exportRegister(walk.store.public, stored, { format: 'rsf', tier: 'public' });
  const chunks = [];
  for await (const chunk of exported.stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* pieces(bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

test('a changed stream is refused with its line, and nothing of it is kept', async () => {
  const bytes = await streamOf(original);
  const broken = Buffer.from(bytes.toString('utf8').replace('ຮ້ານ 77', 'ຮ້ານ 78'));
  await assert.rejects(copyRegister(elsewhere.store, pieces(broken)), (problem: unknown) => {
    assert.ok(problem instanceof Refusal);
    assert.equal(problem.code, 'export/rsf-digest');
    return true;
  });
  await assert.rejects(copyRegister(elsewhere.store, pieces(bytes.subarray(0, bytes.length - 100))), Refusal);
  await assert.rejects(getRegister(elsewhere.store.public, 'shop'), Refusal);
});

test('the copy is equal: size, root, records, history, and the stream it gives again', async () => {
  const bytes = await streamOf(original);
  const copied = await copyRegister(elsewhere.store, pieces(bytes));
  const stored = await getRegister(original.store.public, 'shop');
  assert.equal(copied.size, stored.size);
  assert.equal(copied.records, 600);
  assert.equal(copied.origin, stored.origin);
  assert.ok(bytes.equals(await streamOf(elsewhere)));
  const list = { filters: { name: ['ຮ້ານ ໃໝ່'] } };
  const [here, there] = await Promise.all([
    listRecords(original.store.public, stored, list),
    listRecords(elsewhere.store.public, copied, list),
  ]);
  assert.deepEqual(there, here);
  assert.equal(there.records.length, 1);
  assert.equal((await readFsckReport(elsewhere.store)).ok, true);
});

test('what is hidden did not travel', async () => {
  const stored = await getRegister(elsewhere.store.public, 'shop');
  const tiers = ['public', 'government', 'custodian'] as const;
  const options = { tiers, today: '2026-01-01' };
  const copy = await findRecord(elsewhere.store.app, stored, 's5', options);
  assert.deepEqual(copy?.item, { id: 's5', name: 'ຮ້ານ 5' });
  const kept = await findRecord(original.store.app, await getRegister(original.store.app, 'shop'), 's5', options);
  assert.equal(kept?.item['owner'], 'ທ່ານ 5');
});

test('a copy takes no publications of its own, and no second copy', async () => {
  await assert.rejects(bringIn(elsewhere, 'shop', 'id,name\ns9,ຮ້ານ ອື່ນ\n'), { code: 'log/copied' });
  const bytes = await streamOf(original);
  await assert.rejects(copyRegister(elsewhere.store, pieces(bytes)), { code: 'log/name-taken' });
});
