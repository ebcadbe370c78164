// A large load into a fresh register is written once, in the form and place its rows will have. Whatever is read, corrected or
// examined later must be as if it had gone the ordinary way, and whatever comes in between leaves a whole load or none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { search } from '#projection/search';
import { getRegister, readFsckReport } from '#store';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';
import { approve } from '#workflow/approval';
import { getProposal } from '#workflow/proposal';
import { publish } from '#workflow/publication';

const fields = [
  { name: 'id' },
  { name: 'name', as: 'lao-name', search: 'title' },
  { name: 'kind', facet: true },
  { name: 'story', as: 'lao-text' },
  { name: 'partner' },
  { name: 'owner', visibility: 'custodian' },
];
const schema = {
  primaryKey: ['id'],
  fields,
  foreignKeys: [{ fields: ['partner'], reference: { resource: '', fields: ['id'] } }],
};
const long = 'ເລື່ອງ ຍາວ '.repeat(400);
const rows = Array.from({ length: 900 }, (_, at) => ({
  id: `a-${at}`,
  name: at % 10 === 0 ? `ໂຮງຮຽນ ${at}` : `ໂຮງໝໍ ${at}`,
  kind: at % 2 === 0 ? 'x' : 'y\t\\N',
  ...(at % 100 === 0 ? { story: `${long} ${at}` } : {}),
  ...(at > 0 ? { partner: `a-${at - 1}` } : {}),
  owner: 'ບຸນ',
}));
// Some rows stand whole, some are composed in threads, most are finished.
const bulkFrom = { composed: 100, finished: 200 };

let walk: Walk;

before(async () => {
  walk = await openWalk();
  for (const name of ['plain', 'finished', 'waiting', 'aside', 'moved', 'back', 'again']) {
    await define(walk, { name, title: name, schema });
  }
  await bringIn(walk, 'plain', jsonLines(rows), { format: 'jsonl' });
  await bringIn(walk, 'finished', jsonLines(rows), { format: 'jsonl', bulkFrom });
});

after(() => walk.close());

async function tablesOf(pattern: string): Promise<string[]> {
  const found = await walk.store.owner`
    select relname from pg_class where relkind = 'r' and relname like ${pattern} order by 1`;
  return found.map(row => String(row['relname']));
}

async function contentOf(register: string) {
  const { id, records } = await getRegister(walk.store.app, register);
  const app = walk.store.app;
  const mark = (table: string) => `select * from ${table}`;
  const strip = (list: readonly Record<string, unknown>[]) =>
    list.map(({ register_id, lexemes, salt, bytes, ...row }) => row);
  return {
    records,
    rows: strip(await app.unsafe(`${mark(`records.r${id}`)} order by key`)),
    hidden: strip(await app.unsafe(`${mark(`records.r${id}_custodian`)} order by key`)),
    view: strip(await walk.store.public.unsafe(`${mark(`readable."${register}"`)} order by key`)),
    bodies: strip(
      await app.unsafe(
        `select number, body from laopedia.body_public where register_id = ${id} and number > 0 order by 1`,
      ),
    ),
    counts: strip(
      await app`select field, value, count from laopedia.value_count where register_id = ${id} order by 1, 2`,
    ),
    passages: strip(
      await app`
        select key, passage, analyser, title, body, codes, places, name_key, latin_key, cardinality(lexemes) as size
        from laopedia.search where register_id = ${id} order by 1, 2`,
    ),
  };
}

async function indexesOf(register: string): Promise<string[]> {
  const { id } = await getRegister(walk.store.app, register);
  const found = await walk.store.owner.unsafe(`
    select pg_get_indexdef(indexrelid) as text from pg_index
    where indrelid in ('records.r${id}'::regclass, 'records.r${id}_custodian'::regclass) order by 1`);
  return found.map(row => String(row['text']).replaceAll(`r${id}`, 'r')).sort();
}

async function assertHolds(): Promise<void> {
  const report = await readFsckReport(walk.store);
  assert.deepEqual(
    report.checks.filter(check => !check.ok),
    [],
  );
}

test('a finished load holds what an ordinary one holds, in every table, with the same indexes and rights', async () => {
  const { id } = await getRegister(walk.store.app, 'finished');
  assert.equal((await tablesOf(`entry_${id}`)).length, 1);
  assert.deepEqual(await contentOf('finished'), await contentOf('plain'));
  assert.deepEqual(await indexesOf('finished'), await indexesOf('plain'));
  await assert.rejects(walk.store.public.unsafe(`select from records.r${id}_custodian`), /permission/);
  await assert.rejects(
    walk.store.app.unsafe(`insert into laopedia.entry_${id} values (${id}, 9999, '')`),
    /permission/,
  );
  assert.deepEqual(await tablesOf('p\\_%'), []);
  await assertHolds();
});

test('words and long texts of a finished load are found as those of an ordinary one', async () => {
  const found = async (words: string, register: string) => {
    const { id } = await getRegister(walk.store.app, register);
    return (await search(walk.store.public, { words, registers: [id], limit: 20 })).map(hit => hit.key);
  };
  for (const words of ['ໂຮງຮຽນ', 'ເລື່ອງ', 'a-17']) {
    assert.deepEqual(await found(words, 'finished'), await found(words, 'plain'), words);
  }
  assert.equal((await found('ໂຮງຮຽນ 890', 'finished'))[0], 'a-890');
});

test('corrections, withdrawals and a later definition go on as in any register', async () => {
  const next = rows.slice(0, 800).map(row => (row.id === 'a-290' ? { ...row, name: 'ຕະຫຼາດ ເຊົ້າ' } : row));
  for (const register of ['plain', 'finished']) {
    const { published } = await bringIn(walk, register, jsonLines(next), { format: 'jsonl', replace: true, bulkFrom });
    assert.ok(published);
  }
  assert.deepEqual(await contentOf('finished'), await contentOf('plain'));
  const more = [...fields, { name: 'day', type: 'date' }];
  await define(walk, { name: 'finished', title: 'finished', schema: { ...schema, fields: more } });
  await assertHolds();
});

test('a finished load that waits shows its first rows to the approver and survives a restart', async () => {
  const { proposed } = await bringIn(walk, 'waiting', jsonLines(rows), { format: 'jsonl', bulkFrom, approvers: [] });
  await walk.restart();
  assert.ok((await tablesOf('p\\_%\\_f\\_entry')).length > 0);
  await approve(walk.store, proposed.id ?? '', 'ຜູ້ອະນຸມັດ');
  await publish(walk.store, proposed.id ?? '');
  const [waiting, plain] = [await contentOf('waiting'), await getRegister(walk.store.app, 'waiting')];
  assert.equal(waiting.records, rows.length);
  assert.equal(plain.size, rows.length + 3);
  await assertHolds();
});

test('rows set aside leave no hole in the log', async () => {
  const wrong = [...rows, { ...rows[5], name: 'ຊ້ຳ' }, { id: 'b-1', name: 'ບໍ່ມີຄູ່', partner: 'zzz' }];
  const { proposed } = await bringIn(walk, 'aside', jsonLines(wrong), { format: 'jsonl', bulkFrom, setAside: true });
  // The repeated key goes in both of its rows, the row that refers to it, and so on down the chain of partners: holes at the end.
  assert.equal(proposed.blocking > 0, true);
  const { records, size } = await getRegister(walk.store.app, 'aside');
  assert.equal(records, proposed.counts.added);
  assert.equal(size, records + 3);
  await assertHolds();
});

test('a row set aside in the middle of a finished load closes up', async () => {
  const free = rows.map(({ partner, ...row }) => row);
  const wrong = [...free, { ...free[500], name: 'ຊ້ຳ' }];
  const { proposed } = await bringIn(walk, 'again', jsonLines(wrong), { format: 'jsonl', bulkFrom, setAside: true });
  assert.equal(proposed.counts.added, rows.length - 1);
  const { records, size } = await getRegister(walk.store.app, 'again');
  assert.deepEqual([records, size], [rows.length - 1, rows.length + 2]);
  await assertHolds();
});

test('a load whose register has moved on is staged whole again and published', async () => {
  const { proposed } = await bringIn(walk, 'moved', jsonLines(rows), { format: 'jsonl', bulkFrom, approvers: [] });
  await bringIn(walk, 'moved', jsonLines([{ id: 'first', name: 'ກ່ອນ' }]), { format: 'jsonl' });
  const { id } = await getProposal(walk.store.app, proposed.id ?? '');
  await approve(walk.store, id, 'ຜູ້ອະນຸມັດ');
  await publish(walk.store, id);
  assert.equal((await getRegister(walk.store.app, 'moved')).records, rows.length + 1);
  assert.deepEqual(await tablesOf('p\\_%'), []);
  await assertHolds();
});

test('a load with a wrong row, or one that breaks off, leaves nothing behind', async () => {
  const wrong = [...rows.slice(0, 600), { id: 'x' }, { nothing: 'y' }, ...rows.slice(600)];
  const { proposed } = await bringIn(walk, 'back', jsonLines(wrong), { format: 'jsonl', bulkFrom });
  assert.equal(proposed.id, null);
  const broken = bringIn(walk, 'back', `${jsonLines(rows)}{"id": `, { format: 'jsonl', bulkFrom });
  const outcome = await broken.then(
    done => done.proposed.id,
    () => null,
  );
  assert.equal(outcome, null);
  assert.deepEqual(await tablesOf('p\\_%'), []);
});
