// Rows of an older analyser are made again as a publication makes them; and long texts in passages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refreshSearch, search } from '#projection/search';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';

const law = {
  name: 'law',
  title: 'Law',
  schema: {
    primaryKey: ['number'],
    fields: [
      { name: 'number', as: 'identifier' },
      { name: 'name', as: 'lao-name' },
      { name: 'phone', as: 'phone' },
      { name: 'province', as: 'code', codes: [{ value: '05', lo: 'ບໍ່ແກ້ວ', en: 'Bokeo' }] },
      { name: 'text', as: 'lao-text' },
    ],
  },
};
const article = (n: number) => `ມາດຕາ ${n} ບຸກຄົນ ແລະ ນິຕິບຸກຄົນ ຕ້ອງປະຕິບັດຕາມລະບຽບການ.\n`;
const laws = Array.from({ length: 400 }, (_, n) => ({
  number: `${n}-ສພຊ`,
  name: `ກົດໝາຍວ່າດ້ວຍປ່າໄມ້ ${n}`,
  phone: `+85620555500${String(n).padStart(2, '0').slice(-2)}`,
  province: '05',
  text: n === 7 ? `${Array.from({ length: 300 }, (_, at) => article(at)).join('')}ແມວ` : article(n),
}));

let walk: Walk;
before(async () => {
  walk = await openWalk();
  await define(walk, law);
  await bringIn(walk, 'law', jsonLines(laws));
});
after(() => walk?.close());

const keysFor = async (words: string) => (await search(walk.store.public, { words, limit: 10 })).map(({ key }) => key);
const rows = () => walk.store.owner`
  select key, passage, analyser, name_key, latin_key, array(select unnest(lexemes) order by 1) as lexemes
  from laopedia.search order by key, passage`;

test('the last words of a long text are found, and shown', async () => {
  const [hit] = await search(walk.store.public, { words: 'ແມວ', limit: 5 });
  assert.equal(hit?.key, '7-ສພຊ');
  assert.ok(hit?.snippet.some(({ text, marked }) => marked && text === 'ແມວ'));
  assert.equal((await keysFor('ປ່າໄມ້ ແມວ'))[0], '7-ສພຊ');
});

test('rows of an older analyser are made again as they were, in batches', async () => {
  const { id } = await standing(walk, 'law');
  const wanted = await rows();
  const { owner } = walk.store;
  // As an analyser would have left them that folded all pairs otherwise.
  await owner`
    update laopedia.search set analyser = 1, name_key = '', latin_key = 'x',
      lexemes = array(select case when lexeme % 2 = 0 then lexeme else lexeme + 2 end from unnest(lexemes) lexeme)`;
  await owner`update laopedia.search_knowledge set analyser = 1 where register_id = ${id}`;
  let batches = 0;
  assert.ok((await refreshSearch(walk.store.app, () => ++batches <= 1)) > 0);
  assert.ok(
    (await owner`select from laopedia.search where analyser = 1 limit 1`).length === 1,
    'stopped between batches',
  );
  await refreshSearch(walk.store.app);
  assert.deepEqual(await rows(), wanted);
  assert.deepEqual(await keysFor('ແມວ'), ['7-ສພຊ']);
  assert.equal(await refreshSearch(walk.store.app), 0);
});
