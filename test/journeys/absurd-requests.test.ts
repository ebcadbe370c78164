// Absurd requests to pages, API and log of the real server: each gets its code and sentences in Lao and English, none a 500,
// no header is split, nothing is written. And every route is asked with every hostile value.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type AppServer, openAppServer, signAll } from '#test/app-server';
import { assertClear } from '#test/clear-answer';
import { type Traces, tracesOf } from '#test/traces';
import { bringIn, define, openWalk, type Walk } from '#test/walk';
import { badRequests } from './absurd-requests.fixture.ts';
import { sample } from './bad-input.fixture.ts';

const hostile = [
  '%00',
  '%ff',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  '%0d%0aset-cookie:%20stolen=1',
  '%E2%80%AE',
  '%ed%a0%80',
  '%F0%9F%98%80',
  '%25',
  '~~',
  "'--",
  '__proto__',
  '-1',
  '9'.repeat(30),
  '%EF%BC%91',
  '{}',
  'a'.repeat(3000),
];
const names = [
  'q',
  'limit',
  'after',
  'sort',
  'as-at',
  'valid-at',
  'from',
  'to',
  'by',
  'count',
  'register',
  'day.from',
  'x',
];

let walk: Walk;
let server: AppServer;
let traces: Traces;

before(async () => {
  walk = await openWalk();
  await define(walk, sample);
  await bringIn(walk, 'sample', 'id,name,note,day\nq1,ກາ,x,2026-01-01\nq2,ຂາ,y,2026-01-02\n');
  await signAll(walk);
  server = await openAppServer(walk);
  traces = await tracesOf(walk.store);
});
after(async () => {
  await server.close();
  await walk.close();
});

describe('absurd requests', () => {
  for (const { item, path, code } of badRequests)
    it(`${item}: ${path.slice(0, 90)}`, async () => {
      assert.equal(assertClear(await server.http.inject({ url: path }), path), code);
    });

  it('of every hostile value in every part of every route get a clear answer', async () => {
    const seen = new Set<string>();
    for (const { url, method } of server.routes)
      if ([method].flat().includes('GET') && url.includes(':'))
        for (const value of hostile)
          for (const path of [
            url.replaceAll(/:\w+|\*/g, value),
            url.replace(':register', 'sample').replaceAll(/:\w+|\*/g, value),
          ])
            if (!seen.has(path)) {
              seen.add(path);
              assertClear(await server.http.inject({ url: path }), path);
            }
    assert.ok(seen.size > 300);
  });

  it('of every hostile value in every parameter get a clear answer', async () => {
    const paths = [
      '/lo/sample',
      '/en/sample/q1',
      '/lo/search',
      '/api/v1/search',
      '/api/v1/registers/sample/counts',
    ].concat(
      ['records', 'records/q1', 'records/q1/history', 'entries', 'export.csv'].map(
        one => `/api/v1/registers/sample/${one}`,
      ),
    );
    for (const path of paths)
      for (const name of names)
        for (const value of hostile) {
          const url = `${path}?${name}=${value}`;
          assertClear(await server.http.inject({ url }), url);
        }
  });

  it('with hostile headers change nothing', async () => {
    for (const value of ['*'.repeat(9000), 'W/"x",'.repeat(500), '"', '\u00ff', '__proto__'])
      for (const header of [
        'if-none-match',
        'accept-encoding',
        'accept-language',
        'cookie',
        'x-forwarded-host',
        'host',
      ])
        for (const url of ['/', '/lo/sample', '/api/v1/registers/sample', '/log/sample/checkpoint']) {
          const answer = await server.http.inject({ url, headers: { [header]: value } });
          assertClear(answer, url);
          assert.doesNotMatch(answer.body, /__proto__|\*{100}/);
        }
  });

  it('that are no HTTP are cut off', async () => {
    await server.http.listen({ port: 0, host: '127.0.0.1' });
    const address = server.http.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const lines = [
      'GET /lo/ HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n',
      'GET /lo/\r\nset-cookie: stolen=1 HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET /lo/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: a\r\n${Array.from({ length: 5000 }, (_, at) => `X${at}: ${at}\r\n`).join('')}\r\n`,
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc',
    ];
    for (const line of lines) {
      const answer = await sendRaw(port, line);
      assert.match(answer, /^HTTP\/1\.1 4\d\d |^$/, line.slice(0, 60));
      assert.doesNotMatch(answer, /^set-cookie: stolen/im);
    }
  });

  it('left everything as it was', async () => {
    assert.deepEqual(await tracesOf(walk.store), traces);
  });
});

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise(resolve => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(text, 'latin1'));
    socket.on('data', bytes => {
      answer += bytes.toString('latin1');
    });
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}
