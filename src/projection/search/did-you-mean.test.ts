// Did you mean: what a person who mistyped is offered, from what stands in the hits, on a real PostgreSQL.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { didYouMean, type SearchHit, search, spellingIn } from '#projection/search';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';

const shop = {
  name: 'shop',
  title: 'Shop',
  schema: {
    primaryKey: ['number'],
    fields: [
      { name: 'number', as: 'identifier' },
      { name: 'name', as: 'lao-name' },
      { name: 'english', search: 'title' },
      { name: 'about', as: 'lao-text' },
    ],
  },
};
const shops = [
  { number: '05-0000123', name: 'ບໍລິສັດ ສີລັດສົມການຄ້າ ຈຳກັດ', english: 'Silathsom Trading', about: 'ຂາຍກາເຟຢູ່ປາກຊ່ອງ' },
  { number: '05-0000124', name: 'ບໍລິສັດ ດອກຈຳປາ ຈຳກັດ', english: 'Champa Coffee', about: 'ຮ້ານອາຫານ ແລະ ເຮືອນພັກ' },
  { number: '05-0000125', name: 'ເມືອງຫ້ວຍຊາຍ', about: 'ສູນບໍລິການ ເລກທີ 45' },
];

let walk: Walk;

// Beside them so many that share a syllable with a mistyped word that none of the hits holds what was meant.
const others = Array.from({ length: 300 }, (_, at) => ({
  number: `06-${1000 + at}`,
  name: `ໂຮງງານ ${at}`,
  about: at % 150 === 7 ? 'ຂາຍເຄື່ອງດື່ມ ແລະ ກາເຟ' : 'ກາງເມືອງ ກາ ນ້ຳຕານ ກາ',
}));

before(async () => {
  walk = await openWalk();
  await define(walk, shop);
  await bringIn(walk, 'shop', jsonLines([...shops, ...others]));
});
after(() => walk.close());

const meant = (words: string) => didYouMean(walk.store.public, words);

test('a wrong letter, one too few or too many is led to what stands in the records, and that is found', async () => {
  for (const [typed, wanted] of [
    ['ດອກຈຳປີ', 'ດອກຈຳປາ'],
    ['ສິລັດສົມກາຄ້າ', 'ສີລັດສົມການຄ້າ'],
    ['ຫ້ວຍຊາງ', 'ຫ້ວຍຊາຍ'],
    ['Silatsom Tradng', 'Silathsom Trading'],
    ['Champa Cofefe', 'Champa Coffee'],
  ] as const) {
    assert.equal(await meant(typed), wanted);
    assert.ok((await search(walk.store.public, { words: wanted, limit: 1 })).length > 0);
  }
});

test('of several words only the mistyped one is another; those that stand in some record are not doubted', async () => {
  assert.equal(await meant('ບໍລິສັດ ດອກຈຳປີ'), 'ບໍລິສັດ ດອກຈຳປາ');
  assert.equal(await meant('ດອກຈຳປາ ເຮືອນພັດ'), 'ດອກຈຳປາ ເຮືອນພັກ');
  assert.equal(await meant('ຫ້ວຍຊາງ ດອກຈຳປາ'), 'ຫ້ວຍຊາຍ ດອກຈຳປາ');
  assert.equal(await meant('ຫ້ວຍຊາຍ ດອກຈຳປາ'), undefined);
});

test('what no hit holds is found by a spelling a letter away that the index knows', async () => {
  assert.equal(await meant('ກາແຟ'), 'ກາເຟ');
});

test('nothing is offered for what is found as typed, in another spelling, by its sound or by its number', async () => {
  for (const typed of ['ດອກຈຳປາ', 'ດອກຈໍາປາ', 'ດ່ອກຈ້ຳປ່າ', 'silathsom', 'huayxai', '05-0000124', '050000124', 'ຈຳປາ ບໍລິສັດ'])
    assert.equal(await meant(typed), undefined, typed);
});

test('nothing is offered where nothing comes near, and never another number', async () => {
  for (const typed of ['', '–', 'xyzzy', 'ລົດຖີບ', '46', 'ເລກທີ 46']) assert.equal(await meant(typed), undefined, typed);
});

test('how the words stand in the hits is said', async () => {
  const held = async (words: string) => spellingIn(words, await search(walk.store.public, { words, limit: 20 }));
  assert.deepEqual(await held('ດອກຈໍາປາ'), { held: 'exact' });
  assert.deepEqual(await held('ດ່ອກຈ້ຳປ່າ'), { held: 'folded', text: 'ດອກຈຳປາ' });
  assert.deepEqual(await held('ປາກຊອງ'), { held: 'folded', text: 'ປາກຊ່ອງ' });
  assert.deepEqual(await held('huayxai'), { held: 'sound' });
  assert.deepEqual(await held('ດອກຈຳປີ'), { held: 'near', text: 'ດອກຈຳປາ', edits: 1 });
  assert.deepEqual(await held('ຫ້ວຍຊາຍເມືອງ'), { held: 'part' });
  assert.deepEqual(await held('ປີໜ້າຈະມີຮ້ານຂາຍກາເຟຢູ່ປາກຊ່ອງ'), { held: 'part' });
  assert.deepEqual(await held('ບ. ດອກຈຳປາ, ມ. ເຮືອນພັກ'), { held: 'exact' });
  assert.deepEqual(await held('ລົດຖີບ'), { held: 'loose' });
});

test('whoever is found by the code has it as typed, whatever its texts say', () => {
  const hit: SearchHit = { registerId: 1, key: 'a', title: 'ກາເຟ', pieces: [], snippet: [], sure: 'code', score: 1 };
  assert.deepEqual(spellingIn('19/ນຍ', [hit]), { held: 'exact' });
});
