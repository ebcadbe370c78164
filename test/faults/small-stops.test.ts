// Small proposals stopped on purpose: within the one call that publishes them nothing is left, and what waits for a person
// outlives a crash of the database, beside a large one that was to be published at once and need not.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Fold, getRegister, openStore, readFsckReport, type Store, sweepStaging } from '#store';
import { type TestDatabase, testDatabase } from '#test/database';
import { publish } from '#workflow/publication';
import { folds } from '../../src/app/folds.ts';
import { judge } from './judgement.ts';
import { killPostgres } from './killing.ts';
import { defineSchools, openSchoolStore, proposeSchools, publishSchools, school } from './school-log.ts';

/** A fold whose only step stops the publication, once. */
function stoppingFold(step: string): Fold {
  return {
    name: 'stopping',
    version: 1,
    prepare: async () => {},
    define: async () => false,
    columns: () => [],
    stage: () => [],
    apply: async () => assert.fail('a small publication is made of steps'),
    steps: () => step,
    clear: async () => {},
  };
}

const ways = {
  'fails in a step': `raise exception 'planted';`,
  'has its connection ended in a step': 'perform pg_terminate_backend(pg_backend_pid());',
};

describe('a small publication', () => {
  let database: TestDatabase;
  let store: Store;
  before(async () => {
    database = await testDatabase();
    store = await openSchoolStore(database.url);
    await defineSchools(store, 'schools');
    await publishSchools(
      store,
      'schools',
      Array.from({ length: 300 }, (_, at) => school(at, 0)),
    );
  });
  after(async () => {
    await store?.close();
    await database?.drop();
  });

  for (const [way, step] of Object.entries(ways)) {
    for (const place of ['before', 'between', 'after'] as const) {
      test(`that ${way} ${place} the folds leaves nothing, and is published once by the second try`, async () => {
        const at = place === 'before' ? 0 : place === 'between' ? 2 : folds.length;
        const broken = { ...store, folds: [...folds.slice(0, at), stoppingFold(step), ...folds.slice(at)] };
        const turn = Math.floor(Math.random() * 1e6);
        const id = await proposeSchools(store, 'schools', [school(1, turn), school(turn + 1000, turn), { code: 'S2' }]);
        const { size } = await getRegister(store.app, 'schools');
        await assert.rejects(publish(broken, id));
        assert.equal((await getRegister(store.app, 'schools')).size, size);
        assert.deepEqual(await wrongIn(store), []);
        const [first, second] = [await publish(store, id), await publish(store, id)];
        assert.deepEqual([first.first, first.number, second.number], [size, size + 3, size + 3]);
        assert.deepEqual(await wrongIn(store), []);
        await publishSchools(store, 'schools', [school(2, turn)]);
      });
    }
  }

  test('whose staged rows are not whole is refused by the database itself', async () => {
    const id = await proposeSchools(store, 'schools', [school(5, 77), school(6, 77)]);
    const [row] = await store.app`select staging from laopedia.proposal where id = ${id}`;
    await store.app.unsafe(`delete from ${row?.['staging']} where proposal = '${id}' and key = 'S6'`);
    await assert.rejects(publish(store, id), /not whole/);
    assert.deepEqual(await wrongIn(store), []);
  });
});

test('a small proposal that waits outlives a crash of the database; a large one to be published at once need not', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'laopedia-crash-'));
  let store = await openStore({ dataFolder, as: 'command', folds });
  try {
    await defineSchools(store, 'schools');
    await publishSchools(store, 'schools', [school(1, 0), school(2, 0)]);
    const waiting = await proposeSchools(store, 'schools', [school(1, 1), school(3, 1), { code: 'S2' }]);
    const atOnce = await proposeSchools(store, 'schools', [school(4, 1)], { atOnce: true, smallUpTo: 0 });
    await killPostgres(dataFolder);
    await store.close().catch(() => {});
    store = await openStore({ dataFolder, as: 'command', folds });
    assert.deepEqual((await sweepStaging(store)).proposals, [atOnce]);
    await assert.rejects(publish(store, atOnce), { code: 'proposal/not-waiting' });
    const { first, number } = await publish(store, waiting);
    assert.equal(number - first, 3);
    const done = { step: 'published', register: 'schools', proposal: waiting, count: 3, first, number } as const;
    assert.deepEqual(await judge(store, [done]), []);
  } finally {
    await store.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});

async function wrongIn(store: Store): Promise<unknown[]> {
  return (await readFsckReport(store)).checks.flatMap(check => check.findings);
}
