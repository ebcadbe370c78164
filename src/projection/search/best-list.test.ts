// The lists of the best for very common words, and what was corrected since they were made.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';

const shop = {
  name: 'shop',
  title: 'Shop',
  schema: {
    primaryKey: ['number'],
    fields: [
      { name: 'number', as: 'identifier' },
      { name: 'name', as: 'lao-name' },
      { name: 'capital', type: 'integer' },
    ],
  },
};
const shops = Array.from({ length: 3000 }, (_, n) => ({
  number: `s${String(n).padStart(4, '0')}`,
  name: 'ຮ້ານກາເຟ',
  capital: 1,
}));

let walk: Walk;
before(async () => {
  walk = await openWalk();
  await define(walk, shop);
  await bringIn(walk, 'shop', jsonLines(shops));
});
after(() => walk?.close());

test('a page is as full as the list, when its records were corrected since', async () => {
  const { id } = await standing(walk, 'shop');
  const { owner } = walk.store;
  const [{ lexeme } = {}] = await owner`
    select lexeme from laopedia.search, unnest(lexemes) lexeme group by lexeme having count(*) = ${shops.length} limit 1`;
  await owner`
    insert into laopedia.search_best (register_id, lexeme, bytes, keys, passages)
    select register_id, ${lexeme}, array_agg(24 order by key), array_agg(key order by key), array_agg(passage order by key)
    from laopedia.search where register_id = ${id} group by register_id`;
  // The correction made the name longer by a byte, or left it as it was.
  await owner`
    insert into laopedia.search_fresh (register_id, lexeme, bytes, key, passage)
    select register_id, ${lexeme}, 24 + (key > 's0010')::int, key, passage from laopedia.search where register_id = ${id}`;
  const goes = JSON.stringify([[1, 3, lexeme, 100, [lexeme], []]]);
  const found = await walk.store.public`
    select key from laopedia.find_sure(${[id]}::int4[], '{}'::int4[], null, null, ${goes}::text::jsonb, 20, 200, 200000)`;
  assert.deepEqual(
    found.map(row => row['key']).slice(0, 20),
    shops.slice(0, 20).map(({ number }) => number),
  );
});

test('a number corrected in a whole register adds nothing to the lists', async () => {
  const { id } = await standing(walk, 'shop');
  const { owner } = walk.store;
  await owner`delete from laopedia.search_fresh`;
  await owner`
    update laopedia.search_knowledge set listed = array(select distinct unnest(lexemes) from laopedia.search where key = 's0000')
    where register_id = ${id}`;
  const corrected = (n: number) => jsonLines(shops.slice(0, n).map(({ number }) => ({ number, capital: 2 + n })));
  const { published } = await bringIn(walk, 'shop', corrected(3000));
  assert.equal((published?.size ?? 0) > 6000, true);
  await bringIn(walk, 'shop', corrected(3));
  assert.equal((await owner`select from laopedia.search_fresh`).length, 0);
});
