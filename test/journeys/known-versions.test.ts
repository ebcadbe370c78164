// A reader who has an answer already: every public answer says its version, is not made again for who has it, and no version
// is ever said of older content, whatever is published meanwhile and whoever is not heard.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type AppServer, openAppServer, signAll } from '#test/app-server';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';
import { type Limits, standardLimits } from '../../src/app/limits.ts';

const fields = [
  { name: 'id', type: 'string' },
  { name: 'name', type: 'string', as: 'lao-name' },
  { name: 'kind', type: 'string', facet: true, codes: [{ value: 'a', lo: 'ກ', en: 'A' }] },
];
const base = '/api/v1/registers/shop';
const answers = [
  ...['/lo/', '/lo/registers', '/lo/about', '/lo/shop', '/lo/shop/s-1', '/en/shop/s-1/history', '/lo/search?q=ຮ້ານ'],
  ...['/api', '/api/v1/openapi.json', '/api/v1/registers', '/api/v1/search?q=ຮ້ານ', '/api/v1/suggest?q=ຮ້ານ'],
  ...['', '/schema.json', '/records', '/records?kind=a&count=exact', '/records/s-1', '/records/s-1/history'].map(
    one => base + one,
  ),
  ...['/entries', '/counts?by=kind', '/export.csv', '/export.jsonl', '/export.xlsx', '/export.rsf'].map(
    one => base + one,
  ),
  ...['checkpoint', 'key', 'proof/0', 'consistency?from=1&to=2', 'tile/0/000', 'tile/entries/000', 'public/000'].map(
    one => `/log/shop/${one}`,
  ),
];
// What says what is signed just now; and a tile, before a checkpoint was read that covers it.
const needsDatabase = /\/(?:checkpoint|key|proof|consistency|public|tile)/;
const rowsEach = 400;
const nobody = { most: 0, waiting: 0, waitMs: 1 };
/** Nothing that needs the database is let in. */
const shut: Limits = {
  ...standardLimits,
  lanes: { read: nobody, search: nobody, count: nobody, export: nobody },
};

let walk: Walk;
let server: AppServer;

before(async () => {
  walk = await openWalk();
  await define(walk, { name: 'shop', schema: { primaryKey: ['id'], fields } });
  const rows = Array.from({ length: rowsEach }, (_, at) => ({ id: `s-${at}`, name: `ຮ້ານ ${at}`, kind: 'a' }));
  await bringIn(walk, 'shop', jsonLines(rows));
  await signAll(walk);
  server = await openAppServer(walk);
});
after(async () => {
  await server.close();
  await walk.close();
});

const get = (url: string, headers: Readonly<Record<string, string>> = {}, from = server) =>
  from.http.inject({ url: encodeURI(url), headers });

describe('a public answer', () => {
  for (const url of answers)
    it(`says its version and is not sent again to who has it: ${url}`, async () => {
      const first = await get(url);
      assert.equal(first.statusCode, 200, first.body.slice(0, 300));
      const etag = String(first.headers['etag']);
      assert.match(etag, /^(?:W\/)?"[\w.-]{10,}"$/);
      const again = await get(url, { 'if-none-match': `"other", ${etag}` });
      assert.deepEqual([again.statusCode, again.body], [304, '']);
      assert.equal((await get(url, { 'if-none-match': '"other"' })).statusCode, 200);
      assert.match(String(first.headers['cache-control']), /^(?:no-cache|public, max-age=\d+(?:, immutable)?)$/);
    });

  it('is kept for ever only where its address can never mean anything else', async () => {
    const style = /href="(\/assets\/[^"]+\.css)"/.exec((await get('/lo/')).body)?.[1] ?? '';
    const forEver = [style, '/log/shop/tile/0/000', '/log/shop/tile/entries/000'];
    for (const url of forEver)
      assert.equal((await get(url)).headers['cache-control'], 'public, max-age=31536000, immutable', url);
    for (const url of answers.filter(one => !forEver.includes(one)))
      assert.doesNotMatch(String((await get(url)).headers['cache-control']), /immutable/, url);
    for (const url of ['/lo/shop/s-1/verify', '/lo/nowhere', `${base}/records/none`, '/'])
      assert.equal((await get(url)).headers['cache-control'], 'no-store', url);
  });

  it('that is known needs no place among those who ask the database', async () => {
    // Of the same build: what one says of versions holds for the other.
    const closed = await openAppServer(walk, { limits: shut });
    try {
      for (const url of answers.filter(one => !needsDatabase.test(one))) {
        const etag = String((await get(url)).headers['etag']);
        assert.equal((await get(url, { 'if-none-match': etag }, closed)).statusCode, 304, url);
        const made = await get(url, {}, closed);
        assert.deepEqual([made.statusCode, made.headers['etag']], [503, undefined], url);
      }
    } finally {
      await closed.close();
    }
  });

  it('takes one place however many steps it has, and gives it back', async () => {
    const one = { most: 1, waiting: 1, waitMs: 2000 };
    const narrow = await openAppServer(walk, {
      limits: { ...shut, lanes: { read: one, search: one, count: one, export: one } },
    });
    try {
      // A tile first: before a checkpoint was read it needs one too.
      const log = answers.filter(path => path.startsWith('/log')).reverse();
      for (const url of ['/log/shop/tile/0/000', ...log, ...log])
        assert.equal((await get(url, {}, narrow)).statusCode, 200, url);
    } finally {
      await narrow.close();
    }
  });

  it('never says 304 of what is older than the last publication that anybody was shown', async () => {
    const urls = ['/lo/shop', `${base}/records?limit=1000`, `${base}/export.csv`, '/api/v1/search?q=ໃໝ່'];
    const shown = new Map<string, string[]>(urls.map(url => [url, []]));
    for (let round = 0; round < 12; round++) {
      const publishing = { done: false };
      const readers = urls.map(url => readOn(url, shown.get(url) ?? [], publishing));
      await bringIn(walk, 'shop', jsonLines([{ id: `n-${round}`, name: `ໃໝ່ ${round}`, kind: 'a' }]));
      await server.caughtUp();
      publishing.done = true;
      await Promise.all(readers);
      for (const url of urls) assert.match((await get(url)).body, new RegExp(`n-${round}\\b`), url);
    }
    for (const [url, versions] of shown) assert.ok(versions.length >= 12, `${url}: ${versions.length}`);
  });

  it('is renewed though the publication was not heard of', async () => {
    const url = `${base}/records/s-1`;
    const etag = String((await get(url)).headers['etag']);
    await walk.store.owner`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen%'`;
    await bringIn(walk, 'shop', jsonLines([{ id: 's-1', name: 'ຊື່ໃໝ່', kind: 'a' }]));
    let answer = await get(url, { 'if-none-match': etag });
    while (answer.statusCode === 304) {
      await new Promise(resolve => setTimeout(resolve, 50));
      answer = await get(url, { 'if-none-match': etag });
    }
    assert.match(answer.body, /ຊື່ໃໝ່/);
  });

  it('is packed as the reader takes it, and the same whoever asked before', async () => {
    const plain = await get('/lo/shop');
    for (let time = 0; time < 4; time++) {
      const [gzip, brotli] = [
        await get('/lo/shop', { 'accept-encoding': 'gzip' }),
        await get('/lo/shop', { 'accept-encoding': 'gzip, br' }),
      ];
      assert.deepEqual([gzip.headers['content-encoding'], brotli.headers['content-encoding']], ['gzip', 'br']);
      for (const packed of [gzip, brotli]) {
        assert.equal(packed.headers['vary'], 'accept-encoding');
        assert.equal(packed.headers['etag'], plain.headers['etag']);
        assert.equal(packed.headers['content-security-policy'], plain.headers['content-security-policy']);
        assert.ok(packed.rawPayload.length < plain.rawPayload.length / 2);
      }
      assert.equal(gunzipSync(gzip.rawPayload).toString(), plain.body);
      assert.equal(brotliDecompressSync(brotli.rawPayload).toString(), plain.body);
    }
    for (const secret of [{ authorization: 'Bearer x' }, { cookie: 'lang=lo; session=1' }]) {
      const answer = await get('/lo/shop', { 'accept-encoding': 'br', ...secret });
      assert.equal(answer.headers['content-encoding'], undefined);
    }
    const chosen = await get('/lo/shop', { 'accept-encoding': 'br', cookie: 'lang=en' });
    assert.equal(chosen.headers['content-encoding'], 'br');
  });
});

// Whoever reads on, with the version last seen: versions never come back, and a body is never older than its version.
async function readOn(url: string, versions: string[], publishing: { readonly done: boolean }): Promise<void> {
  const newest = (body: string) => Math.max(-1, ...[...body.matchAll(/\bn-(\d+)\b/g)].map(found => Number(found[1])));
  // Once more when all is published: however quick that was, its version is met.
  for (let isLast = false; !isLast; ) {
    isLast = publishing.done;
    await new Promise(resolve => setTimeout(resolve, 10));
    const last = versions.at(-1);
    const answer = await get(url, last === undefined ? {} : { 'if-none-match': last });
    if (answer.statusCode === 304) continue;
    assert.equal(answer.statusCode, 200, answer.body.slice(0, 200));
    const etag = String(answer.headers['etag']);
    assert.ok(!versions.includes(etag), `${url}: a version came back`);
    versions.push(etag);
    assert.ok(newest(answer.body) >= (newestAt.get(url) ?? -1), `${url} went back`);
    newestAt.set(url, newest(answer.body));
  }
}

// Of each address by itself: two of one version may have been read a publication apart, as neither is older than it says.
const newestAt = new Map<string, number>();
