// Items and their keys: tiers that split them, what a file changes of them, and how a key is made.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedRows, changeOf, mergeItem } from './change.ts';
import { changedFields, type Item, sameItem, tierBody, writeValue } from './item.ts';
import { decodeKey, keyOf, seriesKey } from './key.ts';
import { sampleField, sampleRegister } from './sample-fields.ts';
import { fieldsOfTier, findField, referenceOf, tiersOf } from './schema.ts';
import { mayReadTier } from './tier.ts';

const register = sampleRegister([
  { name: 'id' },
  { name: 'name' },
  { name: 'phone', visibility: 'government' },
  { name: 'owner', visibility: 'custodian' },
]);
const item: Item = { id: '1', name: 'ກ', owner: 'ຂ' };

test('a tier holds the present fields of its own, and nothing of the others', () => {
  assert.deepEqual(tierBody(item, register.schema, 'public'), { id: '1', name: 'ກ' });
  assert.deepEqual(tierBody(item, register.schema, 'government'), {});
  assert.deepEqual(tierBody(item, register.schema, 'custodian'), { owner: 'ຂ' });
});

test('a schema has the public tier always, and a hidden one where a field is hidden', () => {
  assert.deepEqual(tiersOf(register.schema), ['public', 'government', 'custodian']);
  assert.deepEqual(tiersOf(sampleRegister([{ name: 'id' }, { name: 'x', visibility: 'custodian' }]).schema), [
    'public',
    'custodian',
  ]);
  assert.deepEqual(
    fieldsOfTier(register.schema, 'government').map(field => field.name),
    ['phone'],
  );
});

test('who may read a tier may read the more open ones', () => {
  assert.equal(mayReadTier('government', 'public'), true);
  assert.equal(mayReadTier('government', 'government'), true);
  assert.equal(mayReadTier('government', 'custodian'), false);
  assert.equal(mayReadTier('public', 'government'), false);
});

test('an absent column keeps its field, an empty cell clears it', () => {
  assert.deepEqual(mergeItem(item, { name: 'ຄ', owner: null }), { id: '1', name: 'ຄ' });
  assert.deepEqual(mergeItem(undefined, { id: '2', name: null }), { id: '2' });
  assert.deepEqual(item, { id: '1', name: 'ກ', owner: 'ຂ' });
});

test('putting an item adds it, corrects it, or changes nothing, whatever the order of its fields', () => {
  assert.equal(changeOf(undefined, item), 'added');
  assert.equal(changeOf(item, { owner: 'ຂ', name: 'ກ', id: '1' }), 'unchanged');
  assert.equal(changeOf(item, { ...item, name: 'x' }), 'corrected');
  assert.equal(changeOf(item, { id: '1', name: 'ກ' }), 'corrected');
  assert.ok(sameItem({ a: [1, { x: 1, y: 2 }] }, { a: [1, { y: 2, x: 1 }] }));
  assert.equal(changedRows({ added: 1, corrected: 2, withdrawn: 4, unchanged: 8 }), 7);
});

test('the fields in which two items differ are those added, removed and altered', () => {
  const names = changedFields({ a: 1, b: 2, c: { x: 1, y: 2 } }, { b: 3, c: { y: 2, x: 1 }, d: 4 });
  assert.deepEqual(names.sort(), ['a', 'b', 'd']);
});

test('a field is found by its name, and a reference by a field that stands alone in it', () => {
  const referring = sampleRegister([{ name: 'id' }, { name: 'place' }, { name: 'x' }], {
    schema: {
      primaryKey: 'id',
      fields: [{ name: 'id' }, { name: 'place' }, { name: 'x' }],
      foreignKeys: [
        { fields: 'place', reference: { resource: 'jurisdiction' } },
        { fields: ['id', 'x'], reference: { register: 'other' } },
      ],
    },
  }).schema;
  const [id, place] = referring.fields;
  assert.ok(id && place);
  assert.equal(findField(referring, 'place'), place);
  assert.equal(findField(referring, 'toString'), undefined);
  assert.equal(referenceOf(referring, place)?.register, 'jurisdiction');
  assert.equal(referenceOf(referring, id), undefined);
});

test('an absent value is written as the empty text', () => {
  assert.equal(writeValue(undefined, sampleField({})), '');
  assert.equal(writeValue(null, sampleField({ type: 'list' })), '');
});

test('a key is made of its fields, encoded and joined by ~', () => {
  const two = sampleRegister([{ name: 'a' }, { name: 'b', type: 'list' }], { key: { fields: ['b', 'a'] } });
  assert.deepEqual(keyOf({ a: 'x~y/ ກ', b: ['1', '2'] }, two), { key: '1;%202~x%7Ey%2F%20ກ' });
  assert.deepEqual(decodeKey('1;%202~x%7Ey%2F%20ກ'), ['1; 2', 'x~y/ ກ']);
});

test('a key needs all of its fields, at most 512 bytes, and more than points', () => {
  assert.deepEqual(keyOf({ name: 'x' }, register), { flaw: { code: 'key/empty', facts: { fields: 'id' } } });
  assert.deepEqual(keyOf({ id: 'a'.repeat(512) }, register), { key: 'a'.repeat(512) });
  assert.deepEqual(keyOf({ id: 'a'.repeat(513) }, register), { flaw: { code: 'key/too-long' } });
  assert.deepEqual(keyOf({ id: 'ກ'.repeat(171) }, register), { flaw: { code: 'key/too-long' } });
  for (const id of ['.', '..']) assert.deepEqual(keyOf({ id }, register), { flaw: { code: 'key/points' } });
  assert.deepEqual(keyOf({ id: '...' }, register), { key: '...' });
});

test('assigned keys are not made from fields', () => {
  assert.throws(() => keyOf({ id: '1' }, sampleRegister([{ name: 'id' }], { key: 'random' })), /assigned/);
  assert.equal(seriesKey({ prefix: 'LA ', digits: 4 }, 7), 'LA%200007');
  assert.equal(seriesKey({ prefix: 'LA-', digits: 2 }, 1234), 'LA-1234');
});

test('a part of a key that was never encoded here is given as it stands', () => {
  assert.deepEqual(decodeKey('100%~%E0%A4%A'), ['100%', '%E0%A4%A']);
});
