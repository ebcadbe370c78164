// What of an item search may see.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Item, readDefinition } from '#register';
import { bodyCharsMax, rolesSignature, searchableOf } from './searchable.ts';

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
  });
});

test('a composite key is one code, decoded', () => {
  assert.deepEqual(searchableOf(register(), 'a%2Fb~7', {}).codes, ['ab7']);
});

test('a long text is cut, and never between the halves of a letter', () => {
  const body = (text: string) => searchableOf(register({ name: 'text', as: 'lao-text' }), 'k', { text }).body;
  assert.equal(body('ກ'.repeat(bodyCharsMax + 5)).length, bodyCharsMax);
  assert.equal(body(`${'a'.repeat(bodyCharsMax - 1)}😀`), 'a'.repeat(bodyCharsMax - 1));
});

test('the signature changes with what is searched, and not with a title', () => {
  const base = { name: 'name', as: 'lao-name' };
  const signature = rolesSignature(register(base));
  assert.equal(rolesSignature(register({ ...base, title: 'Another' })), signature);
  for (const other of [{ ...base, search: 'text' }, { ...base, visibility: 'government' }, { name: 'name' }]) {
    assert.notEqual(rolesSignature(register(other)), signature);
  }
});
