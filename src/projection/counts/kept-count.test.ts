// The number that is kept is the number that counting gives, after every publication.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listRecords } from '#projection/record';
import { getRegister } from '#store';
import { openPublished, type Published } from '#test/published';
import { keptCount } from './kept-count.ts';

const fields = [
  { name: 'id' },
  { name: 'kind', facet: true },
  { name: 'size', type: 'integer', facet: true },
  { name: 'note' },
];
const rows = Array.from({ length: 12 }, (_, at) => ({
  id: `k-${at}`,
  kind: at % 3 === 0 ? 'ຂາວ' : 'ດຳ',
  size: at % 2,
  note: 'x',
}));

let published: Published;

before(async () => {
  published = await openPublished();
  await published.define({ name: 'kept', title: 'Kept', schema: { primaryKey: ['id'], fields } });
  await published.publishRows(
    'kept',
    rows.map(row => [row.id, row]),
  );
});

after(() => published.close());

async function assertSame(filters: Readonly<Record<string, readonly string[]>>): Promise<number> {
  const { store } = published;
  const stored = await getRegister(store.app, 'kept');
  const counted = (await listRecords(store.public, stored, { filters, countExactly: true })).count;
  const kept = await keptCount(stored, filters)?.(store.public);
  assert.equal(kept, counted, JSON.stringify(filters));
  return kept ?? -1;
}

test('of all records, and of one value of a facet', async () => {
  assert.equal(await assertSame({}), 12);
  assert.equal(await assertSame({ kind: ['ຂາວ'] }), 4);
  assert.equal(await assertSame({ kind: ['none'] }), 0);
});

test('also when records were corrected and withdrawn', async () => {
  await published.publishRows('kept', [
    ['k-0', { ...rows[0], kind: 'ດຳ' }],
    ['k-1', null],
  ]);
  assert.equal(await assertSame({}), 11);
  assert.equal(await assertSame({ kind: ['ດຳ'] }), 8);
});

test('what is not kept is left to be counted', async () => {
  const stored = await getRegister(published.store.app, 'kept');
  for (const filters of [
    { kind: ['ຂາວ', 'ດຳ'] },
    { kind: ['ຂາວ'], size: ['1'] },
    { size: ['01'] },
    { note: ['x'] },
    { absent: ['x'] },
  ])
    assert.equal(keptCount(stored, filters), undefined, JSON.stringify(filters));
});
