// What comes back: records after all were withdrawn, folds that fell behind or are new, staging that nobody will publish.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { JsonObject } from '#lib/canonical-json';
import { readCounts } from '#projection/counts';
import {
  getRegister,
  holdStaging,
  openImporter,
  openStore,
  readFsckReport,
  type Store,
  sweepStaging,
  takeSeries,
} from '#store';
import { type TestDatabase, testDatabase } from '#test/database';
import { folds } from '../../src/app/folds.ts';
import {
  defineSchools,
  openSchoolStore,
  proposeSchools,
  publishSchools,
  school,
  schoolDefinition,
} from './school-log.ts';

let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await testDatabase();
  store = await openSchoolStore(database.url);
  await defineSchools(store, 'schools');
});

afterEach(async () => {
  const { checks } = await readFsckReport(store);
  await store.close();
  await database.drop();
  assert.deepEqual(
    checks.flatMap(check => check.findings),
    [],
  );
});

test('a register whose records were all withdrawn takes them back', async () => {
  await publishSchools(store, 'schools', [school(1, 0), school(2, 0)]);
  await publishSchools(store, 'schools', [{ code: 'S1' }, { code: 'S2' }]);
  await publishSchools(store, 'schools', [school(1, 1), school(3, 1)]);
  assert.equal((await getRegister(store.app, 'schools')).records, 2);
});

test('a facet added later counts what stands, not what stood', async () => {
  for (const turn of [0, 1, 2]) await publishSchools(store, 'schools', [school(1, turn), school(2, turn)]);
  const definition = schoolDefinition('schools');
  const schema = definition['schema'] as { fields: JsonObject[] };
  const fields = schema.fields.map(field => (field['name'] === 'opened' ? { ...field, facet: true } : field));
  await defineSchools(store, 'schools', { ...definition, schema: { ...schema, fields } });
  const { id, register } = await getRegister(store.app, 'schools');
  const opened = register.schema.fields.find(field => field.name === 'opened');
  assert.ok(opened);
  const counts = await readCounts(store.app, id, opened);
  assert.equal(
    counts.reduce((sum, { count }) => sum + count, 0),
    2,
  );
});

test('a field that goes and comes back keeps its number and its values, and no other field gets the number', async () => {
  const whole = schoolDefinition('schools');
  const schema = whole['schema'] as { fields: JsonObject[] };
  const without = (name: string, more: JsonObject[] = []) => ({
    ...whole,
    schema: { ...schema, fields: [...schema.fields.filter(field => field['name'] !== name), ...more] },
  });
  const numberOf = async (name: string) =>
    (await getRegister(store.app, 'schools')).register.schema.fields.find(field => field.name === name)?.number;
  await publishSchools(store, 'schools', [school(1, 0), school(2, 0)]);
  await defineSchools(store, 'schools', without('head', [{ name: 'ward', type: 'integer' }]));
  assert.equal(await numberOf('ward'), schema.fields.length + 1);
  const { head: _, ...rest } = school(1, 1);
  await publishSchools(store, 'schools', [rest]);
  await defineSchools(store, 'schools', whole);
  assert.equal(await numberOf('head'), 16);
  const { id } = await getRegister(store.app, 'schools');
  const rows = await store.owner.unsafe(`select key, f16 as head from records.r${id}_custodian order by key`);
  assert.deepEqual(
    [...rows],
    [
      { key: 'S1', head: null },
      { key: 'S2', head: 'ນາງ 2-0' },
    ],
  );
});

test('a fold that was not there when entries came is brought to the end of the log at the next start', async () => {
  await publishSchools(store, 'schools', [school(1, 0), school(2, 0)]);
  const few = await openStore({ databaseUrl: database.url, dataFolder: '', as: 'command', folds: folds.slice(1) });
  await publishSchools(few, 'schools', [school(1, 1), school(5, 1)]);
  await few.close();
  const behind = (await readFsckReport(store)).checks.filter(check => !check.ok).map(check => check.invariant);
  assert.ok(behind.includes('I8'), behind.join());
  await store.close();
  store = await openSchoolStore(database.url);
});

test('staging that nobody will publish is swept, and what waits or is under way is not', async () => {
  const waiting = await proposeSchools(store, 'schools', [school(1, 0)]);
  for (const name of ['left', 'held']) await store.app.unsafe(`create unlogged table staging.${name} (key text)`);
  const importer = openImporter(store);
  await holdStaging(importer, 'held');
  assert.deepEqual(await sweepStaging(store), { tables: ['left'], proposals: [] });
  await importer.end();
  assert.deepEqual((await sweepStaging(store)).tables, ['held']);
  const rows = await store.app`select state from laopedia.proposal where id = ${waiting}`;
  assert.equal(rows[0]?.['state'], 'waiting');
});

test('a proposal whose unlogged rows PostgreSQL emptied is dropped with a reason', async () => {
  const lost = await proposeSchools(store, 'schools', [school(1, 0)], { atOnce: true, smallUpTo: 0 });
  const [row] = await store.app`select staging from laopedia.proposal where id = ${lost}`;
  await store.app.unsafe(`truncate ${row?.['staging']}`);
  const swept = await sweepStaging(store);
  assert.deepEqual([swept.proposals, swept.tables.length], [[lost], 1]);
  const [after] = await store.app`select state, reason from laopedia.proposal where id = ${lost}`;
  assert.equal(after?.['state'], 'dropped');
  assert.match(String(after?.['reason']), /stopped before publication/);
});

test('two takers of a series never get the same number', async () => {
  const { id } = await getRegister(store.app, 'schools');
  const taken = await Promise.all(
    [3, 1, 4, 1, 5].map(count => takeSeries(store.app, id, count).then(first => ({ first, count }))),
  );
  const numbers = taken.flatMap(({ first, count }) => Array.from({ length: count }, (_, at) => first + at));
  assert.deepEqual(
    numbers.sort((one, other) => one - other),
    Array.from({ length: 14 }, (_, at) => at + 1),
  );
});
