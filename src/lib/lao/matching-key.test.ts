// Keys of names: level words and titles go at the start only, and only where a name remains.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchingKey, placeLevel } from './matching-key.ts';

test('the level word at the start of a place name goes, however it is spelled', () => {
  for (const name of ['ແຂວງຈໍາປາສັກ', 'ເເຂວງ ຈຳປາສັກ', 'ຂ.ຈຳປາສັກ', 'ຂ. ຈຳ ປາ ສັກ', 'ຈຳ\u200bປາສັກ']) {
    assert.equal(matchingKey(name), 'ຈຳປາສັກ');
  }
  assert.equal(matchingKey('ບ. ໂພນ'), matchingKey('ບ້ານໂພນ'));
  assert.equal(matchingKey('ມ.ໄຊ'), matchingKey('ເມືອງ ໄຊ'));
  assert.equal(matchingKey('ເທດສະບານ ປາກເຊ'), matchingKey('ນະຄອນປາກເຊ'));
});

test('a level word inside a name, or one that is all there is, stays', () => {
  assert.equal(matchingKey('ຫົວເມືອງ'), 'ຫົວເມືອງ');
  assert.equal(matchingKey('ເມືອງຫົວເມືອງ'), 'ຫົວເມືອງ');
  assert.equal(matchingKey('ເມືອງ'), 'ເມືອງ');
  assert.equal(matchingKey('ບ້ານ .'), 'ບ້ານ.');
  assert.equal(matchingKey('ບ້ານານ'), 'ບ້ານານ');
});

test('a level word said twice goes twice, and another one after it stays', () => {
  assert.equal(matchingKey('ບ້ານບ້ານອຸດົມ'), 'ອຸດົມ');
  assert.equal(matchingKey('ບ້ານເມືອງໃໝ່'), 'ເມືອງໃໝ່');
});

test('ນະຄອນຫຼວງ is a level word before ວຽງຈັນ, and ນະຄອນ alone before ຫຼວງພະບາງ', () => {
  assert.equal(matchingKey('ນະຄອນຫລວງວຽງຈັນ'), 'ວຽງຈັນ');
  assert.equal(matchingKey('ນະຄອນຫຼວງພະບາງ'), 'ຫຼວງພະບາງ');
  assert.equal(matchingKey('ນະຄອນຫຼວງ'), 'ນະຄອນຫຼວງ');
  assert.equal(matchingKey('ນະຄອນຫຼວງບາງກອກ'), 'ນະຄອນຫຼວງບາງກອກ');
});

test('two places with one key are told apart by their level', () => {
  assert.equal(matchingKey('ແຂວງວຽງຈັນ'), matchingKey('ນະຄອນຫຼວງວຽງຈັນ'));
  assert.equal(placeLevel('ແຂວງວຽງຈັນ'), 'province');
  assert.equal(placeLevel('ນະຄອນຫຼວງວຽງຈັນ'), 'capital');
});

test('the first word or letter of a place name states its level', () => {
  const levels = { ເມືອງໄຊ: 'district', 'ມ. ໄຊ': 'district', ນະຄອນປາກເຊ: 'city', ນະຄອນຫຼວງພະບາງ: 'city' };
  for (const [name, level] of Object.entries(levels)) assert.equal(placeLevel(name), level);
  assert.equal(placeLevel('ເທດສະບານປາກເຊ'), 'municipality');
  assert.equal(placeLevel('ບ.ໂພນ'), 'village');
  assert.equal(placeLevel('ຂ.ວຽງຈັນ'), 'province');
  assert.equal(placeLevel('ຫົວເມືອງ'), undefined);
  assert.equal(placeLevel('ວຽງຈັນ'), undefined);
});

test("titles before a person's name go, one after another", () => {
  const key = matchingKey('ສອນໄຊ ສີພັນດອນ', { kind: 'person' });
  for (const title of ['ທ່ານ ', 'ທ່ານ ນາງ ', 'ທ່ານ ປອ. ', 'ຮສ. ປອ. ', 'ນ. ', 'ທ້າວ', 'ພະນະທ່ານ ', 'ພົອ ']) {
    assert.equal(matchingKey(`${title}ສອນໄຊ ສີພັນດອນ`, { kind: 'person' }), key, title);
  }
  assert.equal(matchingKey('ນາງ', { kind: 'person' }), 'ນາງ');
  assert.equal(matchingKey('ປອນ', { kind: 'person' }), 'ປອນ');
});

test('a plain key loses nothing but spaces and spelling', () => {
  assert.equal(matchingKey('ແຂວງ ຈໍາປາສັກ', { kind: 'plain' }), 'ແຂວງຈຳປາສັກ');
  assert.equal(matchingKey(' Vientiane Capital '), 'vientianecapital');
});
