// Exports of a small register with difficult values: the quick road and the slow one, each form, and one moment for all.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { isFormulaLike, openWorkbook } from '#lib/sheet';
import { getRegister } from '#store';
import { openPublished, type Published, type Row } from '#test/published';
import { type ExportFormat, type ExportRequest, exportRegister } from './index.ts';

const fields = [
  { name: 'id', type: 'string' },
  { name: 'text', type: 'string', title: { lo: 'ຂໍ້ຄວາມ', en: 'Text' } },
  { name: 'key', type: 'integer', title: { lo: 'ຈຳນວນ', en: 'Number' } },
  { name: 'lon', type: 'number' },
  { name: 'lat', type: 'number' },
  { name: 'price', type: 'money' },
  { name: 'day', type: 'date' },
  { name: 'moment', type: 'date-time' },
  { name: 'yes', type: 'boolean' },
  { name: 'hidden', type: 'string', visibility: 'custodian' },
];
const definition = {
  name: 'hard',
  title: { lo: 'ຂໍ້ມູນຍາກ', en: 'Hard values' },
  licence: 'CC-BY-4.0',
  schema: { primaryKey: ['id'], fields },
};
const texts = [
  '=1+1',
  '-5',
  '-5 ໂຕ',
  '+856 20 5555',
  '+8562055550000',
  '@SUM(A1)',
  '＝1',
  '12,5',
  '-1,000.5%',
  '-1\u00a0%',
  '-1\u202f%',
  'a"b',
  'a,b',
  'ແຖວ\nສອງ',
  'a\r\nb',
  "'=x",
  ' ',
  '\\.',
  '\\N',
  'ກ່ຽວກັບ 💧',
  '\u2028',
  'x\u0001y',
];
const floats = [
  0, 1e-7, 1.5e-5, 1e-6, 123e-8, 0.0001, 1e15, 123456789012345680000, 1e21, 1.5e22, 5e-324, 1.7976931348623157e308,
];
const sampled = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 300, seed: 7 });
const numbers = [...floats, ...floats.map(one => -one), ...sampled].map(one => (one === 0 ? 0 : one));

const rows: readonly Row[] = numbers.map((number, at) => [
  `k${at}`,
  {
    id: `k${at}`,
    text: texts[at % texts.length] ?? '',
    key: String(9007199254740993n + BigInt(at)),
    lon: number,
    lat: at % 3 === 0 ? null : at / 10,
    price: at % 2 === 0 ? '0.5' : '1234567890123456789.25',
    day: ['2026', '2026-01', '2026-01-31'][at % 3] ?? null,
    moment: at % 4 === 0 ? null : new Date(Date.UTC(2026, 0, 1, 0, 0, at, at)).toISOString(),
    yes: at % 5 === 0 ? null : at % 2 === 0,
    hidden: 'not for all',
  },
]);
let published: Published;

before(async () => {
  published = await openPublished();
  await published.define(definition);
  await published.publishRows('hard', rows);
});
after(() => published.close());

async function exportOf(format: ExportFormat, query?: ExportRequest['query'], name = 'hard') {
  const { store } = published;
  const request: ExportRequest = { format, tier: 'public', ...(query === undefined ? {} : { query }) };
  const exported = await exportRegister(store.public, await getRegister(store.public, name), request);
  assert.throws(() => exported.summary());
  const pieces: Uint8Array[] = [];
  for await (const piece of exported.stream) pieces.push(piece);
  return { bytes: Buffer.concat(pieces), summary: exported.summary() };
}

// Every record fits, so the list is asked instead of the server's own COPY.
const slowly = { filters: { 'key.from': ['0'] } };

describe('an export', () => {
  for (const format of ['csv', 'jsonl'] as const) {
    it(`as ${format} is the same to the byte by COPY and by the list`, async () => {
      const [quick, slow] = [await exportOf(format), await exportOf(format, slowly)];
      assert.equal(quick.bytes.toString(), slow.bytes.toString());
      assert.deepEqual(quick.summary, slow.summary);
      assert.equal(quick.summary.rows, rows.length);
    });
  }

  it('says the root of the log it was made from, and the digest of its bytes', async () => {
    const { bytes, summary } = await exportOf('csv');
    const heads = await published.store.app`
      select size, root from laopedia.head h join laopedia.register r on r.id = h.register_id where name = 'hard'`;
    assert.equal(summary.size, Number(heads[0]?.['size']));
    assert.deepEqual(Buffer.from(summary.root), heads[0]?.['root']);
    assert.deepEqual(Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))), summary.sha256);
  });

  it('as csv runs nothing in a spreadsheet, and changes nothing else', async () => {
    const [sheet] = await sheetsOf((await exportOf('csv')).bytes);
    assert.deepEqual(sheet?.[0], [
      'key',
      ...fields.filter(one => one.name !== 'hidden').map(({ name }) => (name === 'key' ? 'f.key' : name)),
    ]);
    assert.equal(sheet.length - 1, rows.length);
    for (const [key = '', , text = ''] of sheet.slice(1)) {
      const given = texts[Number(key.slice(1)) % texts.length] ?? '';
      assert.equal(text, isFormulaLike(given) ? `'${given}` : given);
    }
  });

  it('as jsonl is whole lines, the last of which says how many', async () => {
    const { bytes, summary } = await exportOf('jsonl');
    const lines = bytes
      .toString()
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    const { rows: count, size, root } = lines.pop();
    assert.deepEqual([count, size, root], [rows.length, summary.size, Buffer.from(summary.root).toString('base64')]);
    for (const { key, item, entry, time } of lines) {
      const [, { hidden, ...given }] = rows[Number(key.slice(1))] as [string, Readonly<Record<string, unknown>>];
      assert.ok(hidden && Number.isInteger(entry) && /Z$/.test(time));
      assert.deepEqual(item, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)));
    }
  });

  it('as xlsx has typed cells under Lao titles, and a sheet about itself', async () => {
    const { bytes, summary } = await exportOf('xlsx');
    const [sheet, about] = await sheetsOf(bytes);
    assert.deepEqual(sheet?.[0]?.slice(0, 4), ['ລະຫັດ', 'id', 'ຂໍ້ຄວາມ', 'ຈຳນວນ']);
    assert.equal(sheet.length - 1, rows.length);
    const found = new Map(sheet.slice(1).map(cells => [cells[0], cells]));
    // A number that a spreadsheet would round is text there.
    assert.equal(found.get('k0')?.[3], '9007199254740993');
    const facts = about?.map(cells => cells[1]) ?? [];
    for (const fact of ['CC-BY-4.0', String(rows.length), Buffer.from(summary.root).toString('base64')])
      assert.ok(facts.includes(fact), fact);
  });

  it('as geojson has a point where both numbers are, and none elsewhere', async () => {
    const { bytes, summary } = await exportOf('geojson');
    const { features, ...end } = JSON.parse(bytes.toString());
    const root = Buffer.from(summary.root).toString('base64');
    assert.deepEqual(end, { type: 'FeatureCollection', rows: rows.length, size: summary.size, root });
    assert.equal(features.length, rows.length);
    for (const { id, geometry, properties } of features) {
      const lat = rows[Number(id.slice(1))]?.[1]?.['lat'];
      assert.deepEqual(geometry?.coordinates?.[1], lat ?? undefined);
      assert.equal(properties.id, id);
    }
  });

  it('under a newer schema goes by its names, in every form alike', async () => {
    await published.define({ ...definition, name: 'renamed' });
    await published.publishRows('renamed', rows.slice(0, 20));
    const newer = fields.map(one => (one.name === 'text' ? { ...one, name: 'words', was: 'text' } : one));
    const opened = newer.map(one => (one.name === 'price' ? { ...one, visibility: 'custodian' } : one));
    await published.define({ ...definition, name: 'renamed', schema: { primaryKey: ['id'], fields: opened } });
    await published.publishRows('renamed', [['k1', { id: 'k1', words: 'ໃໝ່' }]]);
    for (const format of ['csv', 'jsonl'] as const) {
      const [quick, slow] = [await exportOf(format, undefined, 'renamed'), await exportOf(format, slowly, 'renamed')];
      assert.equal(quick.bytes.toString(), slow.bytes.toString());
      assert.ok(quick.bytes.includes('words') && quick.bytes.includes('ໃໝ່'));
      assert.ok(!quick.bytes.includes('price') && !quick.bytes.includes('1234567890123456789'));
    }
  });

  it('is of one moment, whatever is published while it runs', async () => {
    await published.define({ ...definition, name: 'moving' });
    await published.publishRows('moving', rows.slice(0, 10));
    for (const format of ['csv', 'jsonl', 'rsf'] as const) {
      const stored = await getRegister(published.store.public, 'moving');
      const exported = await exportRegister(published.store.public, stored, { format, tier: 'public' });
      const stream = exported.stream[Symbol.asyncIterator]();
      await stream.next();
      const key = `k${stored.size + 20}`;
      await published.publishRows('moving', [[key, { id: key }]]);
      while (!(await stream.next()).done);
      assert.equal(exported.summary().size, stored.size);
      assert.equal(exported.summary().rows, format === 'rsf' ? stored.size : stored.records);
    }
  });

  it('that is left half-way gives its connection back', async () => {
    // More than sockets and buffers hold, so that the server is still sending when the reader goes.
    const long = Array.from({ length: 1500 }, (_, at): Row => [`k${at}`, { id: `k${at}`, text: 'ຍາວ'.repeat(800) }]);
    await published.define({ ...definition, name: 'long' });
    await published.publishRows('long', long);
    const stored = await getRegister(published.store.public, 'long');
    for (let time = 0; time < 12; time++) {
      const format = (['csv', 'jsonl', 'xlsx', 'rsf'] as const)[time % 4] ?? 'csv';
      const exported = await exportRegister(published.store.public, stored, { format, tier: 'public' });
      for await (const _piece of exported.stream) break;
      assert.throws(() => exported.summary());
    }
    assert.equal((await exportOf('csv', undefined, 'long')).summary.rows, long.length);
    const idle = await published.store.app`
      select count(*) as count from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`;
    assert.equal(Number(idle[0]?.['count']), 0);
  });

  it('refuses before its stream what a list refuses, and forms that do not fit', async () => {
    const stored = await getRegister(published.store.public, 'hard');
    const asked = (format: ExportFormat, query: ExportRequest['query']) =>
      exportRegister(published.store.public, stored, {
        format,
        tier: 'public',
        ...(query === undefined ? {} : { query }),
      });
    await assert.rejects(asked('csv', { filters: { hidden: ['x'] } }), { code: 'record/unknown-field' });
    await assert.rejects(asked('csv', { filters: { key: ['x'] } }), { code: 'record/bad-value' });
    await assert.rejects(asked('csv', { moment: { asAt: 'x' } }), { code: 'record/bad-moment' });
    await assert.rejects(asked('rsf', { filters: { text: ['x'] } }), { code: 'export/whole-only' });
    const flat = { ...definition, name: 'flat', schema: { primaryKey: ['id'], fields: fields.slice(0, 2) } };
    await published.define(flat);
    await assert.rejects(exportOf('geojson', undefined, 'flat'), { code: 'export/no-geometry' });
  });
});

async function sheetsOf(bytes: Uint8Array): Promise<(readonly string[])[][]> {
  const workbook = await openWorkbook({ bytes });
  try {
    const sheets = [];
    for (const sheet of workbook.sheets) {
      const batches = await Array.fromAsync(sheet.rows());
      sheets.push(batches.flat().map(row => [...row.texts]));
    }
    return sheets;
  } finally {
    await workbook.close();
  }
}
