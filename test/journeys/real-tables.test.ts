// Real tables of other offices' making: power plants, government domains, budget classes, customs codes, contracts,
// indicators, parcels and communes. Each goes in whole, with counts taken from the file by other means, or is stopped with the
// sentence it deserves.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readCounts } from '#projection/counts';
import { findRecord, listRecords } from '#projection/record';
import { findField, findingSentence } from '#register';
import { readFsckReport } from '#store';
import { readPlainCsv } from '#test/plain-csv';
import { readShared, skipWithout } from '#test/shared';
import { bringIn, define, openWalk, standing, type Walk } from '#test/walk';

const folder = 'data/';
const today = '2026-01-01';
const skip = skipWithout(folder);
type FieldWords = Record<string, unknown> & { readonly name: string };

const register = (name: string, primaryKey: string[], fields: FieldWords[], more = {}) => ({
  name,
  title: { lo: name, en: name },
  schema: { primaryKey, fields: fields.map(field => ({ type: 'string', ...field })), ...more },
});

describe('real tables', { skip }, () => {
  let walk: Walk;
  before(async () => {
    walk = await openWalk();
  });
  after(() => walk.close());

  const item = async (name: string, key: string) =>
    (await findRecord(walk.store.public, await standing(walk, name), key, { today }))?.item;
  const counted = async (name: string, facet: string) => {
    const stored = await standing(walk, name);
    const field = findField(stored.register.schema, facet);
    assert.ok(field);
    const counts = await readCounts(walk.store.public, stored.id, field);
    return new Map(counts.map(({ value, count }) => [value, count]));
  };
  const records = async (name: string) => (await standing(walk, name)).records;

  test('Lao power plants: two keys stand twice and four numbers can be read in two ways', async () => {
    const bytes = readShared(`${folder}registers/laos-power-plants-wri.csv`);
    const fields = [
      { name: 'id', aliases: ['Power Plant ID'] },
      { name: 'name', search: 'title' },
      { name: 'fuel', facet: true },
      { name: 'capacity', type: 'decimal', unit: 'MW', aliases: ['Capacity (MW)'] },
      { name: 'commissioned', type: 'date', aliases: ['Commissioning Date'] },
      { name: 'generation', type: 'decimal', unit: 'GWh', aliases: ['Annual Generation (GWh)'] },
      { name: 'latitude', type: 'number' },
      { name: 'longitude', type: 'number' },
    ];
    await define(walk, register('power-plant', ['id'], fields));
    const { proposed } = await bringIn(walk, 'power-plant', bytes);
    const blocking = proposed.findings.filter(({ blocks }) => blocks);
    assert.deepEqual(blocking.map(({ row, field, code, given }) => `${row} ${field} ${code} ${given}`).sort(), [
      '12 id key/repeated 1001058',
      '17 generation number/ambiguous 6,000',
      '18 generation number/ambiguous 3,003',
      '19 generation number/ambiguous 1,025',
      '3 generation number/ambiguous 2,300',
      '4 id key/repeated 1001059',
    ]);
    const ambiguous = blocking.find(({ row }) => row === 3);
    assert.ok(ambiguous);
    assert.match(findingSentence(ambiguous).en, /Row 3 .*"2,300" may mean 2300 or 2\.300/);
    const point = await bringIn(walk, 'power-plant', bytes, { mapping: { decimal: '.' }, setAside: true });
    assert.deepEqual(
      point.proposed.setAside.map(({ row }) => row).sort((a, b) => a - b),
      [3, 4, 11, 12],
    );
    assert.equal(await records('power-plant'), 21);
    assert.equal((await item('power-plant', '1001053'))?.['generation'], '6000');
    const plants = readPlainCsv(bytes).filter(({ row }) => ![3, 4, 11, 12].includes(row));
    const fuels = Map.groupBy(plants, ({ cells }) => String(cells['Fuel']));
    assert.deepEqual(
      await counted('power-plant', 'fuel'),
      new Map([...fuels].map(([fuel, list]) => [fuel, list.length])),
    );
  });

  test('government domains: "(blank)" blocks as an address of mail, and is an empty cell when the mapping says so', async () => {
    const bytes = readShared(`${folder}registers/dotgov-domains-current-full.csv`);
    const fields = [
      { name: 'domain', aliases: ['Domain name'], search: 'title' },
      { name: 'type', aliases: ['Domain type'], facet: true },
      { name: 'organisation', aliases: ['Organization name'], search: 'text' },
      { name: 'state', facet: true },
      { name: 'contact', as: 'e-mail', aliases: ['Security contact email'] },
    ];
    await define(walk, register('government-domain', ['domain'], fields));
    const rows = readPlainCsv(bytes).map(({ cells }) => cells);
    const blank = rows.filter(cells => cells['Security contact email'] === '(blank)').length;
    assert.equal(blank, 6633);
    const refused = await bringIn(walk, 'government-domain', bytes);
    assert.equal(refused.proposed.id, null);
    assert.equal(refused.proposed.findingCounts.get('e-mail/unreadable'), blank);
    const { proposed } = await bringIn(walk, 'government-domain', bytes, { mapping: { empty: ['(blank)'] } });
    assert.deepEqual([proposed.blocking, proposed.counts.added], [0, rows.length]);
    const types = Map.groupBy(rows, cells => String(cells['Domain type']));
    assert.deepEqual(
      await counted('government-domain', 'type'),
      new Map([...types].map(([type, list]) => [type, list.length])),
    );
    const city = { type: ['City - Election'], state: ['TX'] };
    const stored = await standing(walk, 'government-domain');
    const list = await listRecords(walk.store.public, stored, { filters: city, countExactly: true, limit: 1 });
    const expected = rows.filter(cells => cells['Domain type'] === 'City - Election' && cells['State'] === 'TX');
    assert.equal(list.count, expected.length);
  });

  test('classes of the functions of government: 188, notes of 1,840 letters and all', async () => {
    const bytes = readShared(`${folder}finance/cofog.csv`);
    const fields = [
      { name: 'code', as: 'code' },
      { name: 'name', aliases: ['Description_EN'], search: 'title' },
      { name: 'note', aliases: ['ExplanatoryNote'], search: 'text' },
    ];
    await define(walk, register('budget-class', ['code'], fields));
    assert.equal((await bringIn(walk, 'budget-class', bytes)).proposed.counts.added, 188);
    for (const { cells } of readPlainCsv(bytes)) {
      const found = await item('budget-class', String(cells['Code']));
      assert.equal(found?.['note'] ?? '', String(cells['ExplanatoryNote']).normalize('NFC').trim());
    }
  });

  test('6,940 customs codes name their section and their parent, which the same file brings', async () => {
    const section = register('customs-section', ['section'], [{ name: 'section' }, { name: 'name', search: 'title' }]);
    await define(walk, section);
    const sections = readShared(`${folder}finance/harmonized-system-sections.csv`);
    const bytes = readShared(`${folder}finance/harmonized-system.csv`);
    const fields = [
      { name: 'hscode', as: 'code' },
      { name: 'section', facet: true },
      { name: 'description', search: 'text' },
      { name: 'parent' },
      { name: 'level', type: 'integer', facet: true },
    ];
    const foreignKeys = [
      { fields: ['section'], reference: { register: 'customs-section', fields: ['section'] } },
      { fields: ['parent'], reference: { fields: ['hscode'] } },
    ];
    await define(walk, register('customs-code', ['hscode'], fields, { foreignKeys }));
    const early = await bringIn(walk, 'customs-code', bytes);
    assert.equal(early.proposed.id, null, 'no section is there yet');
    assert.equal(early.proposed.findingCounts.get('reference/absent'), 6940);
    assert.equal((await bringIn(walk, 'customs-section', sections)).proposed.counts.added, 21);
    const rows = readPlainCsv(bytes).map(({ cells }) => cells);
    const total = rows.filter(cells => cells['section'] === 'TOTAL').length;
    const chapters = rows.filter(cells => cells['section'] !== 'TOTAL' && cells['parent'] === 'TOTAL').length;
    const odd = await bringIn(walk, 'customs-code', bytes);
    const where = odd.proposed.findings.filter(({ blocks }) => blocks).map(({ field, given }) => `${field} ${given}`);
    assert.deepEqual([total, where.filter(one => one === 'section TOTAL').length], [4, 4], 'TOTAL is no section');
    assert.equal(where.filter(one => one === 'parent TOTAL').length, chapters, 'and its row cannot be a parent then');
    const mapping = { fields: { section: { from: 'section', codes: { TOTAL: '' } } } };
    const { proposed } = await bringIn(walk, 'customs-code', bytes, { mapping });
    assert.deepEqual([proposed.blocking, proposed.counts.added], [0, 6940]);
    const levels = Map.groupBy(rows, cells => String(cells['level']));
    assert.deepEqual(
      await counted('customs-code', 'level'),
      new Map([...levels].map(([level, list]) => [level, list.length])),
    );
    const again = await bringIn(walk, 'customs-code', bytes, { mapping });
    assert.deepEqual([again.proposed.id, again.proposed.counts.unchanged], [null, 6940]);
    const withoutHorses = rows.filter(cells => cells['hscode'] !== '0101').map(cells => Object.values(cells));
    const csv = [Object.keys(rows[0] ?? {}), ...withoutHorses].map(cells => cells.map(quoted).join(',')).join('\n');
    const orphans = await bringIn(walk, 'customs-code', csv, { mapping, replace: true, approvers: [] });
    assert.deepEqual(orphans.proposed.counts, { added: 0, corrected: 0, withdrawn: 1, unchanged: 6939 });
  });

  test('6,422 contracts: days that are none and one in the year 3010 are told at their rows', async () => {
    const bytes = readShared(`${folder}finance/us-government-contracts.csv.gz`);
    const fields = [
      { name: 'id', aliases: ['Contract ID'] },
      { name: 'contractor', aliases: ['Contractor Name'], search: 'title' },
      { name: 'awarded', type: 'boolean', facet: true, aliases: ['Contract Awarded'] },
      { name: 'award', type: 'date', aliases: ['Date of Award'] },
      { name: 'start', type: 'date', aliases: ['Start Date'] },
      { name: 'end', type: 'date', aliases: ['End Date'] },
      { name: 'value', type: 'decimal', unit: 'M USD', aliases: ['Total value of Contract'] },
    ];
    await define(walk, register('contract', ['id'], fields));
    const rows = readPlainCsv(bytes);
    const days = (cells: Record<string, string>) =>
      ['Date of Award', 'Start Date', 'End Date'].map(name => cells[name]);
    const odd = rows.filter(({ cells }) =>
      days(cells).some(day => !/^$|^[12]\d{3}-[01]\d-[0-3]\d( 00:00:00)?$/.test(String(day))),
    );
    const none = odd.filter(({ cells }) => days(cells).some(day => String(day).startsWith('0000')));
    const { proposed } = await bringIn(walk, 'contract', bytes);
    const blocking = proposed.findings.filter(({ blocks }) => blocks);
    const told = new Set(blocking.map(({ row }) => row));
    assert.deepEqual(
      [...told],
      odd.map(({ row }) => row),
    );
    const empty = { empty: ['0000-00-00 00:00:00'] };
    const mapped = await bringIn(walk, 'contract', bytes, { mapping: empty, setAside: true });
    const left = odd.filter(one => !none.includes(one)).map(({ row }) => row);
    assert.deepEqual(
      mapped.proposed.setAside.map(({ row }) => row),
      left,
    );
    assert.equal(await records('contract'), 6422 - left.length);
    const yes = rows.filter(({ row, cells }) => cells['Contract Awarded'] === 'yes' && !left.includes(row)).length;
    assert.equal((await counted('contract', 'awarded')).get('true'), yes);
    assert.deepEqual(await item('contract', '30679'), {
      id: '30679',
      contractor: 'CGI FEDERAL INCORPORATED',
      awarded: true,
      award: '2007-03-28',
      start: '2007-03-28',
      end: '2008-09-30',
      value: '0.077',
    });
  });

  const observation = (name: string) =>
    register(
      name,
      ['indicator', 'year'],
      [
        { name: 'indicator', facet: true },
        { name: 'year', type: 'date' },
        { name: 'value', type: 'decimal' },
        { name: 'source' },
      ],
    );

  test('the gross domestic product of 40 years is kept to the last digit', async () => {
    const bytes = readShared(`${folder}finance/gdp-lao.csv`);
    await define(walk, observation('gdp'));
    const mapping = { fields: { indicator: { value: 'NY.GDP.MKTP.CD' } } };
    assert.equal((await bringIn(walk, 'gdp', bytes, { mapping })).proposed.counts.added, 40);
    for (const { cells } of readPlainCsv(bytes)) {
      const found = await item('gdp', `NY.GDP.MKTP.CD~${cells['Year']}`);
      assert.equal(found?.['value'], cells['Value']);
    }
  });

  test('a table with a column an indicator and its years in no order becomes 708 observations', async () => {
    const bytes = readShared(`${folder}finance/wdi-public-sector-lao.csv`);
    await define(walk, observation('public-sector'));
    const rows = readPlainCsv(bytes).map(({ cells }) => cells);
    const columns = Object.keys(rows[0] ?? {}).slice(3);
    const mapping = { unpivot: { columns, name: 'indicator', value: 'value' } };
    const { proposed } = await bringIn(walk, 'public-sector', bytes, { mapping });
    const filled = rows.flatMap(cells => columns.filter(column => cells[column] !== ''));
    assert.deepEqual([filled.length, proposed.blocking, proposed.counts.added], [708, 0, 708]);
    const tax = columns.find(column => column.includes('Tax payments')) ?? '';
    const list = await listRecords(walk.store.public, await standing(walk, 'public-sector'), {
      filters: { indicator: [tax] },
      sort: 'year',
      limit: 100,
    });
    const expected = rows.filter(cells => cells[tax] !== '').map(cells => `${cells['Year']} ${cells[tax]}`);
    assert.deepEqual(
      list.records.map(one => `${one.item['year']} ${one.item['value']}`),
      expected.sort(),
    );
  });

  test('17,064 values of 428 indicators, the years 1800 to 2100', async () => {
    const bytes = readShared(`${folder}indicators/lao-gapminder-systema-globalis.csv.gz`);
    await define(walk, observation('gapminder'));
    const { proposed } = await bringIn(walk, 'gapminder', bytes);
    assert.deepEqual([proposed.blocking, proposed.counts.added], [0, 17_064]);
    const counts = await counted('gapminder', 'indicator');
    const rows = Map.groupBy(readPlainCsv(bytes), ({ cells }) => String(cells['indicator']));
    assert.equal(counts.size, 428);
    assert.deepEqual(counts, new Map([...rows].map(([indicator, list]) => [indicator, list.length])));
    const stored = await standing(walk, 'gapminder');
    const years = { 'year.from': ['2090'], 'year.to': ['2100'], indicator: ['total_population_with_projections'] };
    const list = await listRecords(walk.store.public, stored, { filters: years, sort: '-year', limit: 100 });
    const expected = (rows.get('total_population_with_projections') ?? []).filter(
      ({ cells }) => Number(cells['year']) >= 2090,
    );
    assert.ok(expected.length > 0);
    assert.deepEqual(
      list.records.map(one => one.item['value']),
      expected.map(({ cells }) => cells['value']).reverse(),
    );
  });

  test('the World Bank’s own form: four lines above the header, a column a year; of Laos 471 observations', async () => {
    const lines = readShared(`${folder}indicators/wdi-urban-development-raw-2021.csv.gz`).toString('utf8').split('\n');
    const at = lines.findIndex(line => line.includes('"Country Code"'));
    const own = [...lines.slice(0, at + 1), ...lines.slice(at + 1).filter(line => line.includes('"LAO"'))];
    await define(walk, observation('urban'));
    const mapping = {
      fields: { indicator: 'Indicator Code', source: { value: 'World Bank, WDI, 2021-09-15' } },
      unpivot: { columns: ['1960..2020'], name: 'year', value: 'value' },
    };
    const brought = await bringIn(walk, 'urban', own.join('\n'), { mapping });
    const filled = own
      .slice(at + 1)
      .flatMap(line => (line.match(/"[^"]*"/g) ?? []).slice(4).filter(cell => cell !== '""'));
    assert.deepEqual([brought.proposed.blocking, brought.proposed.counts.added], [0, filled.length]);
    assert.equal(filled.length, 471);
    assert.equal(brought.mapping.headerRow, at + 1);
    const share = own.find(line => line.includes('"SP.URB.TOTL.IN.ZS"'))?.split('","');
    assert.equal((await item('urban', 'SP.URB.TOTL.IN.ZS~1960'))?.['value'], share?.[4]);
  });

  test('4,241 parcels with their boundaries: who crosses itself is told, the others stand', async () => {
    const bytes = readShared(`${folder}land/cadastre-91216-parcelles.geojson.gz`);
    const fields = [
      { name: 'id', as: 'identifier' },
      { name: 'section', facet: true },
      { name: 'area', type: 'integer', unit: 'm²', aliases: ['contenance'] },
      { name: 'updated', type: 'date' },
      { name: 'boundary', type: 'geometry' },
    ];
    await define(walk, register('parcel', ['id'], fields));
    const { features } = JSON.parse(bytes.toString('utf8')) as { features: Feature[] };
    const { proposed } = await bringIn(walk, 'parcel', bytes, { setAside: true });
    assert.equal(proposed.rows, 4241);
    const wrong = new Set(proposed.findings.filter(({ blocks }) => blocks).map(({ row }) => row));
    assert.equal(proposed.setAside.length, wrong.size);
    assert.ok(proposed.findings.every(({ blocks, code }) => !blocks || code === 'geometry/self-crossing'));
    assert.equal(await records('parcel'), 4241 - wrong.size);
    const [first] = features;
    const found = await item('parcel', String(first?.properties['id']));
    assert.deepEqual(found?.['boundary'], first?.geometry);
    assert.equal(found?.['area'], String(first?.properties['contenance']));
  });

  test('communes of two regions lie in one register, each by its code', async () => {
    const fields = [
      { name: 'code', as: 'code' },
      { name: 'nom', search: 'title' },
      { name: 'boundary', type: 'geometry' },
    ];
    await define(walk, register('commune', ['code'], fields));
    let expected = 0;
    for (const region of ['normandie', 'hauts-de-france']) {
      const bytes = readShared(`${folder}land/communes-${region}.geojson.gz`);
      const { proposed } = await bringIn(walk, 'commune', bytes, { setAside: true });
      expected +=
        (JSON.parse(bytes.toString('utf8')) as { features: Feature[] }).features.length - proposed.setAside.length;
      assert.equal(await records('commune'), expected);
    }
    assert.ok(expected > 6500, String(expected));
    assert.equal((await item('commune', '27447'))?.['nom'], 'Val-Doré');
  });

  test('all these logs and everything folded from them hold all invariants', async () => {
    const report = await readFsckReport(walk.store);
    assert.deepEqual(
      report.checks.flatMap(check => check.findings),
      [],
    );
  });
});

interface Feature {
  readonly properties: Record<string, unknown>;
  readonly geometry: unknown;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
