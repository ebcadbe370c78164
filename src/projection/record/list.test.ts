// A list is cut before its bodies are read, and by an index where a facet and the newest are asked for: it must still hold what
// reading everything would give.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { canonicalJson } from '#lib/canonical-json';
import { getRegister, type StoredRegister } from '#store';
import { openPublished, type Published } from '#test/published';
import { listRecords } from './list.ts';
import type { ListQuery } from './list-query.ts';

const migration = new URL('../../store/migrations/0006-newest-of-a-facet.sql', import.meta.url);
const register = 'shops';
const fields = [
  { name: 'id' },
  { name: 'kind', facet: true },
  { name: 'town', facet: true },
  { name: 'since', type: 'date' },
];
const rows = Array.from({ length: 60 }, (_, at) => ({
  id: `s-${String(at).padStart(2, '0')}`,
  kind: at % 3 === 0 ? 'food' : 'tools',
  town: at % 2 === 0 ? 'x' : 'y',
  since: at % 10 === 9 ? null : `20${String(10 + ((at * 7) % 15))}-01-0${1 + (at % 9)}`,
}));

let published: Published;
let stored: StoredRegister;

before(async () => {
  published = await openPublished();
  await published.define({ name: register, title: 'Shops', schema: { primaryKey: ['id'], fields } });
  for (const part of [rows.slice(0, 20), rows.slice(20, 21), rows.slice(21)])
    await published.publishRows(
      register,
      part.map(row => [row.id, row]),
    );
  stored = await getRegister(published.store.app, register);
});

after(() => published.close());

async function keysOf(query: ListQuery): Promise<string[]> {
  const keys: string[] = [];
  let after: string | undefined;
  do {
    const page = await listRecords(published.store.public, stored, {
      ...query,
      limit: 7,
      ...(after === undefined ? {} : { after }),
    });
    keys.push(...page.records.map(({ key }) => key));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return keys;
}

function newest(some: typeof rows): string[] {
  const dated = some.filter(row => row.since !== null);
  const key = (row: (typeof rows)[number]) => `${row.since} ${row.id}`;
  const undated = some.filter(row => row.since === null).map(({ id }) => id);
  return [
    ...dated.toSorted((one, other) => (key(one) < key(other) ? 1 : -1)).map(({ id }) => id),
    ...undated.reverse(),
  ];
}

test('the newest of two facets, page by page, are all there in order, those without a day last', async () => {
  const wanted = rows.filter(row => row.kind === 'tools' && row.town === 'x');
  assert.deepEqual(await keysOf({ filters: { kind: ['tools'], town: ['x'] }, sort: '-since' }), newest(wanted));
});

test('each record has the time of its own publication, remembered or not', async () => {
  const { store } = published;
  const times = await store.app`
    select r.key, (select time from laopedia.publication p where p.register_id = ${stored.id} and p.number >= r.entry
      order by p.number limit 1) as time
    from ${store.app.unsafe(`records.r${stored.id}`)} r`;
  const wanted = new Map(times.map(({ key, time }) => [key, (time as Date).toISOString()]));
  for (const _ of ['read', 'remembered']) {
    const { records } = await listRecords(store.public, stored, { limit: 100 });
    assert.equal(records.length, rows.length);
    for (const { key, time } of records) assert.equal(time.toISOString(), wanted.get(key), key);
  }
});

test('the text of an item is the item in canonical JSON', async () => {
  const { records } = await listRecords(published.store.public, stored, { limit: 100 });
  for (const { item, itemText } of records) assert.equal(itemText, canonicalJson(item));
});

test('the newest of a facet are read from an index that leads to them alone', async () => {
  const plan = await published.store.owner.begin(async sql => {
    await sql.unsafe('set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off');
    return sql.unsafe(
      `explain select key from records.r${stored.id} where f3 = 'x' and f4 is not null order by f4 desc, key desc limit 3`,
    );
  });
  assert.match(JSON.stringify(plan), new RegExp(`Scan Backward using r${stored.id}_f3_f4`));
});

test('a register made by an older version gets the same indexes by migration', async () => {
  const { owner } = published.store;
  const indexes = () => owner`select indexdef from pg_indexes where tablename = ${`r${stored.id}`} order by indexname`;
  const before = await indexes();
  await owner.unsafe(`drop index records.r${stored.id}_f2_f4, records.r${stored.id}_f3_f4`);
  await owner.begin(async sql => {
    await sql.unsafe('set local role laopedia_owner');
    await sql.unsafe(readFileSync(migration, 'utf8'));
  });
  assert.deepEqual(await indexes(), before);
  assert.equal(before.filter(({ indexdef }) => /\(f[23], f4, key\)/.test(String(indexdef))).length, 2);
});

test('a redacted record is in no list, and the page is full without it', async () => {
  const { store } = published;
  const [third] = await store.app`select entry from ${store.app.unsafe(`records.r${stored.id}`)} where key = 's-02'`;
  await store.app`delete from laopedia.body_public where register_id = ${stored.id} and number = ${Number(third?.['entry'])}`;
  const page = await listRecords(store.public, stored, { limit: 3 });
  assert.deepEqual(
    page.records.map(({ key }) => key),
    ['s-00', 's-01', 's-03'],
  );
  assert.deepEqual(
    await keysOf({}),
    rows.map(({ id }) => id).filter(id => id !== 's-02'),
  );
});
