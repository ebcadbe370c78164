// What of an item search may see.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Item, readDefinition } from '#register';
import { rolesSignature, searchableOf } from './searchable.ts';

const register = (...fields: object[]) =>
  readDefinition({ name: 'one', schema: { primaryKey: ['id'], fields: [{ name: 'id' }, ...fields] } } as never);

test('titles, text and codes are taken by the field’s role, of public fields only', () => {
  const all = register(
    { name: 'name', as: 'lao-name' },
    { name: 'about', as: 'bilingual', search: 'text' },
    { name: 'phone', as: 'phone' },
    { name: 'kind', as: 'code', facet: true },
    { name: 'hidden', as: 'lao-name', visibility: 'government' },
    { name: 'plain' },
  );
  const item: Item = {
    name: 'ລາວ',
    about: { lo: 'ກ', en: 'a' },
    phone: '+8562055551234',
    kind: 'X1',
    hidden: 'ລັບ',
    plain: 'ທຳມະດາ',
  };
  assert.deepEqual(searchableOf(all, 'A-1', item), {
    titles: ['ລາວ'],
    body: 'ກ\na',
    codes: ['a1', '8562055551234', '02055551234'],
    places: [],
  });
});

test('a text with markup is searched as it is read', () => {
  const article = register({ name: 'text', as: 'markdown' });
  const text = '# ຫົວຂໍ້\n\n* **ຊື່ເມືອງ** ຂຽນ [ໃຫ້ຖືກ](https://x.la/a_b) 2*3 `x`\n1. ໜຶ່ງ';
  assert.equal(searchableOf(article, 'k', { text }).body, 'ຫົວຂໍ້\n\nຊື່ເມືອງ ຂຽນ ໃຫ້ຖືກ 2*3 x\nໜຶ່ງ');
});

test('a composite key is one code, decoded', () => {
  assert.deepEqual(searchableOf(register(), 'a%2Fb~7', {}).codes, ['ab7']);
});

test('a place is each place it lies in, and so is a record of the places themselves', () => {
  const placed = register({ name: 'village', as: 'jurisdiction' });
  assert.deepEqual(searchableOf(placed, 'k', { village: '0105012' }).places, ['01', '0105', '0105012']);
  const places = readDefinition({
    name: 'jurisdiction',
    schema: { primaryKey: ['code'], fields: [{ name: 'code' }] },
  } as never);
  assert.deepEqual(searchableOf(places, '0105', {}).places, ['01', '0105']);
});

test('the signature changes with what is searched, and not with a title', () => {
  const base = { name: 'name', as: 'lao-name' };
  const signature = rolesSignature(register(base));
  assert.equal(rolesSignature(register({ ...base, title: 'Another' })), signature);
  for (const other of [{ ...base, search: 'text' }, { ...base, visibility: 'government' }, { name: 'name' }]) {
    assert.notEqual(rolesSignature(register(other)), signature);
  }
});
