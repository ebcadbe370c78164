// A reader follows the links of the demo: none leads nowhere, none is a fault, every page is light, and its style comes once.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type RunningServer, start } from '#test/program';

const barBytes = 30_000;
const mostPages = 400;

/** An answer as it came over the wire. */
interface Answer {
  readonly status: number;
  readonly wireBytes: number;
  readonly type: string;
  readonly text: string;
  readonly headers: IncomingMessage['headers'];
}

describe('the pages of the demo', () => {
  let folder: string;
  let server: RunningServer;
  let styleBytes = 0;
  const pages = new Map<string, Answer>();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'laopedia-pages-'));
    server = await start({ LAOPEDIA_DATA: join(folder, 'data') });
    const home = await ask('/lo/');
    const style = /href="([^"]+\.css)"/.exec(home.text)?.[1] ?? assert.fail('no style');
    styleBytes = (await ask(style)).wireBytes;
    await follow([
      '/lo/',
      '/en/',
      '/lo/search?q=bokeo',
      '/en/search?q=ບໍ່ແກ້ວ',
      '/lo/enterprise/05-9000061/verify',
      '/lo/about',
    ]);
  });
  after(async () => {
    await server.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  async function ask(path: string, accepted = 'gzip'): Promise<Answer> {
    const request = get(new URL(path, server.address), { headers: { 'accept-encoding': accepted } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const bytes = Buffer.concat(await response.toArray());
    const packed = response.headers['content-encoding'] === 'gzip';
    const { statusCode: status = 0, headers } = response;
    const text = (packed ? gunzipSync(bytes) : bytes).toString('utf8');
    return { status, wireBytes: bytes.length, type: headers['content-type'] ?? '', text, headers };
  }

  /** Follows every link from page to page, breadth first: far more than a reader would, but not each way to narrow each list. */
  async function follow(first: readonly string[]): Promise<void> {
    const wanted = new Set(first.map(path => new URL(path, server.address).href));
    for (const address of wanted) {
      if (pages.size >= mostPages) return;
      const { pathname, search } = new URL(address);
      const answer = await ask(pathname + search);
      pages.set(pathname + search, answer);
      for (const [, href = ''] of answer.text.matchAll(/<a\b[^>]*? href="([^"#]*)/g)) {
        const next = new URL(href.replaceAll('&amp;', '&'), address);
        if (next.origin === server.address && next.searchParams.size < 2) wanted.add(next.href);
      }
    }
  }

  test('no link leads nowhere and no page is a fault', () => {
    assert.ok(pages.size > 100, String(pages.size));
    const lost = [...pages]
      .filter(([, { status }]) => status !== 200 && status !== 303)
      .map(([path, { status }]) => `${status} ${path}`);
    assert.deepEqual(lost, []);
  });

  test('every page is at most 30 kB on the wire, with its style and without the font', context => {
    const weights = [...pages]
      .filter(([, { type }]) => type.startsWith('text/html'))
      .map(([path, { wireBytes }]) => ({ path, bytes: wireBytes + styleBytes }))
      .sort((one, other) => other.bytes - one.bytes);
    for (const { path, bytes } of weights.slice(0, 3)) context.diagnostic(`${bytes} ${decodeURI(path)}`);
    assert.deepEqual(
      weights.filter(({ bytes }) => bytes > barBytes),
      [],
    );
  });

  test('a page says how it was packed, and is asked for by HEAD and by its ETag like any other', async () => {
    const path = '/lo/enterprise/05-9000061';
    const packed = await ask(path);
    assert.match(String(packed.headers.vary), /accept-encoding/i);
    assert.equal((await ask(path, 'identity')).text, packed.text);
    const { etag = '' } = packed.headers;
    assert.match(etag, /^W\//);
    const again = await fetch(server.address + path, { headers: { 'if-none-match': etag } });
    assert.deepEqual([again.status, await again.text()], [304, '']);
    const head = await fetch(server.address + path, { method: 'HEAD' });
    assert.deepEqual([head.status, await head.text(), head.headers.get('etag')], [200, '', etag]);
  });

  test('each page names its language and its twin in the other', () => {
    for (const [path, { text, type, status }] of pages) {
      if (!type.startsWith('text/html') || status !== 200 || !/^\/(lo|en)\//.test(path)) continue;
      const lang = path.slice(1, 3);
      assert.match(text, new RegExp(`<html lang="${lang}"`), path);
      assert.match(text, new RegExp(`hreflang="${lang === 'lo' ? 'en' : 'lo'}"`), path);
    }
  });
});
