// The addresses of the site, asked over HTTP: what they answer, with which headers, and how they say no.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Refusal } from '#register';
import { openSite, previewReader } from '#test/site-server';
import { recordPageView } from '#test/site-views';

const laoKey = `${'ບ້ານ'.repeat(40)}~a%2Fb~%7E`;
const refused = new Refusal(
  'record/unknown-field',
  {
    kind: 'invalid',
    lo: 'ບໍ່ມີຊ່ອງຂໍ້ມູນ “{field}”',
    en: 'There is no field "{field}"',
    next: { lo: 'ເບິ່ງຊ່ອງຂໍ້ມູນທັງໝົດ', en: 'See the fields' },
  },
  { field: 'x' },
);

describe('the addresses of the site', () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  const reads: string[] = [];

  before(async () => {
    site = await openSite({
      list: async (register, query) => {
        if ('nosuch' in query.filters) throw refused;
        if ('boom' in query.filters) throw new Error('the database is gone');
        return previewReader.list(register, query);
      },
      record: async (register, key, moment) => {
        reads.push(key);
        return key === laoKey ? recordPageView : previewReader.record(register, key, moment);
      },
    });
  });
  after(() => site.app.close());

  const get = (url: string, headers: Record<string, string> = {}) => site.app.inject({ url, headers });

  it('leads to Lao at first, whatever the browser prefers, and to the language chosen after that', async () => {
    const first = await get('/', { 'accept-language': 'en-US,th' });
    assert.deepEqual([first.statusCode, first.headers['location']], [303, '/lo/']);
    const chosen = await get('/lang/en?to=%2Fen%2Fenterprise%3Fq%3Da');
    assert.deepEqual([chosen.statusCode, chosen.headers['location']], [303, '/en/enterprise?q=a']);
    assert.match(String(chosen.headers['set-cookie']), /^lang=en; Path=\/; Max-Age=31536000; SameSite=Lax; HttpOnly$/);
    assert.equal((await get('/', { cookie: 'a=b; lang=en' })).headers['location'], '/en/');
    assert.equal((await get('/', { cookie: 'lang=xx' })).headers['location'], '/lo/');
  });

  it('never leads to another site', async () => {
    for (const to of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/lo//evil',
      '/lo/\\x',
      '/lox',
      'lo/',
      '/lo/%0d%0ax: y',
      `/lo/${'a'.repeat(2100)}`,
    ]) {
      const answer = await get(`/lang/lo?to=${encodeURIComponent(to)}`);
      const location = String(answer.headers['location']);
      assert.match(location, /^\/lo\/(?!\/)/, to);
      assert.equal(new URL(location, 'https://here.example').host, 'here.example');
    }
    assert.equal((await get('/lang/lo?to=/lo/a&to=/lo/b')).headers['location'], '/lo/');
  });

  it('answers every page in both languages', async () => {
    const paths = [
      '/',
      '/registers',
      '/about',
      '/search',
      '/search?q=ກາເຟ',
      '/enterprise',
      '/enterprise/01-0001234',
      '/enterprise/01-0001234/history',
      '/enterprise/01-0001234/verify',
      '/places/05',
    ];
    for (const lang of ['lo', 'en'])
      for (const path of paths) {
        const answer = await get(encodeURI(`/${lang}${path}`));
        assert.equal(answer.statusCode, 200, path);
        assert.match(answer.body, new RegExp(`<html lang="${lang}">`));
        assert.match(answer.body, /<link rel="alternate" hreflang="en" href="https:\/\/data\.example\.la\/en\//);
      }
  });

  it('gives every answer the same guard of headers, failures and redirects too', async () => {
    for (const url of [
      '/',
      '/lo/',
      '/lo/nothing/at/all/here',
      '/lang/lo',
      site.assets.addresses.style,
      '/lo/enterprise?boom=1',
    ]) {
      const { headers } = await get(url);
      assert.match(String(headers['content-security-policy']), /^default-src 'none'; style-src 'self';/, url);
      assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.ok(headers['referrer-policy'] && headers['permissions-policy'] && headers['cross-origin-opener-policy']);
    }
  });

  it('has no style or script within a page', async () => {
    for (const path of ['/lo/', '/lo/enterprise', '/lo/enterprise/01-0001234/verify']) {
      const { body } = await get(path);
      assert.doesNotMatch(body, /<style|\sstyle=|\son[a-z]+=|<script(?! src=")/, path);
    }
  });

  it('sends 304 to whoever has the page of this size of the logs, language and build', async () => {
    const first = await get('/lo/enterprise/01-0001234');
    const etag = String(first.headers['etag']);
    reads.length = 0;
    const again = await get('/lo/enterprise/01-0001234', { 'if-none-match': etag });
    assert.deepEqual([again.statusCode, again.body, reads], [304, '', []], 'and nothing is read for it');
    assert.equal((await get('/en/enterprise/01-0001234', { 'if-none-match': etag })).statusCode, 200);
    assert.equal((await get('/lo/enterprise/01-0001234?as-at=2026-01-01', { 'if-none-match': etag })).statusCode, 200);
  });

  it('keeps no proof, since its checkpoint may be signed a second later', async () => {
    const { headers } = await get('/lo/enterprise/01-0001234/verify');
    assert.deepEqual([headers['etag'], headers['cache-control']], [undefined, 'no-store']);
  });

  it('packs pages for browsers that ask for it', async () => {
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const [accepted, coding] of [
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
    ] as const) {
      const answer = await get('/lo/', { 'accept-encoding': accepted });
      assert.equal(answer.headers['content-encoding'], coding);
      assert.match(unpack[coding](answer.rawPayload).toString(), /<!doctype html>/);
    }
  });

  it('finds a record by a key of Lao letters, escapes and great length', async () => {
    const answer = await get(`/lo/enterprise/${laoKey.split('~').map(encodeURI).join('~').replaceAll('%25', '%')}`);
    assert.equal(answer.statusCode, 200);
    assert.equal(reads.at(-1), laoKey);
  });

  it('shows a withdrawn record, and says 410', async () => {
    const answer = await get('/lo/enterprise/01-0000000');
    assert.equal(answer.statusCode, 410);
    assert.match(answer.body, /ລາຍການນີ້ຖືກຖອນອອກແລ້ວ/);
  });

  it('says 404 with a page in the right language and a way on', async () => {
    for (const path of [
      '/nosuch',
      '/enterprise/none',
      '/enterprise/01-0001234/other',
      '/enterprise/01-0001234/history/x',
      '/places/99',
      '/enterprise/%25',
      '/Enterprise',
    ]) {
      const answer = await get(`/en${path}`);
      assert.equal(answer.statusCode, 404, path);
      assert.match(answer.body, /There is no such page/);
      assert.equal(answer.headers['etag'], undefined);
    }
    assert.match((await get('/lo/nosuch')).body, /ບໍ່ພົບໜ້ານີ້/);
  });

  it('says 400 in words to filters it does not know, and to what is too long or no day', async () => {
    const unknown = await get('/lo/enterprise?nosuch=1');
    assert.equal(unknown.statusCode, 400);
    assert.match(unknown.body, /ບໍ່ມີຊ່ອງຂໍ້ມູນ “x”/);
    assert.match(unknown.body, /ເບິ່ງຊ່ອງຂໍ້ມູນທັງໝົດ/);
    for (const path of [
      `/search?q=${'a'.repeat(501)}`,
      `/enterprise?${'place=1&'.repeat(21)}`,
      '/enterprise/01-0001234?as-at=yesterday',
      '/enterprise/01-0001234?valid-at=2026-02-30',
      '/enterprise?as-at=99999999999999999999',
    ])
      assert.equal((await get(`/en${path}`)).statusCode, 400, path);
  });

  it('says 500 with a reference and nothing of what broke', async () => {
    const answer = await get('/en/enterprise?boom=1');
    assert.equal(answer.statusCode, 500);
    assert.match(answer.body, /<span class="code">[0-9a-f]{10}<\/span>/);
    assert.doesNotMatch(answer.body, /database/);
    assert.equal(answer.headers['cache-control'], 'no-store');
  });

  it('leads an address with a slash too many to the one without', async () => {
    const answer = await get('/lo/enterprise/?q=a');
    assert.deepEqual([answer.statusCode, answer.headers['location']], [308, '/lo/enterprise?q=a']);
    assert.equal((await get('/en')).headers['location'], '/en/');
  });

  it('serves its files for ever, under their digests', async () => {
    for (const file of site.assets.files.values()) {
      const answer = await get(file.address);
      assert.equal(answer.statusCode, 200);
      assert.equal(answer.headers['content-type'], file.type);
      assert.match(String(answer.headers['cache-control']), /immutable/);
    }
    assert.equal(
      (await get(site.assets.addresses.style, { 'accept-encoding': 'br' })).headers['content-encoding'],
      'br',
    );
  });

  it('answers HEAD as GET without a body', async () => {
    const answer = await site.app.inject({ method: 'HEAD', url: '/lo/enterprise' });
    assert.deepEqual([answer.statusCode, answer.body], [200, '']);
  });
});
