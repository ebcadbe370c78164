// Facts that hold from a day: fees set by one decree after another, corrected, ended, brought back. What was published when
// and what held when are two questions, and a record answers both.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findRecord, type RecordView, readHistory } from '#projection/record';
import { Refusal } from '#register';
import { readFsckReport } from '#store';
import { bringIn, define, openWalk, standing, type Walk } from '#test/walk';

const today = '2026-01-01';

const definition = {
  name: 'fee',
  title: { lo: 'ຄ່າທຳນຽມ', en: 'Fees' },
  validFrom: 'since',
  schema: {
    primaryKey: ['code'],
    fields: [
      { name: 'code', type: 'string', constraints: { required: true } },
      { name: 'amount', type: 'money' },
      { name: 'since', type: 'date' },
    ],
  },
};

describe('fees that hold from a day', () => {
  let walk: Walk;
  const sizes = new Map<string, string>();
  before(async () => {
    walk = await openWalk();
    await define(walk, definition);
  });
  after(() => walk.close());

  /** One decree: published, and the log's end remembered under its name. */
  const decree = async (name: string, csv: string, mapping = {}) => {
    const { proposed, published } = await bringIn(walk, 'fee', csv, { mapping });
    assert.equal(proposed.blocking, 0, JSON.stringify(proposed.findings));
    sizes.set(name, String(published?.number));
  };
  const record = async (key: string, moment: { asAt?: string; validAt?: string } = {}): Promise<RecordView> => {
    const found = await findRecord(walk.store.public, await standing(walk, 'fee'), key, { moment, today });
    assert.ok(found);
    return found;
  };
  const amount = async (key: string, moment: { asAt?: string; validAt?: string } = {}) => {
    const { withdrawn, item } = await record(key, moment);
    return withdrawn ? 'withdrawn' : item['amount'];
  };

  test('the later decree holds from its day, the earlier one until then', async () => {
    await decree('first', 'code,amount,since\nP1,10000,2020-01-01\nP2,5000,2020\n');
    await decree('second', 'code,amount,since\nP1,15000,2024-07-01\n');
    assert.equal(await amount('P1'), '15000');
    assert.equal(await amount('P1', { validAt: '2024-06-30' }), '10000');
    assert.equal(await amount('P1', { validAt: '2024-07-01' }), '15000');
    assert.equal(await amount('P2', { validAt: '2020-01-01' }), '5000', 'a year begins with its first day');
  });

  test('before its first day there is no record', async () => {
    const stored = await standing(walk, 'fee');
    const moment = { validAt: '2019-12-31' };
    assert.equal(await findRecord(walk.store.public, stored, 'P1', { moment, today }), undefined);
  });

  test('what is published for later is announced, the next day of it first, and as it was corrected last', async () => {
    await decree('far', 'code,amount,since\nP1,30000,2035-01-01\n');
    await decree('later', 'code,amount,since\nP1,20000,2030-01-01\n');
    await decree('later corrected', 'code,amount,since\nP1,22000,2030-01-01\n');
    assert.equal(await amount('P1'), '15000');
    const { later } = await record('P1');
    assert.equal(later?.validFrom, '2030-01-01');
    assert.equal(later?.entry, Number(sizes.get('later corrected')) - 1);
    assert.equal(await amount('P1', { validAt: '2031-01-01' }), '22000');
    assert.equal(await amount('P1', { validAt: '2036-01-01' }), '30000');
  });

  test('a correction of the past changes the past, not today; and as at then the error still stands', async () => {
    await decree('corrected', 'code,amount,since\nP1,12000,2020-01-01\n');
    assert.equal(await amount('P1', { validAt: '2021-05-05' }), '12000');
    assert.equal(await amount('P1'), '15000');
    const asAt = String(sizes.get('second'));
    assert.equal(await amount('P1', { validAt: '2021-05-05', asAt }), '10000');
    assert.equal((await record('P1', { asAt })).later, undefined);
  });

  test('a fee ended from a day held until then, and comes back from another', async () => {
    const mapping = { withdraw: { field: 'state', equals: 'ended' } };
    await decree('ended', 'code,since,state\nP2,2025-06-30,ended\n', mapping);
    assert.equal(await amount('P2'), 'withdrawn');
    assert.equal(await amount('P2', { validAt: '2025-06-29' }), '5000');
    await decree('back', 'code,amount,since\nP2,6000,2026-06-01\n');
    assert.equal(await amount('P2'), 'withdrawn');
    assert.equal((await record('P2')).later?.validFrom, '2026-06-01');
    assert.equal(await amount('P2', { validAt: '2026-06-01' }), '6000');
  });

  test('a withdrawal without a day takes back all that was said before: it holds on no day any more', async () => {
    const mapping = { withdraw: { field: 'state', equals: 'wrong' } };
    await decree('taken back', 'code,state\nP1,wrong\n', mapping);
    for (const validAt of ['2021-01-01', today, '2031-01-01'])
      assert.equal(await amount('P1', { validAt }), 'withdrawn');
    assert.equal((await record('P1')).later, undefined);
    assert.equal(await amount('P1', { asAt: String(sizes.get('corrected')) }), '15000');
  });

  test('put again, only what was said since then holds', async () => {
    await decree('again', 'code,amount,since\nP1,18000,2025-01-01\n');
    assert.equal(await amount('P1'), '18000');
    assert.equal(await amount('P1', { validAt: '2024-12-31' }), 'withdrawn');
    const history = await readHistory(walk.store.public, await standing(walk, 'fee'), 'P1');
    assert.deepEqual(
      history.map(({ entries: [entry] }) => `${entry?.op} ${entry?.validFrom ?? '-'}`),
      [
        'put 2025-01-01',
        'withdraw -',
        'put 2020-01-01',
        'put 2030-01-01',
        'put 2030-01-01',
        'put 2035-01-01',
        'put 2024-07-01',
        'put 2020-01-01',
      ],
    );
  });

  test('what is no day is refused', async () => {
    const isRefused = (problem: unknown) => problem instanceof Refusal && problem.code === 'record/bad-moment';
    await assert.rejects(record('P1', { validAt: '2026-02-30' }), isRefused);
    await assert.rejects(record('P1', { asAt: 'yesterday' }), isRefused);
  });

  test('the log and everything folded from it hold all invariants', async () => {
    const report = await readFsckReport(walk.store, { register: 'fee' });
    assert.deepEqual(
      report.checks.flatMap(check => check.findings),
      [],
    );
  });
});
