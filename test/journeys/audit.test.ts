// Who proposed, approved and published stands in a log of its own, under pseudonyms: a name in a log could never be erased.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRecord } from '#projection/record';
import { getRegister } from '#store';
import { bringIn, define, openWalk } from '#test/walk';
import { sequenceActs } from '#workflow/audit';

test('every act of a publication stands in the audit log once, under a pseudonym', async t => {
  const walk = await openWalk();
  t.after(() => walk.close());
  const fields = [{ name: 'id', type: 'string', constraints: { required: true } }];
  await define(walk, { name: 'shop', title: 'Shops', schema: { primaryKey: ['id'], fields } });
  await bringIn(walk, 'shop', 'id\na\n', { officer: 'ນ້ອຍ', approvers: ['ບຸນ'] });
  assert.equal(await sequenceActs(walk.store, 'test.example.la/log/audit'), 3);
  assert.equal(await sequenceActs(walk.store, 'test.example.la/log/audit'), 0);
  const audit = await getRegister(walk.store.app, 'audit');
  assert.equal(audit.open, false);
  const options = { tiers: ['public', 'government', 'custodian'], today: '2026-01-01' } as const;
  const acts = await Promise.all(['1', '2', '3'].map(key => findRecord(walk.store.app, audit, key, options)));
  assert.deepEqual(
    acts.map(act => act?.item['what']),
    ['propose', 'approve', 'publish'],
  );
  for (const act of acts) assert.match(String(act?.item['person']), /^p-[0-9a-f]{24}$/);
  assert.equal(acts[0]?.item['person'], acts[2]?.item['person']);
});
