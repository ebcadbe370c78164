// The order of Lao names in lists: CLDR's, and where ours differs from it on purpose.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readShared, skipWithout } from '#test/shared';
import { collationKey, compareLao } from './collation-key.ts';
import { normalise } from './normalise.ts';

const cldr = new Intl.Collator('lo', { numeric: true });
const sorted = (names: readonly string[]): string[] => names.toSorted(compareLao);

test('words are sorted by consonant before vowel, whichever is written first', () => {
  const words = ['ກ', 'ກາ', 'ເກ', 'ໄກ', 'ຂ', 'ຈາ', 'ສາ', 'ຊາ', 'ຍາ', 'ມາ', 'ເມືອງ', 'ຢາ', 'ຮາ'];
  assert.deepEqual(sorted(words.toReversed()), words);
});

test('the provinces stand in the order of a Lao list', () => {
  const provinces =
    'ຄຳມ່ວນ ຈຳປາສັກ ສະຫວັນນະເຂດ ສາລະວັນ ຊຽງຂວາງ ເຊກອງ ໄຊສົມບູນ ໄຊຍະບູລີ ນະຄອນຫຼວງວຽງຈັນ ບໍ່ແກ້ວ ບໍລິຄຳໄຊ ຜົ້ງສາລີ ວຽງຈັນ ຫົວພັນ ຫຼວງນ້ຳທາ ຫຼວງພະບາງ ອັດຕະປື ອຸດົມໄຊ'.split(
      ' ',
    );
  assert.deepEqual(sorted(provinces.toReversed()), provinces);
});

test('the 18 provinces and 148 districts stand as CLDR has them', () => {
  const facts = readFileSync(new URL('../../../registers/jurisdiction/samples/facts.csv', import.meta.url), 'utf8');
  const names = [...facts.matchAll(/^\d{2,4},[a-z]+,([^,]+),/gm)].map(([, name = '']) => normalise(name));
  assert.equal(names.length, 18 + 148);
  assert.deepEqual(
    sorted(names),
    names.toSorted((one, other) => cldr.compare(one, other)),
  );
});

test('places and words of other people stand as CLDR has their normal spellings', {
  skip: skipWithout('data/admin/lao-places-dr5hn.json') || skipWithout('data/text/lao-eng-dictionary-egov.csv.gz'),
}, () => {
  const places = JSON.parse(readShared('data/admin/lao-places-dr5hn.json').toString('utf8')) as { native?: string }[];
  const words =
    readShared('data/text/lao-eng-dictionary-egov.csv.gz')
      .toString('utf8')
      .match(/[\u0e80-\u0eff]+/gu) ?? [];
  const names = [...new Set([...places.map(({ native }) => native ?? ''), ...words].map(normalise))];
  assert.ok(names.length > 5000);
  const order = sorted(names);
  const wrong = order.filter((name, at) => at > 0 && cldr.compare(order[at - 1] ?? '', name) > 0);
  assert.deepEqual(wrong, []);
});

test('one word in two encodings stands in one place, where CLDR alone would part them', () => {
  for (const [one, other] of [
    ['ຫຼວງ', 'ຫລວງ'],
    ['ແຂວງ', 'ເເຂວງ'],
    ['ນ້ຳ', 'ນໍ້າ'],
    ['ໜອງ', 'ຫນອງ'],
    ['ຕຶ່ງ', 'ຕ\u0ec8\u0eb6ງ'],
    ['ສະບາຍ', 'ສະ\u200bບາຍ'],
  ] as const) {
    assert.equal(collationKey(one), collationKey(other));
    assert.notEqual(compareLao(one, other), 0);
  }
  assert.ok(cldr.compare('ຫລວງ', 'ຫວຽດ') < 0 && cldr.compare('ຫຼວງ', 'ຫວຽດ') > 0);
  assert.deepEqual(sorted(['ນ້ຳຂ', 'ນໍ້າກ']), ['ນໍ້າກ', 'ນ້ຳຂ']);
});

test('numbers sort by value, Lao figures too', () => {
  const villages = ['ບ້ານ 9', 'ບ້ານ ໑໐', 'ບ້ານ 010 ກ', 'ບ້ານ 11', 'ບ້ານ ກ'];
  assert.deepEqual(sorted(villages.toReversed()), villages);
});

test('tones decide only between words otherwise alike', () => {
  const words = ['ກາ', 'ກ່າ', 'ກ້າ', 'ກາກ', 'ກ່າກ', 'ກາຂ'];
  assert.deepEqual(sorted(words.toReversed()), words);
});

test('spaces and signs come first, then numbers, Lao, Latin, and other scripts', () => {
  const mixed = [' ກ', '-ກ', '(ກ)', '“ກ”', '7', 'ກ', 'ຮ', 'Bokeo', 'bokeo 2', 'Éclair', 'zoo', 'Ж', 'ไทย', '日本'];
  assert.deepEqual(sorted(mixed.toReversed()), mixed);
});

test('a key takes about a byte a letter, far less than the text', () => {
  const name = 'ບໍລິສັດ ພັດທະນາກະສິກຳ ຫຼວງນ້ຳທາ ຈຳກັດຜູ້ດຽວ';
  assert.ok(collationKey(name).length < Buffer.byteLength(name) / 2);
  assert.equal(collationKey(''), '');
});
