// What a search answers over HTTP and at the command: pages with the answer first and a next step, JSON with counts, pages and
// what may have been meant, names while one types. On a real PostgreSQL, through the app's own server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Definition } from '#register';
import { type AppServer, openAppServer } from '#test/app-server';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';

const shop = {
  name: 'shop',
  title: { lo: 'ຮ້ານຄ້າ', en: 'Shops' },
  schema: {
    primaryKey: ['number'],
    fields: [
      { name: 'number', as: 'identifier', search: 'code' },
      { name: 'name', as: 'lao-name', search: 'title' },
      { name: 'english', search: 'title' },
      { name: 'about', as: 'lao-text' },
      { name: 'phone', as: 'phone', search: 'code' },
      { name: 'place', as: 'jurisdiction', facet: true },
      { name: 'sample', type: 'boolean' },
    ],
  },
  sample: 'sample',
  view: { list: ['name', 'about', 'phone', 'place'] },
};
const shops = [
  {
    number: '12-001',
    name: 'ຮ້ານ ດອກຈຳປາ',
    english: 'Champa Shop',
    about: 'ຂາຍກາເຟ ແລະ ຊາ',
    phone: '+856 20 5555 1234',
    place: '0501',
  },
  { number: '12-002', name: 'ຮ້ານ ນ້ຳຂອງ', about: 'ຂາຍກາເຟ', place: '0601' },
  { number: '12-003', name: 'ເຮືອນພັກ ສາຍລົມ', about: 'ຫ້ອງພັກ ແລະ ກາເຟ', place: '0601' },
  ...Array.from({ length: 30 }, (_, at) => ({
    number: `13-${100 + at}`,
    name: `ໂຮງງານ ທີ ${at}`,
    about: 'ຜະລິດນ້ຳດື່ມ',
    place: '0501',
  })),
  // More names with one long beginning than are ever suggested.
  ...Array.from({ length: 60 }, (_, at) => ({ number: `14-${100 + at}`, name: `ສູນບໍລິການປະຕູດຽວ ທີ ${at}` })),
].map(one => ({ ...one, sample: true }));

interface Found {
  readonly results: readonly {
    readonly register: string;
    readonly key: string;
    readonly title: string;
    readonly snippet: string;
  }[];
  readonly didYouMean?: string;
  readonly counts?: readonly { readonly register: string; readonly count: number; readonly exact: boolean }[];
}

const jurisdiction = new URL('../../registers/jurisdiction/', import.meta.url);

describe('what a search answers', () => {
  let walk: Walk;
  let server: AppServer;

  before(async () => {
    walk = await openWalk();
    await define(walk, JSON.parse(readFileSync(new URL('register.json', jurisdiction), 'utf8')) as Definition);
    await bringIn(walk, 'jurisdiction', readFileSync(new URL('samples/facts.csv', jurisdiction)));
    await define(walk, shop);
    await bringIn(walk, 'shop', jsonLines(shops));
    server = await openAppServer(walk);
  });
  after(async () => {
    await server.close();
    await walk.close();
  });

  async function page(path: string): Promise<string> {
    const answer = await server.http.inject({ url: new URL(path, 'http://here').href.slice('http://here'.length) });
    assert.equal(answer.statusCode, 200, path);
    return answer.body;
  }
  async function ask<Answer = Found>(path: string): Promise<Answer> {
    const answer = await server.http.inject({ url: encodeURI(`/api/v1/${path}`) });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json() as Answer;
  }
  const answerIn = (text: string) => /<div class="answers">.*?<\/article>/s.exec(text)?.[0] ?? '';
  const textOf = (part: string) => part.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  it('a place is answered with what it is, what is in it by register, and the way to its page', async () => {
    const answer = answerIn(await page('/lo/search?q=ແຂວງບໍ່ແກ້ວ'));
    assert.match(answer, /href="\/lo\/places\/05"/);
    assert.match(answer, /href="\/lo\/shop\?[^"]*place=05[^"]*"/);
    assert.match(textOf(answer), /ບໍ່ແກ້ວ .*Bokeo.* ຮ້ານຄ້າ 31 /);
    assert.match(answerIn(await page('/en/search?q=bokeo')), /href="\/en\/places\/05"/);
  });

  it('a code, a phone number and a whole name are answered with their record and its main facts', async () => {
    for (const words of ['12-001', '12001', '+856 20 5555 1234', '020 5555-1234', 'ຮ້ານ ດອກຈຳປາ', 'champa shop']) {
      const answer = answerIn(await page(`/en/search?q=${encodeURIComponent(words)}`));
      assert.match(answer, /href="\/en\/shop\/12-001"/, words);
      assert.match(textOf(answer), /Sample.* Huoixai/, words);
    }
  });

  it('a name that many bear, and words within a text, are no answer but results', async () => {
    for (const words of ['ກາເຟ', 'ໂຮງງານ']) assert.equal(answerIn(await page(`/lo/search?q=${words}`)), '', words);
  });

  it('results stand by register with their counts, and the way to all of them keeps the words', async () => {
    const text = await page('/lo/search?q=ໂຮງງານ');
    assert.match(textOf(text), /ຮ້ານຄ້າ 30 ລາຍການ/);
    assert.match(text, /href="\/lo\/shop\?q=[^"&]+">ເບິ່ງທັງໝົດ 30 ລາຍການ/);
    assert.ok((text.match(/<li><a href="\/lo\/shop\//g)?.length ?? 0) <= 10);
  });

  it('the list of a register is in the order of the search, page after page, and can be sorted and filtered', async () => {
    const keysOf = (text: string) =>
      [...text.matchAll(/<th role="rowheader"[^>]*><a href="\/lo\/shop\/([^"]+)"/g)].map(([, key]) => key);
    const first = await page('/lo/shop?q=ໂຮງງານ');
    const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? assert.fail('no next page');
    const second = await server.http.inject({ url: next });
    const both = [...keysOf(first), ...keysOf(second.body)];
    assert.deepEqual([both.length, new Set(both).size], [30, 30]);
    const { results } = await ask('search?q=ໂຮງງານ&register=shop&limit=30');
    assert.deepEqual(
      both,
      results.map(({ key }) => key),
    );
    assert.deepEqual(keysOf(await page('/lo/shop?q=ກາເຟ&sort=-number&place=0601')), ['12-003', '12-002']);
    assert.equal((await server.http.inject({ url: '/lo/shop?q=a&after=x' })).statusCode, 400);
  });

  it('what was found is downloaded as it was narrowed, whatever its order', async () => {
    const text = await page('/lo/shop?q=ກາເຟ&sort=-number&place=0601');
    const [, href = ''] = /href="([^"]*export\.csv[^"]*)"/.exec(text) ?? [];
    const file = await server.http.inject({ url: href.replaceAll('&amp;', '&') });
    assert.equal(file.statusCode, 200, file.body);
    assert.deepEqual(
      file.body
        .trim()
        .split('\n')
        .slice(1)
        .map(line => line.slice(0, 6)),
      ['12-002', '12-003'],
    );
  });

  it('a place in the address keeps the search to it and what lies within, and can be taken away', async () => {
    const everywhere = await page('/en/search?q=ກາເຟ');
    assert.match(everywhere, /href="\/en\/search\?q=[^"]*&amp;place=05"/);
    const inBokeo = await page('/en/search?q=ກາເຟ&place=05');
    assert.match(inBokeo, /shop\/12-001"/);
    assert.doesNotMatch(inBokeo, /shop\/12-00[23]"/);
    assert.match(textOf(inBokeo), /Only in Bokeo ×/);
    assert.match(inBokeo, /<input type="hidden" name="place" value="05">/);
    const [, href = '', count] =
      /<a href="([^"]+)">See all (\d+) in Shops/.exec(await page('/en/search?q=ໂຮງງານ&place=05')) ?? [];
    const list = await server.http.inject({ url: href.replaceAll('&amp;', '&') });
    assert.match(textOf(list.body), new RegExp(`Shops ${count} records`), 'the list holds what was counted');
    assert.match(textOf(await page('/en/search?q=ກາເຟ&place=07')), /Only in Huaphanh ×/);
    assert.equal((await server.http.inject({ url: `/en/search?q=a&place=${'1'.repeat(41)}` })).statusCode, 400);
  });

  it('words beside the name of a place lead to those words in that place, where no record has both', async () => {
    for (const [words, place, name] of [
      ['ໂຮງງານ ບໍ່ແກ້ວ', '05', 'ບໍ່ແກ້ວ'],
      ['bokeo ໂຮງງານ', '05', 'ບໍ່ແກ້ວ'],
      ['ສາຍລົມ ແຂວງ ຫຼວງພະບາງ', '06', 'ຫຼວງພະບາງ'],
    ]) {
      const text = await page(`/lo/search?q=${words}`);
      const [, href = '', said = ''] = /<p class="meant"><a href="([^"]+)">([^<]*)/.exec(text) ?? [];
      assert.match(href, new RegExp(`place=${place}$`), words);
      assert.match(said, new RegExp(`ສະເພາະໃນ ${name}`), words);
      const found = await server.http.inject({ url: href.replaceAll('&amp;', '&') });
      assert.match(found.body, /<ul class="results">/, words);
    }
  });

  it('under which other spelling something was found is said, and that Thai letters were read as Lao', async () => {
    assert.match(textOf(await page('/lo/search?q=ດ່ອກຈ້ຳປ່າ')), /ບໍ່ມີຄຳທີ່ຂຽນວ່າ “ດ່ອກຈ້ຳປ່າ”. ສະແດງຄຳທີ່ຂຽນວ່າ “ດອກຈຳປາ”/);
    assert.doesNotMatch(textOf(await page('/lo/search?q=ດອກຈຳປາ')), /ບໍ່ມີຄຳ/);
    assert.match(textOf(await page('/en/search?q=กาเฟ')), /Read in Lao letters: “ ?ກາເຟ/);
  });

  it('what was mistyped is not called found, and what may have been meant is a link that finds it', async () => {
    const text = await page('/en/search?q=ດອກຈຳປີ');
    assert.match(textOf(text), /Nothing found for “ດອກຈຳປີ”.*Did you mean “ດອກຈຳປາ”\?/);
    const href = /<p class="meant"><a href="([^"]+)"/.exec(text)?.[1] ?? assert.fail('no link');
    assert.match(textOf((await server.http.inject({ url: href })).body), /Results for “ດອກຈຳປາ”/);
  });

  it('no page is without a next step', async () => {
    for (const path of [
      '/lo/search',
      '/lo/search?q=ຊຊຊຊຊ',
      '/en/search?q=–',
      '/en/search?q=ກາເຟ&place=99',
      '/en/search?q=123456',
    ]) {
      const text = await page(path);
      assert.match(text, /<section class="ways"/, path);
      assert.match(text, /<ul class="(?:timetable|results)">/, path);
    }
  });

  it('the API counts only when asked, pages, keeps to a place, and says what may have been meant', async () => {
    const plain = await ask('search?q=ໂຮງງານ&limit=5');
    assert.deepEqual(Object.keys(plain), ['results']);
    assert.deepEqual(Object.keys(plain.results[0] ?? {}), ['register', 'key', 'title', 'snippet', 'score']);
    const counted = await ask('search?q=ໂຮງງານ&limit=1&counts=true');
    assert.deepEqual(counted.counts, [{ register: 'shop', count: 30, exact: true }]);
    const next = await ask('search?q=ໂຮງງານ&limit=5&offset=5');
    const ten = await ask('search?q=ໂຮງງານ&limit=10');
    assert.deepEqual([...plain.results, ...next.results], ten.results);
    const placed = await ask('search?q=ກາເຟ&place=06');
    assert.deepEqual(placed.results.map(({ key }) => key).sort(), ['12-002', '12-003']);
    assert.equal((await ask('search?q=ດອກຈຳປີ')).didYouMean, 'ດອກຈຳປາ');
    for (const query of ['counts=1', 'offset=-1', `place=${'1'.repeat(41)}`, 'offset=5000'])
      assert.equal((await server.http.inject({ url: `/api/v1/search?q=a&${query}` })).statusCode, 400, query);
  });

  it('names while one types stand once each, in the letters of who types, with the title of their register', async () => {
    const suggest = async (query: string) => {
      const { suggestions } = await ask<{ suggestions: readonly { name: string; also?: string; register: string }[] }>(
        `suggest?${query}`,
      );
      return suggestions.map(({ name, also, register }) => [name, also, register]);
    };
    assert.deepEqual(await suggest('q=ຮ້ານ ດອກ'), [['ຮ້ານ ດອກຈຳປາ', 'Champa Shop', 'shop']]);
    assert.deepEqual(await suggest('q=champ&register=shop'), [['Champa Shop', 'ຮ້ານ ດອກຈຳປາ', 'shop']]);
    assert.deepEqual((await suggest('q=bokeo'))[0], ['Bokeo', 'ບໍ່ແກ້ວ', 'jurisdiction']);
    assert.deepEqual(await suggest('q=ບໍ່ແກ້ວ&register=shop'), []);
    assert.equal((await suggest('q=ໂຮງງານ&limit=3')).length, 3);
    const long = 'ສູນບໍລິການປະຕູດຽວ ທີ ';
    assert.deepEqual(await suggest(`q=${long}27`), [[`${long}27`, undefined, 'shop']]);
    assert.deepEqual(await suggest(`q=${long}27ກ`), []);
    assert.equal((await server.http.inject({ url: '/api/v1/suggest?q=' })).statusCode, 400);
  });

  it('names are kept for a minute, and asked for again by their ETag', async () => {
    const { headers } = await server.http.inject({ url: '/api/v1/suggest?q=bo' });
    assert.equal(headers['cache-control'], 'public, max-age=60');
    const again = await server.http.inject({
      url: '/api/v1/suggest?q=bo',
      headers: { 'if-none-match': String(headers['etag']) },
    });
    assert.deepEqual([again.statusCode, again.body], [304, '']);
  });
});
