// Small and large proposals of one register side by side: they wait, are read, overtake each other, end, and leave the same
// log and the same projections whichever form they waited in.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listRecords } from '#projection/record';
import { search } from '#projection/search';
import { lockPublication, readFsckReport, sweepStaging } from '#store';
import { type BringInOptions, bringIn, define, openWalk, standing, type Walk } from '#test/walk';
import { approve, sendBack } from '#workflow/approval';
import { getProposal, readChange, readProposals } from '#workflow/proposal';
import { publish } from '#workflow/publication';

const clinic = {
  name: 'clinic',
  title: { lo: 'ສຸກສາລາ', en: 'Clinics' },
  schema: {
    primaryKey: ['code'],
    foreignKeys: [{ fields: ['parent'], reference: { fields: ['code'] } }],
    fields: [
      { name: 'code', type: 'string', constraints: { required: true } },
      { name: 'name', type: 'string', as: 'lao-name', search: 'title' },
      { name: 'kind', type: 'string', facet: true },
      { name: 'phone', type: 'string', constraints: { unique: true } },
      { name: 'parent', type: 'string' },
      { name: 'nurse', type: 'string', visibility: 'custodian' },
    ],
  },
};
const other = { ...clinic, name: 'clinic-in-bulk' };
const withdraw = { withdraw: { field: 'state', equals: 'gone' } };

describe('small proposals', () => {
  let walk: Walk;
  before(async () => {
    walk = await openWalk();
    await define(walk, clinic);
    await define(walk, other);
  });
  after(() => walk.close());

  const wait = async (csv: string, options: BringInOptions = {}, register = 'clinic') => {
    const { proposed } = await bringIn(walk, register, csv, { ...options, approvers: [] });
    assert.ok(proposed.id, JSON.stringify(proposed.findings));
    return proposed.id;
  };
  const carryOut = async (id: string) => {
    await approve(walk.store, id, 'ຜູ້ອະນຸມັດ');
    return publish(walk.store, id);
  };
  const stagedRowsOf = async (id: string) => {
    const tables = await walk.store.owner`
      select format('staging.%I', relname) as name from pg_class
      where relnamespace = 'staging'::regnamespace and relkind = 'r' and starts_with(relname, 'small_')`;
    let count = 0;
    for (const { name } of tables) {
      const rows = await walk.store.owner.unsafe(`select from ${name} where proposal = '${id}'`);
      count += rows.length;
    }
    return count;
  };

  test('one change after another leaves the same in both forms', async () => {
    const files: readonly (readonly [string, BringInOptions?])[] = [
      ['code,name,kind,phone,nurse\nc1,ສຸກສາລາ ນາໄຊ,a,1,ນ\nc2,ສຸກສາລາ ໂພນໄຊ,b,2,ມ\nc3,ສຸກສາລາ ດົງ,a,3,\n'],
      ['code,kind,parent\nc1,b,c3\nc4,a,c1\n'],
      ['code,state\nc2,gone\n', { mapping: withdraw }],
      ['code,name,phone\nc2,ກັບມາ,2\nc4,ສຸກສາລາ ໃໝ່,\n'],
      ['code,nurse\nc1,ຄົນໃໝ່\nzz,\n', { setAside: true }],
    ];
    for (const [file, options] of files) {
      await bringIn(walk, 'clinic', file, options);
      await bringIn(walk, 'clinic-in-bulk', file, { ...options, smallUpTo: 0 });
    }
    const of = async (name: string) => {
      const stored = await standing(walk, name);
      const { records } = await listRecords(walk.store.public, stored, { limit: 100 });
      const counts = await walk.store.app`
        select field, value, count from laopedia.value_count where register_id = ${stored.id} order by 1, 2`;
      const past = await walk.store.app`
        select key, from_entry, until_entry, withdrawn from laopedia.record_past where register_id = ${stored.id} order by 1, 2`;
      const found = await search(walk.store.public, { words: 'ສຸກສາລາ', registers: [stored.id], limit: 10 });
      const said = records.map(({ key, entry, itemText }) => [key, entry, itemText]);
      return [stored.size, stored.records, said, [...counts], [...past], found.map(hit => hit.key).sort()];
    };
    assert.deepEqual(await of('clinic'), await of('clinic-in-bulk'));
  });

  test('small and large ones wait together, are read by their approver, and are published in any order', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => `m${at},ໃຫຍ່ ${at}\n`).join('');
    const small = await wait('code,name\nc1,ນ້ອຍ\ns1,ນ້ອຍ ໜຶ່ງ\n');
    const large = await wait(`code,name\n${many}`);
    const second = await wait('code,name\ns2,ນ້ອຍ ສອງ\n');
    assert.equal(await stagedRowsOf(small), 2);
    assert.equal(await stagedRowsOf(large), 0);
    const [change] = await readChange(walk.store.app, await getProposal(walk.store.app, small));
    assert.deepEqual([change?.key, change?.change, change?.after?.['name']], ['c1', 'corrected', 'ນ້ອຍ']);
    assert.equal((await readChange(walk.store.app, await getProposal(walk.store.app, second))).length, 1);
    const { size } = await standing(walk, 'clinic');
    assert.equal((await carryOut(second)).first, size);
    assert.equal((await carryOut(large)).first, size + 2);
    assert.equal((await carryOut(small)).first, size + 2 + 1201);
    assert.equal(await stagedRowsOf(small), 0);
  });

  test('overtaken, they are refused as any other is', async () => {
    const both = [await wait('code,name\nc1,ກ\n'), await wait('code,name\nc1,ຂ\n', { smallUpTo: 0 })];
    const telephone = await wait('code,phone\nc3,99\n');
    const child = await wait('code,parent\nc3,c4\n');
    await bringIn(walk, 'clinic', 'code,name,phone\nc1,ຄ,99\n');
    for (const id of both) await assert.rejects(carryOut(id), { code: 'log/moved-on' });
    await assert.rejects(carryOut(telephone), { code: 'publication/values-taken' });
    await bringIn(walk, 'clinic', 'code,state\nc4,gone\n', { mapping: withdraw });
    await assert.rejects(carryOut(child), { code: 'publication/references-broken' });
  });

  test('whatever an administrator has set, its commit is waited for on the disk and on the standby', async () => {
    const id = await wait('code,name\nc3,ຖ້າ\n');
    for (const set of ['off', 'local', 'remote_write', 'on', 'remote_apply'])
      await walk.store.app.begin(async sql => {
        await sql.unsafe(`set local synchronous_commit = ${set}`);
        await lockPublication(sql, id);
        const [row] = await sql`select current_setting('synchronous_commit') as now`;
        assert.equal(row?.['now'], set === 'remote_apply' ? set : 'on', set);
      });
    await sendBack(walk.store, id, { by: 'ຜູ້ອະນຸມັດ', reason: 'ບໍ່ຄົບ' });
  });

  test('sent back, or only looked at, their rows are gone', async () => {
    const id = await wait('code,name\nc3,ງ\n');
    await sendBack(walk.store, id, { by: 'ຜູ້ອະນຸມັດ', reason: 'ບໍ່ຄົບ' });
    assert.equal(await stagedRowsOf(id), 0);
    const { proposed } = await bringIn(walk, 'clinic', 'code,name\nc3,ຈ\n', { dryRun: true });
    assert.deepEqual([proposed.id, proposed.counts.corrected], [null, 1]);
    const { proposed: wrong } = await bringIn(walk, 'clinic', 'code,parent\nc3,nowhere\n');
    assert.deepEqual([wrong.id, wrong.blocking], [null, 1]);
  });

  test('sixteen at a time are published without a gap, on one register and on two', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 32; at++) {
      ids.push(await wait(`code,name\nw${at},ພ້ອມກັນ ${at}\n`, {}, at % 2 === 0 ? 'clinic' : 'clinic-in-bulk'));
    }
    const sizes = [(await standing(walk, 'clinic')).size, (await standing(walk, 'clinic-in-bulk')).size];
    for (const id of ids) await approve(walk.store, id, 'ຜູ້ອະນຸມັດ');
    const done = await Promise.all(ids.map(id => publish(walk.store, id)));
    for (const register of [0, 1]) {
      const firsts = done.filter((_, at) => at % 2 === register).map(({ first }) => first);
      const wanted = Array.from({ length: 16 }, (_, at) => (sizes[register] ?? 0) + 2 * at);
      assert.deepEqual(
        firsts.toSorted((one, next) => one - next),
        wanted,
      );
    }
  });

  test('after a new definition nothing of the older form is left but what still waits in it', async () => {
    const id = await wait('code,name\nc3,ສ\n');
    const fields = [...clinic.schema.fields, { name: 'memo', type: 'string' }];
    await define(walk, { ...clinic, schema: { ...clinic.schema, fields } });
    assert.ok((await stagedRowsOf(id)) > 0);
    assert.deepEqual((await sweepStaging(walk.store)).tables, []);
    await assert.rejects(carryOut(id), { code: 'log/schema-moved-on' });
    await bringIn(walk, 'clinic', 'code,memo\nc3,x\n');
    for (const one of await readProposals(walk.store.app)) {
      if (one.register === 'clinic') await sendBack(walk.store, one.id, { by: 'ຜູ້ອະນຸມັດ', reason: 'ເກົ່າ' });
    }
    const { tables } = await sweepStaging(walk.store);
    assert.deepEqual([tables.length, tables[0]?.startsWith('small_')], [1, true]);
    const left = await walk.store.owner`
      select proname as name from pg_proc where pronamespace = 'staging'::regnamespace and proname like '%\\_0\\_%'`;
    assert.equal(left.filter(row => String(row['name']).startsWith('append_1_')).length, 0);
    await bringIn(walk, 'clinic', 'code,memo\nc3,y\n');
  });

  test('the logs and everything folded from them hold all invariants', async () => {
    const report = await readFsckReport(walk.store);
    assert.deepEqual(
      report.checks.flatMap(check => check.findings),
      [],
    );
  });
});
