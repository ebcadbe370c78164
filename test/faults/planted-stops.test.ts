// A publication stopped at named points, in pairs: where it did not persist nothing is left of it, where it did persist all
// of it stands; either way fsck is clean and the second try succeeds, once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Fold, getRegister, readFsckReport, type Speaker, type Store } from '#store';
import { type TestDatabase, testDatabase } from '#test/database';
import { publish } from '#workflow/publication';
import { defineSchools, openSchoolStore, proposeSchools, publishSchools, school } from './school-log.ts';

let database: TestDatabase;
let store: Store;
let turn = 0;

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
  await store.close();
  await database.drop();
});

/** Corrections, additions and withdrawals: every kind of row is under way when the stop comes. */
async function proposal(): Promise<string> {
  turn += 1;
  const changed = Array.from({ length: 20 }, (_, at) => school(at, turn));
  const added = Array.from({ length: 20 }, (_, at) => school(1000 * turn + at, turn));
  return proposeSchools(store, 'schools', [...changed, ...added, { code: `S${100 + turn}` }]);
}

async function discrepancies(): Promise<unknown[]> {
  return (await readFsckReport(store)).checks.flatMap(check => check.findings);
}

function stoppingFold(stop: (sql: Speaker) => Promise<unknown>): Fold {
  return {
    name: 'stopping',
    version: 1,
    prepare: async () => {},
    define: async () => false,
    columns: () => [],
    stage: () => [],
    apply: async sql => {
      await stop(sql);
    },
    clear: async () => {},
  };
}

const endBackend = (sql: Speaker) => sql`select pg_terminate_backend(pg_backend_pid())`;
const fail = async () => {
  throw new Error('planted');
};

async function refusesThenPublishesOnce(broken: (id: string) => Promise<unknown>, persisted: boolean): Promise<void> {
  const id = await proposal();
  const before = await getRegister(store.app, 'schools');
  await assert.rejects(broken(id));
  const between = await getRegister(store.app, 'schools');
  assert.equal(between.size, persisted ? before.size + 42 : before.size);
  assert.deepEqual(await discrepancies(), []);
  const first = await publish(store, id);
  const second = await publish(store, id);
  assert.deepEqual([second.first, second.number], [first.first, first.number]);
  const rows = await store.app`select count(*) as count from laopedia.publication where proposal = ${id}`;
  assert.equal(Number(rows[0]?.['count']), 1);
  assert.equal((await getRegister(store.app, 'schools')).size, before.size + 42);
  assert.deepEqual(await discrepancies(), []);
}

test('a publication that dies waiting for the head leaves nothing and succeeds the second time', async () => {
  await refusesThenPublishesOnce(async id => {
    await store.owner.begin(async sql => {
      await sql`select 1 from laopedia.head for update`;
      const published = publish(store, id);
      published.catch(() => {});
      const waiting = () => sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await waiting()).length === 0);
      await published;
    });
  }, false);
});

test('a publication whose database ends it after the entries leaves nothing', async () => {
  const folds = [stoppingFold(endBackend), ...store.folds];
  await refusesThenPublishesOnce(id => publish({ ...store, folds }, id), false);
});

test('a publication whose database ends it after the folds leaves nothing', async () => {
  const folds = [...store.folds, stoppingFold(endBackend)];
  await refusesThenPublishesOnce(id => publish({ ...store, folds }, id), false);
});

test('a publication whose fold fails between two folds leaves nothing', async () => {
  const folds = [...store.folds.slice(0, 1), stoppingFold(fail), ...store.folds.slice(1)];
  await refusesThenPublishesOnce(id => publish({ ...store, folds }, id), false);
});

test('a publication ended within its commit leaves nothing', async () => {
  await store.owner.unsafe(`
    create function public.end_commit() returns trigger language plpgsql security definer as
      'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
    create constraint trigger end_commit after insert on laopedia.act deferrable initially deferred
      for each row when (new.what = 'publish') execute function public.end_commit()`);
  await refusesThenPublishesOnce(async id => {
    try {
      await publish(store, id);
    } finally {
      await store.owner.unsafe('drop trigger end_commit on laopedia.act');
    }
  }, false);
});

test('a publication whose answer is lost after the commit stands, and the second try gets the first answer', async () => {
  await refusesThenPublishesOnce(async id => {
    const begin = async (act: (sql: Speaker) => Promise<unknown>) => {
      await store.app.begin(act);
      throw new Error('the connection is gone');
    };
    const deaf = new Proxy(store.app, { get: (app, name) => (name === 'begin' ? begin : Reflect.get(app, name)) });
    await publish({ ...store, app: deaf }, id);
  }, true);
});
