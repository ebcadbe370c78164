// Nobody learns anything hidden: two installations with the same publications, which differ only in hidden values, answer an
// unprivileged person alike, page by page, header by header, in everything but digests, roots, signatures and times.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { unzip } from '#test/broken-files';
import { bringIn, jsonLines } from '#test/walk';
import {
  closeInstallation,
  hiddenFields,
  type Installation,
  openInstallation,
  worlds,
} from './hidden-values.fixture.ts';

const api = '/api/v1/registers/enterprise';
const log = '/log/enterprise';
const mostPages = 250;

let one: Installation;
let other: Installation;

before(async () => {
  one = await openInstallation(worlds[0]);
  other = await openInstallation(worlds[1]);
});
after(async () => {
  await closeInstallation(one);
  await closeInstallation(other);
});

/** What may differ becomes the same sign of the same length; anything else is left as it is. */
function blurred(text: string): string {
  return text
    .replace(/[\w-]{8}-[\w-]{4}-4[\w-]{3}-[\w-]{4}-[\w-]{12}/g, uuid => '#'.repeat(uuid.length))
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?Z?/g, '<time>')
    .replace(/\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[AP]M)?(?![\d.])/g, '<clock>')
    .replace(/\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}(?![\w+/=])/g, '+<key>')
    .replace(/[A-Za-z0-9+/]{43}=|(?<![\w+/])[A-Za-z0-9+/_-]{86,}={0,2}|[0-9a-f]{64}/g, digest =>
      '#'.repeat(digest.length),
    );
}

function bodyOf({ headers, rawPayload, body }: LightMyRequestResponse, url: string): string {
  const type = String(headers['content-type'] ?? '');
  if (url.includes('/public/')) return bodies(rawPayload);
  if (url.includes('/tile/entries/')) return blurred(rawPayload.toString('utf8'));
  if (url.includes('/tile/')) return `${rawPayload.length} bytes of hashes`;
  return blurred(type.includes('spreadsheetml') ? partsOf(rawPayload) : body);
}

// Of a bundle: each length, and each body without its salt.
function bodies(bundle: Buffer): string {
  const texts: string[] = [];
  for (let at = 0; at < bundle.length; ) {
    const length = bundle.readUInt32BE(at);
    texts.push(`${length} ${bundle.toString('utf8', at + 4 + Math.min(32, length), at + 4 + length)}`);
    at += 4 + length;
  }
  return blurred(texts.join('\n'));
}

function partsOf(xlsx: Buffer): string {
  return unzip(xlsx)
    .map(({ content }) => content.toString())
    .join('\n');
}

function headersOf({ headers }: LightMyRequestResponse, url: string): Record<string, unknown> {
  const { date: _date, ...rest } = headers;
  // Times of a day differ in what a compressor makes of them, and in nothing else.
  if (url.includes('.xlsx')) delete rest['content-length'];
  // The version of a text that holds roots, digests and signatures is a digest of that text.
  if (/^\/log\/[^/]+\/(?:checkpoint|key|proof\/\d+|consistency\?.*)$/.test(url)) delete rest['etag'];
  return JSON.parse(blurred(JSON.stringify(rest))) as Record<string, unknown>;
}

const spoken = (url: string) =>
  [...worlds].some(({ word, number }) => decodeURI(url).includes(word) || url.includes(number));

async function assertAlike(url: string, headers: Record<string, string> = {}): Promise<string> {
  const [here, there] = await Promise.all([
    one.server.http.inject({ url, headers }),
    other.server.http.inject({ url, headers }),
  ]);
  assert.equal(here.statusCode, there.statusCode, url);
  assert.ok(here.statusCode < 500, `${url} ${here.statusCode} ${here.body}`);
  assert.deepEqual(headersOf(here, url), headersOf(there, url), url);
  assert.deepEqual(here.trailers['laopedia-rows'], there.trailers['laopedia-rows'], url);
  assert.equal(bodyOf(here, url), bodyOf(there, url), url);
  if (!spoken(url)) {
    const text = bodyOf(here, url) + bodyOf(there, url);
    for (const { word, number } of worlds) assert.ok(!text.includes(word) && !text.includes(number), `${url} tells`);
  }
  return here.body;
}

describe('what is hidden', () => {
  it('makes no difference on any page of the site that a link leads to', async context => {
    const waiting = ['/', '/lo/', '/en/'];
    const seen = new Set(waiting);
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      const body = await assertAlike(url);
      for (const [, given = ''] of body.matchAll(/(?:href|action)="([^"#]*)/g)) {
        const link = given.replaceAll('&amp;', '&');
        if (!link.startsWith('/') || seen.has(link) || seen.size >= mostPages) continue;
        seen.add(link);
        waiting.push(link);
      }
    }
    context.diagnostic(`${seen.size} addresses`);
    assert.ok(seen.size > 100);
  });

  it('cannot be asked for: filters, sorting, counts and searches by it say what they say of a field that is not there', async () => {
    const ask = (name: string) => [
      ...[`${name}=1`, `${name}.from=1`, `f.${name}=1`, `sort=${name}`, `sort=-${name}`].map(
        q => `${api}/records?${q}`,
      ),
      `${api}/counts?by=${name}`,
      ...['csv', 'jsonl', 'xlsx', 'geojson', 'rsf'].map(format => `${api}/export.${format}?${name}=1`),
      ...[`${name}=1`, `sort=${name}`, `sort=-${name}`, `${name}=`].map(q => `/lo/enterprise?${q}`),
    ];
    for (const name of hiddenFields) {
      const unknown = `z${name.slice(1)}`;
      const absent = ask(unknown);
      for (const [place, url] of ask(name).entries()) {
        const body = await assertAlike(url);
        const instead = await one.server.http.inject(absent[place] ?? '');
        const asked = await one.server.http.inject(url);
        assert.equal(asked.statusCode, instead.statusCode, url);
        assert.equal(blurred(body).replaceAll(name, unknown), blurred(instead.body), url);
        assert.deepEqual(headersOf(asked, url)['etag'] === undefined, headersOf(instead, url)['etag'] === undefined);
      }
    }
  });

  it('is found by no search and no filter for its values', async () => {
    for (const { word, number } of worlds)
      for (const given of [word, `${word} 7`, number, `${number}0`, `${number}.1`, 'tax_class', 'ຊັ້ນອາກອນ', 'Owner']) {
        const q = encodeURIComponent(given);
        for (const url of [
          `/lo/search?q=${q}`,
          `/en/search?q=${q}&register=enterprise`,
          `/lo/enterprise?q=${q}`,
          `/api/v1/search?q=${q}`,
          `${api}/records?q=${q}`,
          `${api}/records?name_lo=${q}`,
          `${api}/export.csv?activity=${q}`,
          `${api}/records/${q}`,
          `${api}/records/05-${number}`,
        ])
          await assertAlike(url);
      }
    const hits = (await one.server.http.inject(`/api/v1/search?q=${encodeURIComponent(worlds[0].word)}`)).json();
    assert.deepEqual(hits, { results: [] });
  });

  it('makes no difference in the API: records, histories, counts, feeds, schemas and exports', async () => {
    const urls = ['/api/v1/registers', api, '/api/v1/openapi.json', `${api}/schema.json`, `${api}/records/05-9999`];
    for (const sort of ['key', 'name_lo', 'activity', 'place', 'since', 'capital'])
      for (const sign of ['', '-']) urls.push(`${api}/records?sort=${sign}${sort}&limit=100`);
    for (const filter of ['activity=ກາເຟ', 'place=0501', 'since.from=2015-01-01', 'capital.to=9000', 'q=ນ້ຳຂອງ 7'])
      urls.push(encodeURI(`${api}/records?${filter}&count=exact`));
    for (const by of ['activity', 'place']) urls.push(`${api}/counts?by=${by}`);
    for (const at of ['05-0003', '05-0020', '05-0030'])
      urls.push(`${api}/records/${at}`, `${api}/records/${at}/history`, `${api}/records/${at}?as-at=30`);
    for (let from = 0; from < 90; from += 25) urls.push(`${api}/entries?from=${from}&limit=25`);
    for (const format of ['csv', 'jsonl', 'xlsx', 'geojson', 'rsf'])
      urls.push(`${api}/export.${format}`, `${api}/export.${format}?place=0501`, `${api}/export.${format}?as-at=40`);
    for (const url of urls) await assertAlike(url);
    for (const url of urls.slice(0, 8)) {
      const etag = String((await one.server.http.inject(url)).headers['etag']);
      await assertAlike(url, { 'if-none-match': etag });
    }
  });

  it('makes no difference in the log but digests: its sizes, entries, public bodies, tiles and proofs are alike', async () => {
    const size = Number((await one.server.http.inject(`${log}/checkpoint`)).body.split('\n')[1]);
    assert.ok(size > 70);
    const urls = [`${log}/checkpoint`, `${log}/key`, `${log}/consistency?from=10&to=${size}`];
    urls.push(`${log}/tile/0/000.p/${size}`, `${log}/tile/entries/000.p/${size}`, `${log}/public/000.p/${size}`);
    for (const number of [0, 5, 62, size - 1]) urls.push(`${log}/proof/${number}`);
    for (const url of urls) await assertAlike(url);
    const bundle = (await one.server.http.inject(`${log}/tile/entries/000.p/${size}`)).body;
    assert.match(bundle, /"government":/, 'every tier has a digest in every entry, the empty ones too');
  });

  it('is told from what is open: one public value that differs is seen', async () => {
    await bringIn(one.walk, 'enterprise', jsonLines([{ number: '05-0005', activity: 'ໝາກໄມ້' }]));
    await one.server.caughtUp();
    for (const url of [`${api}/records/05-0005`, '/lo/enterprise/05-0005', `${api}/counts?by=activity`, api])
      await assert.rejects(assertAlike(url), assert.AssertionError, url);
  });
});
