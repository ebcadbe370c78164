// What becomes of proposals that wait: overtaken by others, by a new definition, by a withdrawal, by a restart. Nothing is
// published that its approvers did not see, and nothing twice.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findRecord, listRecords } from '#projection/record';
import { readFsckReport } from '#store';
import { type BringInOptions, bringIn, define, openWalk, standing, type Walk } from '#test/walk';
import { approve, sendBack } from '#workflow/approval';
import { getProposal, readChange, readProposals } from '#workflow/proposal';
import { publish } from '#workflow/publication';

const today = '2026-01-01';

const market = {
  name: 'market',
  title: { lo: 'ຕະຫຼາດ', en: 'Markets' },
  schema: {
    primaryKey: ['code'],
    foreignKeys: [{ fields: ['part_of'], reference: { fields: ['code'] } }],
    fields: [
      { name: 'code', type: 'string', constraints: { required: true } },
      { name: 'part_of', type: 'string' },
    ],
  },
};
const stall = {
  name: 'stall',
  title: { lo: 'ຮ້ານຂາຍເຄື່ອງ', en: 'Stalls' },
  // biome-ignore lint/suspicious/noThenProperty: a word of definitions, and nothing waits for it
  approvals: { approvers: 1, aboveRows: 3, then: 2 },
  schema: {
    primaryKey: ['code'],
    foreignKeys: [{ fields: ['market'], reference: { register: 'market', fields: ['code'] } }],
    fields: [
      { name: 'code', type: 'string', constraints: { required: true } },
      { name: 'owner', type: 'string', constraints: { required: true } },
      { name: 'phone', type: 'string', constraints: { unique: true } },
      { name: 'market', type: 'string' },
    ],
  },
};

describe('proposals', () => {
  let walk: Walk;
  before(async () => {
    walk = await openWalk();
    await define(walk, market);
    await define(walk, stall);
    await bringIn(walk, 'market', 'code\nm1\nm2\n');
    await bringIn(walk, 'stall', 'code,owner,phone\ns1,ຄຳ,1\ns2,ແກ້ວ,2\ns3,ບຸນ,3\n');
  });
  after(() => walk.close());

  const wait = async (register: string, csv: string, options: BringInOptions = {}) => {
    const { proposed } = await bringIn(walk, register, csv, { ...options, approvers: [] });
    assert.ok(proposed.id, JSON.stringify(proposed.findings));
    return proposed.id;
  };
  const carryOut = async (id: string) => {
    await approve(walk.store, id, 'ຜູ້ອະນຸມັດ 1');
    return publish(walk.store, id);
  };
  const wrong = async (register: string, csv: string, options: BringInOptions = {}) => {
    const { proposed } = await bringIn(walk, register, csv, options);
    return proposed.findings.filter(({ blocks }) => blocks).map(({ row, code, given }) => [row, code, given]);
  };
  const item = async (register: string, key: string) =>
    (await findRecord(walk.store.public, await standing(walk, register), key, { today }))?.item;
  const keys = async (register: string) =>
    (await listRecords(walk.store.public, await standing(walk, register), { limit: 100 })).records.map(one => one.key);

  test('nobody approves their own proposal, nor twice, and without approval nothing is published', async () => {
    const id = await wait('stall', 'code,owner\ns1,ຄຳມະນີ\n', { officer: 'ນາງ ຈັນ' });
    await assert.rejects(publish(walk.store, id), { code: 'publication/rule-not-met' });
    await assert.rejects(approve(walk.store, id, ' ນາງ  ຈັນ'), { code: 'approval/own-proposal' });
    await approve(walk.store, id, 'ທ້າວ ສີ');
    await assert.rejects(approve(walk.store, id, 'ທ້າວ ສີ'), { code: 'approval/twice' });
    await publish(walk.store, id);
    assert.equal((await item('stall', 's1'))?.['owner'], 'ຄຳມະນີ');
  });

  test('published again, a proposal gives its first answer and the log does not grow', async () => {
    const id = await wait('stall', 'code,owner\ns1,ຄຳ\n');
    const first = await carryOut(id);
    const { size } = await standing(walk, 'stall');
    const second = await publish(walk.store, id);
    assert.deepEqual([second.first, second.number, second.size], [first.first, first.number, first.size]);
    assert.equal((await standing(walk, 'stall')).size, size);
    await assert.rejects(approve(walk.store, id, 'ຜູ້ອະນຸມັດ 2'), { code: 'proposal/not-waiting' });
  });

  test('published by two at the same time, it is published once, and both get the answer', async () => {
    const id = await wait('stall', 'code,owner\ns1,ຄຳດີ\n');
    await approve(walk.store, id, 'ຜູ້ອະນຸມັດ 1');
    const answers = await Promise.all([publish(walk.store, id), publish(walk.store, id), publish(walk.store, id)]);
    assert.equal(new Set(answers.map(({ first, number }) => `${first}-${number}`)).size, 1);
    await bringIn(walk, 'stall', 'code,owner\ns1,ຄຳ\n');
  });

  test('above three rows it takes two approvers', async () => {
    const id = await wait('stall', 'code,owner\nt1,a\nt2,b\nt3,c\nt4,d\n');
    assert.equal((await getProposal(walk.store.app, id)).needed, 2);
    await approve(walk.store, id, 'ຜູ້ອະນຸມັດ 1');
    await assert.rejects(publish(walk.store, id), { code: 'publication/rule-not-met' });
    await approve(walk.store, id, 'ຜູ້ອະນຸມັດ 2');
    await publish(walk.store, id);
  });

  test('a correction says what it changes: absent columns stay, empty cells clear, the same row makes no entry', async () => {
    const id = await wait('stall', 'code,owner,phone\ns2,ແກ້ວມະນີ,\ns3,ບຸນ,3\n');
    const proposal = await getProposal(walk.store.app, id);
    assert.deepEqual(proposal.counts, { added: 0, corrected: 1, withdrawn: 0, unchanged: 1 });
    const [change] = await readChange(walk.store.app, proposal);
    assert.deepEqual(change?.fields.toSorted(), ['owner', 'phone']);
    assert.deepEqual([change?.before?.['phone'], change?.after?.['phone']], ['2', undefined]);
    const { first, number } = await carryOut(id);
    assert.equal(number - first, 1);
    await bringIn(walk, 'stall', 'code,phone\ns2,22\n');
    assert.deepEqual(await item('stall', 's2'), { code: 's2', owner: 'ແກ້ວມະນີ', phone: '22' });
    assert.equal((await bringIn(walk, 'stall', 'code,phone\ns2,22\n')).proposed.id, null, 'nothing is proposed');
  });

  test('a proposal that another overtook is refused and names the keys that moved, and only those', async () => {
    const overtaken = await wait('stall', 'code,owner\ns1,one\ns2,two\nnew,n\n');
    const faster = await wait('stall', 'code,owner\ns2,zwei\ns3,drei\n');
    const apart = await wait('stall', 'code,owner\nt1,eins\n');
    await carryOut(faster);
    await approve(walk.store, overtaken, 'ຜູ້ອະນຸມັດ 1');
    await assert.rejects(
      publish(walk.store, overtaken),
      (problem: Error & { code?: string; facts?: { keys?: string } }) => {
        assert.equal(problem.code, 'log/moved-on');
        assert.equal(problem.facts?.keys, 's2');
        return true;
      },
    );
    await carryOut(apart);
    assert.equal((await item('stall', 's1'))?.['owner'], 'ຄຳ', 'nothing of it is published');
    assert.equal(await item('stall', 'new'), undefined);
  });

  test('two proposals that add the same key: the second is refused', async () => {
    const [one, other] = [await wait('stall', 'code,owner\nu1,a\n'), await wait('stall', 'code,owner\nu1,b\n')];
    await carryOut(one);
    await assert.rejects(carryOut(other), { code: 'log/moved-on' });
    assert.equal((await item('stall', 'u1'))?.['owner'], 'a');
  });

  test('two proposals that give two stalls the same telephone: the second is refused', async () => {
    const [one, other] = [await wait('stall', 'code,phone\ns1,777\n'), await wait('stall', 'code,phone\ns3,777\n')];
    await carryOut(one);
    await assert.rejects(carryOut(other), { code: 'publication/values-taken' });
    assert.equal((await item('stall', 's3'))?.['phone'], '3');
    assert.deepEqual(await wrong('stall', 'code,phone\nt1,8\nt2,8\n'), [[3, 'value/not-unique', '8']]);
    assert.deepEqual(await wrong('stall', 'code,phone\nt1,777\n'), [[2, 'value/not-unique', '777']]);
  });

  test('proposals and their approvals outlive a restart', async () => {
    const id = await wait('stall', 'code,owner\ns3,ບຸນມີ\n');
    await approve(walk.store, id, 'ຜູ້ອະນຸມັດ 1');
    await walk.restart();
    assert.ok((await readProposals(walk.store.app)).some(one => one.id === id && one.approvals === 1));
    await publish(walk.store, id);
    assert.equal((await item('stall', 's3'))?.['owner'], 'ບຸນມີ');
  });

  test('sent back, a proposal waits no more', async () => {
    const id = await wait('stall', 'code,owner\ns3,ອື່ນ\n');
    const proposal = await sendBack(walk.store, id, { by: 'ຜູ້ອະນຸມັດ 1', reason: 'ບໍ່ມີເອກະສານ' });
    assert.deepEqual([proposal.state, proposal.staging], ['sent-back', null]);
    await assert.rejects(approve(walk.store, id, 'ຜູ້ອະນຸມັດ 2'), { code: 'proposal/not-waiting' });
    await assert.rejects(publish(walk.store, id), { code: 'proposal/not-waiting' });
  });

  test('a definition that changed meanwhile refuses what was compared with the old one', async () => {
    const id = await wait('stall', 'code,owner\ns3,ທ້າວ\n');
    const fields = [...stall.schema.fields, { name: 'memo', type: 'string' }];
    await define(walk, { ...stall, schema: { ...stall.schema, fields } });
    await approve(walk.store, id, 'ຜູ້ອະນຸມັດ 1');
    await assert.rejects(publish(walk.store, id), { code: 'log/schema-moved-on' });
    await bringIn(walk, 'stall', 'code,memo\ns3,x\n');
    assert.equal((await item('stall', 's3'))?.['memo'], 'x');
  });

  test('a reference to nothing blocks; to a row of the same file it counts', async () => {
    assert.deepEqual(await wrong('stall', 'code,market\ns1,zz\n'), [[2, 'reference/absent', 'zz']]);
    assert.deepEqual(await wrong('market', 'code,part_of\nm4,m9\n'), [[2, 'reference/absent', 'm9']]);
    const { published } = await bringIn(walk, 'market', 'code,part_of\nm4,m5\nm5,\n');
    assert.ok(published);
  });

  test('a reference to what the same file withdraws blocks', async () => {
    const mapping = { withdraw: { field: 'state', equals: 'gone' } };
    const found = await wrong('market', 'code,part_of,state\nm6,m5,\nm5,,gone\n', { mapping });
    assert.deepEqual(found, [[2, 'reference/withdrawn', 'm5']]);
  });

  test('a target withdrawn between proposal and publication refuses the publication', async () => {
    const id = await wait('stall', 'code,market\ns1,m2\n');
    await bringIn(walk, 'market', 'code,state\nm2,gone\n', {
      mapping: { withdraw: { field: 'state', equals: 'gone' } },
    });
    await assert.rejects(carryOut(id), { code: 'publication/references-broken' });
    assert.deepEqual(await wrong('stall', 'code,market\ns1,m2\n'), [[2, 'reference/withdrawn', 'm2']]);
  });

  test('a complete file withdraws what it no longer names, but not the record of a row that is wrong', async () => {
    const file = 'code,owner,market\ns1,ຄຳ,\ns2,ແກ້ວ,zz\n';
    assert.equal((await bringIn(walk, 'stall', file, { replace: true })).proposed.id, null);
    const { proposed } = await bringIn(walk, 'stall', file, { replace: true, setAside: true });
    assert.deepEqual(proposed.setAside, [{ row: 3, sheet: null }]);
    assert.deepEqual(await keys('stall'), ['s1', 's2']);
    assert.equal((await item('stall', 's2'))?.['owner'], 'zwei', 'the wrong row changes nothing');
    await bringIn(walk, 'stall', 'code,owner\ns3,ກັບມາ\n');
    assert.deepEqual(await keys('stall'), ['s1', 's2', 's3']);
    assert.deepEqual(await item('stall', 's3'), { code: 's3', owner: 'ກັບມາ' }, 'what comes back begins anew');
  });

  test('of thousands of keys that stand twice every one is set aside', async () => {
    const rows = Array.from({ length: 1500 }, (_, at) => `k${at},a\nk${at},b\n`).join('');
    const { proposed, published } = await bringIn(walk, 'stall', `code,owner\n${rows}good,c\n`, { setAside: true });
    assert.equal(proposed.setAside.length, 3000);
    assert.equal(proposed.findingCounts.get('key/repeated'), 1500);
    assert.deepEqual(proposed.counts, { added: 1, corrected: 0, withdrawn: 0, unchanged: 0 });
    assert.equal(Number(published?.number) - Number(published?.first), 1);
  });

  test('who refers to a row that is set aside is set aside too, and who refers to that one', async () => {
    const file = 'code,part_of\nn1,nowhere\nn2,n1\nn3,n2\nn4,n3\nn5,\nn6,n5\n';
    const { proposed } = await bringIn(walk, 'market', file, { setAside: true });
    assert.deepEqual(
      proposed.setAside.map(({ row }) => row),
      [2, 3, 4, 5],
    );
    assert.deepEqual(
      (await keys('market')).filter(key => key.startsWith('n')),
      ['n5', 'n6'],
    );
  });

  test('the logs and everything folded from them hold all invariants', async () => {
    const report = await readFsckReport(walk.store);
    assert.deepEqual(
      report.checks.flatMap(check => check.findings),
      [],
    );
  });
});
