// What the machine's log says of people: nothing. Personal searches, telephone numbers, keys and hostile heads go through the app's
// own server, some into a fault, and none of it is found in the lines; what an operator needs is.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Definition } from '#register';
import { type AppServer, openAppServer } from '#test/app-server';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';
import { faultFields } from '../../src/app/log/fault-fields.ts';
import { wordsOf } from '../../src/app/log/masked.ts';

const people = {
  name: 'people',
  title: { lo: 'ບຸກຄົນ', en: 'People' },
  schema: {
    primaryKey: ['number'],
    fields: [
      { name: 'number', as: 'identifier', search: 'code' },
      { name: 'name', as: 'lao-name', search: 'title' },
      { name: 'phone', as: 'phone', search: 'code' },
    ],
  },
} as unknown as Definition;
const person = { number: 'P-778812', name: 'ສົມຈິດ ວົງສະຫວັນ', phone: '020 5577 8899' };

// Every piece that must not be found, as it was sent or in any way of writing it.
const personal = ['ສົມຈິດ', 'Somchit', 'Vongsavanh', '5577', '8899', '778812', '127.0.0.1', '198.51.100.9'];
const hostile = ['SecretCookie', 'StolenToken', 'EvilBrowser', 'forged', 'private.example'];
const escaped = [encodeURIComponent('ສົມຈິດ'), Buffer.from('ສົມຈິດ').toString('base64')];
const head = {
  'user-agent': 'EvilBrowser/1.0 {"level":"error","msg":"forged"}',
  'x-forwarded-for': '198.51.100.9',
  'x-request-id': 'forged-id',
  referer: 'https://private.example/?q=Somchit',
  cookie: 'lang=lo; session=SecretCookie',
  authorization: 'Bearer StolenToken',
};
const addresses = [
  `/lo/search?q=${encodeURIComponent(person.name)}`,
  '/en/search?q=Somchit+Vongsavanh',
  `/api/v1/search?q=${encodeURIComponent(person.phone)}`,
  `/api/v1/suggest?q=${encodeURIComponent('ສົມຈິດ')}`,
  `/api/v1/registers/people/records?name=${encodeURIComponent(person.name)}`,
  `/api/v1/registers/people/records/${person.number}`,
  `/lo/people/${person.number}/history`,
  '/lo/Somchit/Vongsavanh',
  '/%ff/Somchit?phone=5577-8899',
  `/log/people/proof/${person.number}`,
];

let walk: Walk;
let server: AppServer;
let address: string;
const lines: string[] = [];
const told = () => lines.map(line => JSON.parse(line) as Record<string, unknown>);

function assertNobodyIn(texts: readonly string[]): void {
  for (const text of texts)
    for (const word of [...personal, ...hostile, ...escaped])
      assert.ok(!text.toLowerCase().includes(word.toLowerCase()), `${word} stands in ${text}`);
}

before(async () => {
  walk = await openWalk();
  await define(walk, people);
  await bringIn(walk, 'people', jsonLines([person]));
  server = await openAppServer(walk, { level: 'trace', lines: { write: line => void lines.push(line), flush() {} } });
  address = await server.http.listen({ port: 0, host: '127.0.0.1' });
  lines.length = 0;
});
after(async () => {
  await server.close();
  await walk.close();
});

const get = (path: string) => fetch(new URL(path, address), { headers: head });

describe('the log of the server', () => {
  it('tells each request by its route, and nothing of who asked it for what', async () => {
    for (const url of addresses) assert.notEqual((await get(url)).status, 500, url);
    assertNobodyIn(lines);
    const requests = told().filter(line => 'route' in line);
    assert.equal(requests.length, addresses.length);
    assert.deepEqual(requests[0]?.['route'], '/lo/search');
    assert.deepEqual(Object.keys(requests[0] ?? {}), [
      'level',
      'time',
      'request',
      'method',
      'route',
      'status',
      'ms',
      'bytes',
    ]);
    assert.equal(new Set(requests.map(line => line['request'])).size, addresses.length, 'each has a number of its own');
  });

  it('tells a fault once, under the number that the person was shown, without a word of theirs', async () => {
    await walk.store.owner`alter table laopedia.search rename to search_away`;
    lines.length = 0;
    const shown = [];
    for (const url of addresses.slice(0, 3)) {
      const answer = await get(url);
      assert.equal(answer.status, 500, url);
      shown.push(/[0-9a-f]{10}(?=<\/span>|")/.exec(await answer.text())?.[0]);
    }
    await walk.store.owner`alter table laopedia.search_away rename to search`;
    assertNobodyIn(lines);
    const faults = told().filter(line => line['level'] === 'error');
    assert.deepEqual(
      faults.map(line => line['reference']),
      shown,
    );
    const { err, request } = faults[0] as { err: Record<string, unknown>; request: string };
    assert.equal(err['code'], '42P01');
    assert.match(String(err['stack']), /^at .*src\//m);
    assert.ok(
      told().some(line => line['request'] === request && line['status'] === 500),
      'the request bears the same number',
    );
  });

  it('counts what is no request, and writes nothing of it', async () => {
    lines.length = 0;
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1', () =>
        socket.end('Somchit 5577 forged\r\n\r\n'),
      );
      socket
        .resume()
        .on('close', () => resolve())
        .on('error', reject);
    });
    assertNobodyIn(lines);
  });
});

describe('an error in the log', () => {
  const request = { url: `/en/search?q=Somchit+Vongsavanh&phone=${encodeURIComponent('5577 8899')}`, headers: head };
  const words = wordsOf(request);
  const kept = (thrown: unknown) => JSON.stringify(faultFields(thrown, words));

  it('repeats no value that PostgreSQL quotes, details or was given', async () => {
    const { app } = walk.store;
    const failing = [
      app`select ${person.phone}::text::integer`,
      app`insert into laopedia.installation (name, value) values (${person.name}, '1'), (${person.name}, '2')`,
      app.unsafe(
        `do $$ begin raise exception 'no Somchit Vongsavanh at 5577' using detail = 'ສົມຈິດ', hint = '8899'; end $$`,
      ),
    ];
    for (const query of failing) {
      const problem = await query.then(
        () => undefined,
        (error: unknown) => error,
      );
      assert.ok(problem instanceof Error);
      assertNobodyIn([kept(problem), kept(new Error('a page failed', { cause: problem }))]);
      assert.match(kept(problem), /"code":"[0-9A-Z]{5}"/);
    }
  });

  it('repeats nothing of the address or the head, however it was written', () => {
    assertNobodyIn([
      kept(new Error(`cannot read somchit at ${request.url}`)),
      kept(new SyntaxError('Unexpected token S in JSON: Somchit, StolenToken')),
      kept('thrown text of ສົມຈິດ with SecretCookie'),
      kept(Object.assign(new Error('x'), { query: 'Somchit', parameters: ['5577'], detail: 'ສົມຈິດ' })),
    ]);
  });

  it('keeps the sentence where it is ours', () => {
    assert.equal(
      faultFields(new Error('entry 812 of register 3 is gone'), words).message,
      'entry 812 of register 3 is gone',
    );
  });
});
