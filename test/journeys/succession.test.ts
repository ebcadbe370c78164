// Districts are merged, divided and renumbered: the old codes go, say what took their place, and whoever still writes them is
// led on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readCounts } from '#projection/counts';
import { resolveNames } from '#projection/names';
import { findRecord, listRecords, readHistory } from '#projection/record';
import { search } from '#projection/search';
import { findField, parseEntry } from '#register';
import { readEntries, readFsckReport } from '#store';
import { bringIn, define, openWalk, standing, type Walk } from '#test/walk';

const today = '2026-01-01';
const key = { name: 'code', type: 'string', as: 'code', constraints: { required: true } };
const name = { name: 'name', type: 'string', as: 'lao-name', search: 'title' };

const district = {
  name: 'district',
  title: { lo: 'ເມືອງ', en: 'Districts' },
  schema: {
    primaryKey: ['code'],
    fields: [key, name, { name: 'province', type: 'string', facet: true }, { name: 'memo', type: 'string' }],
  },
};
const shop = {
  name: 'shop',
  title: { lo: 'ຮ້ານ', en: 'Shops' },
  schema: {
    primaryKey: ['code'],
    foreignKeys: [{ fields: ['district'], reference: { register: 'district', fields: ['code'] } }],
    fields: [key, { name: 'district', type: 'string' }],
  },
};

async function brokenPlaces(walk: Walk): Promise<string[]> {
  const { checks } = await readFsckReport(walk.store);
  return checks.flatMap(check => check.findings.map(({ invariant, place }) => `${invariant} ${place}`));
}

describe('a district that is succeeded', () => {
  let walk: Walk;
  let merged = 0;
  before(async () => {
    walk = await openWalk();
    await define(walk, district);
    await define(walk, shop);
    const rows = ['0101,ຈັນທະບູລີ,01', '0102,ໄຊເສດຖາ,01', '0201,ຜົ້ງສາລີ,02', '0202,ໃໝ່,02'];
    await bringIn(walk, 'district', ['code,name,province', ...rows, ''].join('\n'));
  });
  after(() => walk.close());

  const record = async (code: string, asAt?: string) => {
    const moment = asAt === undefined ? {} : { asAt };
    return findRecord(walk.store.public, await standing(walk, 'district'), code, { moment, today });
  };
  const resolved = async (code: string) => (await resolveNames(walk.store.app, 'district', [code])).get(code);
  const wrong = async (csv: string, how: 'renumbered' | 'merged' | 'split') => {
    const { proposed } = await bringIn(walk, 'district', csv, { mapping: { succeed: { field: 'new', how } } });
    assert.equal(proposed.id, null);
    return proposed.findings.filter(({ blocks }) => blocks).map(({ row, code, given }) => [row, code, given]);
  };

  test('two districts merge into one that the same file brings', async () => {
    const csv = 'code,name,province,new\n0101,,,0103\n0102,,,0103\n0103,ຈັນທະເສດຖາ,01,\n';
    const mapping = { succeed: { field: 'new', how: 'merged' } } as const;
    const { proposed, published } = await bringIn(walk, 'district', csv, { mapping });
    assert.deepEqual(proposed.counts, { added: 1, corrected: 0, withdrawn: 2, unchanged: 0 });
    merged = Number(published?.first);
    const stored = await standing(walk, 'district');
    assert.equal(stored.records, 3);
    const [bytes] = await readEntries(walk.store.public, stored.id, merged, merged + 1);
    const entry = parseEntry(Buffer.from(bytes ?? []).toString('utf8'));
    assert.equal(
      Buffer.from(bytes ?? [])
        .toString('utf8')
        .includes('"op":"succeed"'),
      true,
    );
    assert.deepEqual(
      [entry?.['key'], entry?.['to'], entry?.['how'], entry?.['digests']],
      ['0101', ['0103'], 'merged', {}],
    );
  });

  test('the page of an old district says it is gone, keeps its facts and names what took its place', async () => {
    const old = await record('0101');
    assert.deepEqual([old?.withdrawn, old?.item['name']], [true, 'ຈັນທະບູລີ']);
    assert.deepEqual(old?.successors, [{ key: '0103', how: 'merged' }]);
    const before = await record('0101', String(merged - 1));
    assert.deepEqual([before?.withdrawn, before?.successors], [false, []]);
    const history = await readHistory(walk.store.public, await standing(walk, 'district'), '0101');
    assert.deepEqual(history[0]?.entries[0]?.op, 'succeed');
    assert.deepEqual(history[0]?.entries[0]?.succeeded, { to: ['0103'], how: 'merged' });
  });

  test('lists, counts and search know only what stands', async () => {
    const stored = await standing(walk, 'district');
    const list = await listRecords(walk.store.public, stored, {});
    assert.deepEqual(
      list.records.map(one => one.key),
      ['0103', '0201', '0202'],
    );
    const province = findField(stored.register.schema, 'province');
    assert.ok(province);
    assert.deepEqual(await readCounts(walk.store.public, stored.id, province), [
      { value: '02', count: 2 },
      { value: '01', count: 1 },
    ]);
    assert.deepEqual(await search(walk.store.public, { words: '0101', registers: [stored.id], limit: 5 }), []);
  });

  test('who still writes the old code means the new district, with a note', async () => {
    assert.deepEqual(await resolved('0101'), { found: '0103', by: 'alias' });
    const { proposed, published } = await bringIn(walk, 'shop', 'code,district\ns1,0101\ns2,0103\n');
    assert.deepEqual([...proposed.findingCounts], [['reference/by-name', 1]]);
    assert.ok(published);
    const stored = await standing(walk, 'shop');
    const found = await findRecord(walk.store.public, stored, 's1', { today });
    assert.equal(found?.item['district'], '0103');
  });

  test('a district renumbered once more leads on to the last code', async () => {
    const csv = 'code,name,province,new\n0103,,,0110\n0110,ຈັນທະເສດຖາ,01,\n';
    await bringIn(walk, 'district', csv, { mapping: { succeed: { field: 'new', how: 'renumbered' } } });
    assert.deepEqual(await resolved('0102'), { found: '0110', by: 'alias' });
    assert.deepEqual((await record('0102'))?.successors, [{ key: '0103', how: 'merged' }]);
  });

  test('of a district that was divided nobody guesses which part is meant', async () => {
    const csv = 'code,name,province,new\n0110,,,0111; 0112\n0111,ຈັນທະບູລີ,01,\n0112,ໄຊເສດຖາ,01,\n';
    await bringIn(walk, 'district', csv, { mapping: { succeed: { field: 'new', how: 'split' } } });
    assert.deepEqual(await resolved('0101'), { ambiguous: ['0111', '0112'] });
    const { proposed } = await bringIn(walk, 'shop', 'code,district\ns3,0101\n');
    assert.deepEqual(
      proposed.findings.map(({ row, code }) => [row, code]),
      [[2, 'reference/ambiguous']],
    );
  });

  test('what cannot take a place is a finding at its row: nobody, itself, one that goes too, too many, too few', async () => {
    assert.deepEqual(await wrong('code,new\n0201,0299\n', 'renumbered'), [[2, 'reference/absent', '0299']]);
    assert.deepEqual(await wrong('code,new\n0201,0201\n', 'renumbered'), [[2, 'reference/withdrawn', '0201']]);
    assert.deepEqual(await wrong('code,new\n0201,0101\n', 'merged'), [[2, 'reference/withdrawn', '0101']]);
    assert.deepEqual(await wrong('code,new\n0201,0202\n0202,0111\n', 'merged'), [[2, 'reference/withdrawn', '0202']]);
    assert.deepEqual(await wrong('code,new\n0201,0202;0111\n', 'merged'), [[2, 'successor/one', '0202; 0111']]);
    assert.deepEqual(await wrong('code,new\n0201,0202\n', 'split'), [[2, 'successor/several', '0202']]);
    assert.deepEqual(await wrong('code,new\n0101,0202\n', 'merged'), [[2, 'key/absent', '0101']]);
  });

  test('a successor that goes before the publication refuses it', async () => {
    const mapping = { succeed: { field: 'new', how: 'merged' } } as const;
    const waiting = await bringIn(walk, 'district', 'code,new\n0201,0202\n', { mapping, approvers: [] });
    await bringIn(walk, 'district', 'code,state\n0202,gone\n', {
      mapping: { withdraw: { field: 'state', equals: 'gone' } },
    });
    const { approve } = await import('#workflow/approval');
    const { publish } = await import('#workflow/publication');
    const id = String(waiting.proposed.id);
    await approve(walk.store, id, 'ຜູ້ອະນຸມັດ 1');
    await assert.rejects(publish(walk.store, id), { code: 'publication/references-broken' });
  });

  test('the log and all that is folded from it hold every invariant, and a successor of our own making is told', async () => {
    assert.deepEqual(await brokenPlaces(walk), []);
    await walk.store.owner`update laopedia.successor set how = 'renumbered' where successor = '0103' and key = '0101'`;
    assert.deepEqual(await brokenPlaces(walk), ['I5 successor 0101 → 0103']);
    await walk.store.owner`update laopedia.successor set how = 'merged' where successor = '0103' and key = '0101'`;
  });

  test('a replay of the log gives the same successions', async () => {
    const read = () => walk.store.app`select key, successor, how, entry from laopedia.successor order by 1, 2`;
    const before = await read();
    assert.equal(before.length, 5);
    const hidden = district.schema.fields.map(field =>
      field.name === 'memo' ? { ...field, visibility: 'government' } : field,
    );
    await define(walk, { ...district, schema: { ...district.schema, fields: hidden } });
    assert.deepEqual([...(await read())], [...before]);
    assert.deepEqual(await resolved('0101'), { ambiguous: ['0111', '0112'] });
  });
});
