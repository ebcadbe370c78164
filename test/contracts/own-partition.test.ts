// A large load goes into partitions of the register's own. Whatever is read, corrected or examined later must be as if it had
// gone the ordinary way: the same records, the same search, a log that fsck holds.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { search } from '#projection/search';
import { appendPublication, getRegister, readFsckReport, replay } from '#store';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';
import { approve } from '#workflow/approval';
import { openIntake } from '#workflow/intake';
import { getProposal, propose } from '#workflow/proposal';
import { folds } from '../../src/app/folds.ts';

const fields = [
  { name: 'id' },
  { name: 'name', as: 'lao-name', search: 'title' },
  { name: 'kind', facet: true },
  { name: 'owner', visibility: 'custodian' },
];
const schema = { primaryKey: ['id'], fields };
const rows = Array.from({ length: 300 }, (_, at) => ({
  id: `a-${at}`,
  name: at % 10 === 0 ? `ໂຮງຮຽນ ${at}` : `ໂຮງໝໍ ${at}`,
  kind: at % 2 === 0 ? 'x' : 'y',
  owner: 'ບຸນ',
}));

let walk: Walk;

before(async () => {
  walk = await openWalk();
  for (const name of ['small', 'large', 'late']) await define(walk, { name, title: name, schema });
  await bringIn(walk, 'small', jsonLines(rows), { format: 'jsonl' });
  await publishLarge('large');
});

after(() => walk.close());

// The road of a publication, with a threshold that a test reaches.
async function publishLarge(register: string): Promise<void> {
  const { store } = walk;
  const stored = await getRegister(store.app, register);
  const intake = await openIntake({ bytes: Buffer.from(jsonLines(rows)) }, stored.register, {
    format: 'jsonl',
    references: { resolve: async () => new Map() },
  });
  const proposed = await propose(store, stored, intake.drafts(), { officer: 'ພະນັກງານ', smallUpTo: 0 });
  await intake.close();
  const { id, staging, baseSize: size, schemaEntry } = await getProposal(store.app, proposed.id ?? '');
  await approve(store, id, 'ຜູ້ອະນຸມັດ');
  const provenance = { author: 'p-1', approvers: ['p-2'], basis: null };
  const [registerId, count, basedOn] = [stored.id, rows.length, { size, schemaEntry }];
  const said = { registerId, register: stored.register, staging: staging ?? '', count, basedOn, largeAbove: 100 };
  await store.app.begin(async sql => {
    await appendPublication(sql, { ...said, proposal: id, organisations: ['o'], provenance }, store.folds);
    await sql`update laopedia.proposal set state = 'published', ended = now(), staging = null where id = ${id}`;
    await sql.unsafe(`drop table ${staging}`);
  });
}

async function partitionsOf(register: string): Promise<string[]> {
  const { id } = await getRegister(walk.store.app, register);
  const names = ['entry', 'body_public', 'body_government', 'body_custodian', 'search'].map(name => `${name}_${id}`);
  const found = await walk.store.owner`select relname from pg_class where relname = any(${names}) order by 1`;
  return found.map(row => String(row['relname']).replace(`_${id}`, ''));
}

async function searched(words: string, register: string): Promise<string[]> {
  const { id } = await getRegister(walk.store.app, register);
  const hits = await search(walk.store.public, { words, registers: [id], limit: 20 });
  return hits.map(hit => hit.key);
}

async function assertHolds(): Promise<void> {
  const report = await readFsckReport(walk.store);
  assert.deepEqual(
    report.checks.filter(check => !check.ok),
    [],
  );
}

test('a large load has partitions of its own, and what was there before moves in', async () => {
  assert.deepEqual(await partitionsOf('large'), ['body_custodian', 'body_public', 'entry', 'search']);
  assert.deepEqual(await partitionsOf('small'), []);
  const { id, size } = await getRegister(walk.store.app, 'large');
  const left = await walk.store.owner`select from laopedia.entry_rest where register_id = ${id}`;
  const all = await walk.store.owner.unsafe(`select from laopedia.entry_${id}`);
  assert.deepEqual([left.length, all.length], [0, size]);
  await assertHolds();
});

test('a partition has each index of its parent, and nobody can write to it but through the parent', async () => {
  const { id } = await getRegister(walk.store.app, 'large');
  const strangers = await walk.store.owner`
    select i.indexrelid::regclass::text as name from pg_index i left join pg_inherits h on h.inhrelid = i.indexrelid
    where i.indrelid = ${`laopedia.search_${id}`}::regclass and h.inhparent is null`;
  assert.deepEqual([...strangers], []);
  await assert.rejects(
    walk.store.app.unsafe(`insert into laopedia.entry_${id} values (${id}, 9999, '')`),
    /permission/,
  );
});

test('words are found as in a register of the shared partition', async () => {
  assert.deepEqual(await searched('ໂຮງຮຽນ', 'large'), await searched('ໂຮງຮຽນ', 'small'));
  assert.equal((await searched('ໂຮງຮຽນ 290', 'large'))[0], 'a-290');
});

test('corrections, withdrawals and a replay go on within the partition', async () => {
  const corrected = rows.slice(1).map(row => (row.id === 'a-290' ? { ...row, name: 'ຕະຫຼາດ ເຊົ້າ' } : row));
  const { published } = await bringIn(walk, 'large', jsonLines(corrected), { format: 'jsonl', replace: true });
  assert.ok(published);
  assert.deepEqual(await searched('ຕະຫຼາດ', 'large'), ['a-290']);
  const stored = await getRegister(walk.store.app, 'large');
  await walk.store.owner.begin(async sql => {
    await sql.unsafe('set local role laopedia_owner');
    await replay(sql, stored, folds);
  });
  assert.deepEqual(await searched('ຕະຫຼາດ', 'large'), ['a-290']);
  await assertHolds();
});

test('a reader of the shared partition holds a large load up for no longer than it reads', async () => {
  const { id } = await getRegister(walk.store.app, 'small');
  const reading = walk.store.public.begin(async sql => {
    await sql`select from laopedia.entry where register_id = ${id} limit 1`;
    await sql`select pg_sleep(0.5)`;
  });
  await Promise.all([reading, publishLarge('late')]);
  assert.equal((await partitionsOf('late')).length, 4);
  await assertHolds();
});
