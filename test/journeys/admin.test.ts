// The provinces and districts of the project joined with what others publish of them: COD-AB, geoBoundaries, CLDR and Who's On
// First. Names meet by their matching key, codes by the crosswalk, and where neither is there the map decides.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { boundsOf, contains, type Position } from '#lib/geo';
import { matchingKey } from '#lib/lao';
import { type NameAnswer, resolveNames } from '#projection/names';
import { findRecord, listRecords } from '#projection/record';
import type { Definition, Item } from '#register';
import { readPlainCsv } from '#test/plain-csv';
import { readShared, skipWithout } from '#test/shared';
import { bringIn, define, openWalk, standing, type Walk } from '#test/walk';

const folder = 'data/admin/';
const today = '2026-01-01';
const own = new URL('../../registers/jurisdiction/', import.meta.url);

interface Shape {
  readonly type: string;
  readonly coordinates: unknown;
}
interface Feature {
  readonly properties: Readonly<Record<string, string>>;
  readonly geometry: Shape;
}

describe('administrative units', { skip: skipWithout(folder) }, () => {
  let walk: Walk;
  const units = new Map<string, Item>();
  const shapes = (file: string) =>
    (JSON.parse(readShared(`${folder}${file}`).toString('utf8')) as { features: Feature[] }).features;
  before(async () => {
    walk = await openWalk();
    await define(walk, JSON.parse(readFileSync(new URL('register.json', own), 'utf8')) as Definition);
    await bringIn(walk, 'jurisdiction', readFileSync(new URL('samples/facts.csv', own)));
    const { records } = await listRecords(walk.store.public, await standing(walk, 'jurisdiction'), { limit: 1000 });
    for (const { key, item } of records) units.set(key, item);
  });
  after(() => walk.close());

  const provinces = () => [...units].filter(([code]) => /^\d{2}$/.test(code));
  const resolve = (texts: readonly string[]) => resolveNames(walk.store.app, 'jurisdiction', texts);
  const possible = (answer: NameAnswer | undefined): readonly string[] =>
    answer === undefined || 'absent' in answer ? [] : 'found' in answer ? [answer.found] : answer.ambiguous;

  test('the project’s own facts come in whole: a country, 18 provinces, 148 districts', () => {
    assert.equal(units.size, 1 + 18 + 148);
    assert.equal(provinces().length, 18);
  });

  test('CLDR’s 18 names, each with its level word, name one unit each: the one with the same ISO code', async () => {
    const xml = readShared('data/text/cldr-subdivisions-lo.xml').toString('utf8');
    const names = new Map(
      [...xml.matchAll(/type="la(\w\w)"[^>]*>([^<]+)</g)].map(([, code, name = '']) => [
        name,
        `LA-${code?.toUpperCase()}`,
      ]),
    );
    const answers = await resolve([...names.keys()]);
    assert.equal(names.size, 18);
    for (const [name, iso] of names) {
      const answer = answers.get(name);
      assert.ok(answer !== undefined && 'found' in answer, name);
      assert.equal(units.get(answer.found)?.['iso'], iso, name);
    }
    assert.deepEqual([answers.get('ນະຄອນຫຼວງວຽງຈັນ'), answers.get('ແຂວງວຽງຈັນ')].flatMap(possible), ['01', '10']);
    const spelt = provinces().filter(([, { name_lo }]) => names.has(String(name_lo)) || names.has(`ແຂວງ${name_lo}`));
    assert.ok(spelt.length < 18, 'letter by letter they are not all alike');
  });

  test('COD-AB’s 18 provinces are ours by code and by the matching key of the name', async () => {
    const features = shapes('lao-provinces-codab.geojson');
    const codes = await resolve(features.map(({ properties }) => String(properties['ADM1_PCODE'])));
    let joined = 0;
    for (const { properties } of features) {
      const [code, ...others] = possible(codes.get(String(properties['ADM1_PCODE'])));
      assert.deepEqual(others, []);
      const unit = units.get(code ?? '');
      if (matchingKey(String(unit?.['name_lo'])) === matchingKey(String(properties['ADM1_LO']))) joined += 1;
    }
    assert.equal(joined, 18);
  });

  test('a bare name that a province shares with the capital or a district is not guessed', async () => {
    const features = shapes('lao-provinces-codab.geojson');
    const answers = await resolve(
      features.flatMap(({ properties }) => [String(properties['ADM1_LO']), String(properties['ADM1_EN'])]),
    );
    for (const { properties } of features) {
      const code = String(properties['ADM1_PCODE']).slice(2);
      for (const name of ['ADM1_LO', 'ADM1_EN']) {
        const found = possible(answers.get(String(properties[name])));
        assert.ok(found.includes(code), `${properties[name]}: ${found}`);
      }
    }
    assert.deepEqual(possible(answers.get('ວຽງຈັນ')), ['01', '10']);
    assert.ok(possible(answers.get('ຫຼວງພະບາງ')).length > 1, 'the province and its city');
  });

  test('LA-XN and LA-XS are one province in a crosswalk of codes', async () => {
    await define(walk, {
      name: 'place-code',
      schema: {
        primaryKey: ['code'],
        fields: [
          { name: 'code', type: 'string', as: 'code' },
          { name: 'place', type: 'string', as: 'jurisdiction' },
        ],
      },
    });
    const csv = 'code,place\nLA-XN,LA-XN\nLA-XS,LA-XS\nLA18,LA18\nold,Xaisomboun\n18,18\n';
    const { proposed } = await bringIn(walk, 'place-code', csv);
    assert.deepEqual([...proposed.findingCounts], [['reference/by-name', 4]]);
    const { records } = await listRecords(walk.store.public, await standing(walk, 'place-code'), {});
    assert.deepEqual(new Set(records.map(({ item }) => item['place'])), new Set(['18']));
  });

  test('the boundaries of COD-AB come in as a register, each province by its code, with every point of the map kept', async () => {
    await define(walk, {
      name: 'province-boundary',
      schema: {
        primaryKey: ['province'],
        fields: [
          { name: 'province', type: 'string', as: 'jurisdiction', aliases: ['ADM1_PCODE'] },
          { name: 'boundary', type: 'geometry' },
        ],
      },
    });
    const bytes = readShared(`${folder}lao-provinces-codab.geojson`);
    const { proposed } = await bringIn(walk, 'province-boundary', bytes, { format: 'geojson' });
    assert.deepEqual([proposed.blocking, proposed.counts.added], [0, 18], JSON.stringify(proposed.findings[0]));
    const stored = await standing(walk, 'province-boundary');
    for (const { properties, geometry } of shapes('lao-provinces-codab.geojson')) {
      const key = String(properties['ADM1_PCODE']).slice(2);
      const found = await findRecord(walk.store.public, stored, key, { today });
      assert.deepEqual(found?.item['boundary'], geometry);
    }
  });

  const provinceAt = (boundaries: ReadonlyMap<string, Shape>, position: Position) =>
    [...boundaries].filter(([, shape]) => contains(shape, position)).map(([code]) => code);
  const boundaries = async () => {
    const { records } = await listRecords(walk.store.public, await standing(walk, 'province-boundary'), { limit: 100 });
    return new Map(records.map(({ key, item }) => [key, item['boundary'] as unknown as Shape]));
  };

  test('the 148 districts of geoBoundaries, named only in English, are ours: by name, and where three names stand twice by the map', async () => {
    const map = await boundaries();
    const features = shapes('lao-districts-geoboundaries-adm2.geojson');
    const answers = await resolve(features.map(({ properties }) => String(properties['shapeName'])));
    const codes = features.map(({ properties, geometry }) => {
      const [province, ...others] = provinceAt(map, insideOf(geometry));
      assert.deepEqual(others, []);
      const candidates = possible(answers.get(String(properties['shapeName'])));
      const [code, ...more] = candidates.filter(one => units.get(one)?.['parent'] === province);
      assert.deepEqual([typeof code, more], ['string', []], `${properties['shapeName']} in ${province}: ${candidates}`);
      return String(code);
    });
    assert.equal(new Set(codes).size, 148);
    const names = Map.groupBy(features, ({ properties }) => properties['shapeName']);
    assert.deepEqual(
      [...names]
        .filter(([, list]) => list.length > 1)
        .map(([name]) => name)
        .sort(),
      ['Phonthong', 'Viengkham', 'Xaysetha'],
    );
  });

  test('the 77 districts whose code is provisional lie in the province that their code says', async () => {
    const map = await boundaries();
    const provisional = [...units].filter(([, unit]) => unit['provisional'] === true);
    assert.equal(provisional.length, 77);
    for (const [code, { lat, lon, parent }] of provisional) {
      assert.deepEqual(provinceAt(map, [Number(lon), Number(lat)]), [parent], code);
      assert.equal(code.slice(0, 2), parent);
    }
  });

  test('the 71 districts with a code of COD-AB bear it, and but for one slip its Lao name by the matching key', async () => {
    const features = shapes('lao-districts-codab-9-provinces.geojson');
    assert.equal(features.length, 71);
    const apart: string[] = [];
    for (const { properties } of features) {
      const unit = units.get(String(properties['ADM2_PCODE']).slice(2));
      assert.equal(unit?.['pcode'], properties['ADM2_PCODE']);
      const names = [unit?.['name_lo'], ...((unit?.['aliases'] ?? []) as string[])].map(name =>
        matchingKey(String(name)),
      );
      if (!names.includes(matchingKey(String(properties['ADM2_LO'])))) apart.push(String(properties['ADM2_LO']));
    }
    assert.deepEqual(apart, ['ມ. ໝອງບົກ'], 'a slip of the source, for ໜອງບົກ');
  });

  test('of 15,091 localities 9,841 say in Latin letters what they call a Lao name: each is a finding', async () => {
    const file = 'lao-localities-whosonfirst.csv';
    await define(walk, {
      name: 'locality',
      schema: {
        primaryKey: ['id'],
        fields: [
          { name: 'id', type: 'string', aliases: ['wof_id'] },
          { name: 'name', type: 'string', search: 'title' },
          { name: 'name_lao_preferred', type: 'string', as: 'lao-name' },
          { name: 'lat', type: 'number' },
          { name: 'lon', type: 'number' },
        ],
      },
    });
    const bytes = readShared(`${folder}${file}`);
    const names = readPlainCsv(bytes).map(({ cells }) => String(cells['name_lao_preferred']));
    const latin = names.filter(name => name !== '' && !/\p{Script=Lao}/u.test(name)).length;
    assert.deepEqual([names.length, latin], [15_091, 9841]);
    const { proposed } = await bringIn(walk, 'locality', bytes, { setAside: true });
    assert.equal(proposed.findingCounts.get('lao/latin-in-lao'), latin);
    assert.equal(proposed.blocking, latin);
    assert.equal(proposed.findings.filter(({ blocks }) => blocks).length, 1000);
    assert.equal((await standing(walk, 'locality')).records, names.length - latin);
  });
});

/** A point inside of a polygon: the middle of the widest piece of the line half-way up. */
function insideOf(shape: Shape): Position {
  const [, south = 0, , north = 0] = boundsOf(shape.coordinates) ?? [];
  const y = (south + north) / 2;
  const [ring = []] = shape.coordinates as Position[][];
  const crossings = ring.flatMap(([x1, y1], at): number[] => {
    const [x2, y2] = ring[at + 1] ?? ring[0] ?? [x1, y1];
    return y1 > y === y2 > y ? [] : [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)];
  });
  const sorted = crossings.sort((one, other) => one - other);
  const pieces = sorted.flatMap((from, at) => (at % 2 === 0 ? [[from, sorted[at + 1] ?? from] as const] : []));
  const [widest = [0, 0]] = pieces.toSorted((one, other) => other[1] - other[0] - (one[1] - one[0]));
  return [(widest[0] + widest[1]) / 2, y];
}
