// A database elsewhere (DATABASE_URL) whose disk is full: what fails becomes a refusal with its sentence, the installation is read-only for a while,
// and an import under way leaves no staging behind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCluster } from '#lib/postgres';
import { findShortage, unmarkShortage } from '#store';
import { cannotMount, mountSmallDisk } from './rounds/small-disk.ts';
import { defineSchools, openSchoolStore, proposeSchools, publishSchools, school } from './school-log.ts';

const rowsOf = (count: number, turn: number) => Array.from({ length: count }, (_, at) => school(at, turn));

test('a full disk of a database elsewhere is refused in words, and heeded until it is over', {
  skip: cannotMount(),
}, async () => {
  const disk = await mountSmallDisk(400);
  const cluster = await openCluster({ dataFolder: disk.folder, role: 'command' });
  const store = await openSchoolStore(cluster.url());
  try {
    await defineSchools(store, 'schools');
    await publishSchools(store, 'schools', rowsOf(20, 0));
    await disk.fill(0);
    // Not one row: a table that still fits into a page would be made longer by nobody.
    await assert.rejects(proposeSchools(store, 'schools', rowsOf(3000, 1)), /store\/database-full/);
    const left =
      await store.app`select from pg_tables where schemaname = 'staging' and tablename like 'p!_%' escape '!'`;
    assert.equal(left.length, 0, 'staging was left behind');
    await disk.clear();
    // There is room, and the mark holds: nobody tries at once what has just failed.
    await store.app`select 1`;
    const marked = await findShortage(store.app);
    if (marked !== undefined)
      await assert.rejects(publishSchools(store, 'schools', rowsOf(1, 2)), /store\/database-full/);
    await unmarkShortage(store.app);
    await publishSchools(store, 'schools', rowsOf(1, 3));
  } finally {
    await disk.clear();
    await store.close();
    await cluster.stop();
    await disk.end();
  }
});
