// Each fold of the app, dropped and replayed from the log, equals itself kept up to date publication by publication.
// Generic over the folds: whatever table a fold writes is compared whole.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Speaker } from '#store';
import { replay } from '#store';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';
import { folds } from '../../src/app/folds.ts';

const name = 'contract';
const fields = [
  { name: 'id' },
  { name: 'name', as: 'lao-name' },
  { name: 'about', as: 'lao-text' },
  { name: 'kind', facet: true },
  { name: 'tags', type: 'list', facet: true },
  { name: 'since', type: 'date' },
  { name: 'amount', type: 'decimal' },
  { name: 'owner', visibility: 'custodian' },
  { name: 'note', visibility: 'government', search: 'text' },
  { name: 'term', search: 'word' },
  { name: 'meaning', search: 'gloss' },
];
const definition = { name, title: 'Contract', schema: { primaryKey: ['id'], fields } };

function row(id: number, about: string, kind: string | null) {
  const tags = id % 3 === 0 ? ['ນ້ຳ', 'ໄຟຟ້າ'] : ['ທາງ'];
  const since = `2020-01-${String(1 + (id % 28)).padStart(2, '0')}`;
  return {
    id: `a-${id}`,
    name: `ໂຄງການ ${id} ບໍ່ແກ້ວ`,
    about,
    kind,
    tags,
    since,
    amount: `${id}.5`,
    owner: 'ບຸນ',
    note: 'ລັບ',
    term: id % 4 === 0 ? 'ກ່ອງ' : 'ຂວດ',
    meaning: `${about === 'ທຳອິດ' ? 'first' : 'other'} boxes`,
  };
}

const numbers = Array.from({ length: 40 }, (_, at) => at);
const changes: readonly (readonly object[])[] = [
  numbers.map(id => row(id, 'ທຳອິດ', id % 2 === 0 ? 'x' : 'y')),
  // Some corrected, some with a facet cleared, some missing: withdrawn.
  numbers.filter(id => id % 5 !== 0).map(id => row(id, id % 4 === 0 ? 'ແກ້ໄຂ' : 'ທຳອິດ', id % 7 === 0 ? null : 'y')),
  // Some of the withdrawn come back, and others go.
  numbers.filter(id => id % 6 !== 1).map(id => row(id, 'ທຳອິດ', 'z')),
];

let walk: Walk;

async function publish(register: string, rows: readonly object[], replace: boolean): Promise<void> {
  const { published, proposed } = await bringIn(walk, register, jsonLines(rows), { format: 'jsonl', replace });
  assert.ok(published, JSON.stringify(proposed.findings.slice(0, 3)));
}

before(async () => {
  walk = await openWalk();
  await define(walk, definition);
  for (const rows of changes) await publish(name, rows, true);
  // A field more, in the middle of the log: older entries are read under the newer schema.
  await define(walk, {
    ...definition,
    schema: { primaryKey: ['id'], fields: [...fields, { name: 'place', search: 'text' }] },
  });
  const placed = numbers.filter(id => id % 3 === 0).map(id => ({ ...row(id, 'ທຳອິດ', 'z'), place: 'ຫຼວງພະບາງ' }));
  await publish(name, placed, false);
  // A neighbour, which no replay of the other may touch.
  await define(walk, { ...definition, name: 'neighbour' });
  await publish('neighbour', changes[0] ?? [], false);
});
after(() => walk?.close());

// Everything that is not the log itself: the record tables, and the shared tables that folds write.
async function holdings(sql: Speaker): Promise<Map<string, string[]>> {
  const tables = await sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = 'records'
       or schemaname = 'laopedia' and tablename not in (select unnest(${logTables}::text[]))
    order by 1`;
  const held = new Map<string, string[]>();
  for (const { name: table } of tables) {
    const rows = await sql.unsafe(`select to_jsonb(t)::text as row from ${table} t order by 1`);
    held.set(
      String(table),
      rows.map(one => String(one['row'])),
    );
  }
  return held;
}

const logTables = ['act', 'proposal', 'approval', 'person', 'installation'];

for (const fold of folds) {
  const together = folds.filter(one => one === fold || fold.leansOn?.includes(one.name));
  test(`the ${fold.name} fold, dropped and replayed, equals itself kept up to date, and leaves its neighbours alone`, async () => {
    const stored = await standing(walk, name);
    const kept = await holdings(walk.store.owner);
    await walk.store.owner.begin(async sql => {
      await sql.unsafe('set local role laopedia_owner');
      await fold.clear(sql, stored.id);
      assert.notDeepEqual(await holdings(sql), kept, 'clearing forgets something');
      await replay(sql, stored, together);
    });
    const replayed = await holdings(walk.store.owner);
    assert.deepEqual([...replayed.keys()], [...kept.keys()]);
    for (const [table, rows] of kept) assert.deepEqual(replayed.get(table), rows, table);
  });
}

test('the folds together, dropped and replayed twice, equal themselves', async () => {
  const stored = await standing(walk, name);
  const kept = await holdings(walk.store.owner);
  for (const _round of [1, 2]) {
    await walk.store.owner.begin(async sql => {
      await sql.unsafe('set local role laopedia_owner');
      await replay(sql, stored, folds);
    });
    assert.deepEqual(await holdings(walk.store.owner), kept);
  }
});
