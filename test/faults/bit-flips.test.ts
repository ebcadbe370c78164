// One flipped bit anywhere in what the log promises: fsck finds it, and names the register and the invariant.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { formatCheckpoint, generateSigner, openSigner, signNote } from '#lib/note';
import { type FsckReport, getRegister, readFsckReport, type Store } from '#store';
import { type TestDatabase, testDatabase } from '#test/database';
import { flipBit, type Target } from './flip.ts';
import { openRandom } from './random.ts';
import { defineSchools, openSchoolStore, publishSchools, school } from './school-log.ts';

// Every place once where it is thorough, some of them at random elsewhere.
const flips = Number(process.env['LAOPEDIA_TEST_FLIPS'] ?? (process.env['CI'] === undefined ? 12 : 45));

let database: TestDatabase;
let store: Store;
let id: number;

before(async () => {
  database = await testDatabase();
  store = await openSchoolStore(database.url);
  const plan = createHash('sha256').update('plan').digest('hex');
  await store.owner`insert into laopedia.blob (digest, bytes) values (decode(${plan}, 'hex'), 'plan'::bytea)`;
  for (const name of ['schools', 'untouched']) {
    await defineSchools(store, name);
    const rows = Array.from({ length: name === 'schools' ? 600 : 20 }, (_, at) => at);
    await publishSchools(
      store,
      name,
      rows.map(at => school(at, 0, plan)),
    );
    await publishSchools(
      store,
      name,
      rows.slice(0, 50).map(at => school(at, 1, plan)),
    );
    await publishSchools(
      store,
      name,
      rows.slice(10, 20).map(at => ({ code: `S${at}` })),
    );
  }
  const stored = await getRegister(store.app, 'schools');
  id = stored.id;
  const [head] = await store.owner`select root from laopedia.head where register_id = ${id}`;
  const root = head?.['root'] as Uint8Array;
  const checkpoint = { origin: stored.origin, size: stored.size, root };
  const signer = openSigner(generateSigner('test.example.la').skey);
  await store.owner`
    insert into laopedia.checkpoint (register_id, size, root, note, anchored)
    values (${id}, ${stored.size}, ${root}, ${signNote(formatCheckpoint(checkpoint), [signer])}, true)`;
});

after(async () => {
  await store.close();
  await database.drop();
});

function targets(): Target[] {
  const own = `register_id = ${id}`;
  const log = (invariant: string, table: string, column: string, kind: Target['kind']): Target => ({
    invariant,
    table: `laopedia.${table}`,
    column,
    kind,
    where: own,
  });
  const record = (tier: string, column: string, kind: Target['kind']): Target => ({
    invariant: 'I5',
    table: `records.r${id}${tier}`,
    column,
    kind,
  });
  return [
    log('I2', 'entry', 'bytes', 'bytes'),
    log('I3', 'tile', 'hashes', 'bytes'),
    log('I3', 'head', 'root', 'bytes'),
    log('I3', 'head', 'frontier', 'bytes'),
    log('I1', 'head', 'size', 'whole'),
    log('I1', 'head', 'time', 'time'),
    log('I5', 'head', 'records', 'whole'),
    log('I1', 'publication', 'first', 'whole'),
    log('I1', 'publication', 'count', 'whole'),
    log('I1', 'publication', 'number', 'whole'),
    log('I1', 'publication', 'proposal', 'text'),
    log('I1', 'publication', 'time', 'time'),
    log('I4', 'checkpoint', 'root', 'bytes'),
    log('I4', 'checkpoint', 'size', 'whole'),
    ...['public', 'government', 'custodian'].flatMap(tier => [
      log('I6', `body_${tier}`, 'salt', 'bytes'),
      log('I6', `body_${tier}`, 'body', 'text'),
    ]),
    record('', 'entry', 'whole'),
    record('', 'withdrawn', 'yes-no'),
    record('', 'key', 'text'),
    record('', 'f2', 'text'),
    record('', 'f4', 'text'),
    record('', 'f6', 'whole'),
    record('', 'f11', 'time'),
    record('', 'f12', 'yes-no'),
    record('_government', 'f15', 'text'),
    record('_custodian', 'f16', 'text'),
    record('_custodian', 'entry', 'whole'),
    log('I5', 'record_past', 'from_entry', 'whole'),
    log('I5', 'record_past', 'until_entry', 'whole'),
    log('I5', 'record_past', 'withdrawn', 'yes-no'),
    log('I5', 'value_count', 'count', 'whole'),
    log('I5', 'value_count', 'value', 'text'),
    log('I5', 'search', 'title', 'text'),
    log('I5', 'search', 'key', 'text'),
    log('I5', 'search_word', 'key', 'text'),
    log('I5', 'search_word', 'word', 'text'),
    log('I5', 'search_word', 'gloss', 'text'),
    log('I8', 'projection', 'version', 'whole'),
    log('I8', 'projection', 'entry', 'whole'),
    { invariant: 'I7', table: 'laopedia.blob', column: 'bytes', kind: 'bytes' },
    { invariant: 'I7', table: 'laopedia.blob', column: 'digest', kind: 'bytes' },
  ];
}

function broken(report: FsckReport): string[] {
  return report.checks.filter(check => !check.ok).map(check => `${check.register} ${check.invariant}`);
}

test('fsck finds nothing in a whole log', async () => {
  const report = await readFsckReport(store);
  assert.deepEqual(
    report.checks.flatMap(check => check.findings),
    [],
  );
  const looked = report.checks.filter(check => check.register === 'schools' && check.invariant !== 'I9');
  assert.deepEqual(
    looked.filter(check => check.checked === 0),
    [],
  );
});

test('fsck finds every flipped bit and names the register and the invariant', async context => {
  const random = openRandom();
  context.diagnostic(`LAOPEDIA_TEST_SEED=${random.seed}`);
  const all = targets();
  const from = random.below(all.length);
  for (let at = 0; at < flips; at++) {
    const target = all[(from + at) % all.length] as Target;
    const flip = await flipBit(store.owner, target, random);
    const found = broken(await readFsckReport(store));
    await flip.restore();
    const register = target.table === 'laopedia.blob' && target.column === 'bytes' ? '' : 'schools';
    assert.ok(found.includes(`${register} ${target.invariant}`), `${flip.name}: ${found.join(', ')}`);
    const others = found.filter(one => one.startsWith('untouched') && target.table !== 'laopedia.blob');
    assert.deepEqual(others, [], flip.name);
  }
  assert.deepEqual(broken(await readFsckReport(store)), []);
});
