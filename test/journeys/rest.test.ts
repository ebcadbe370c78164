// A citizen's program reads a register over REST: every route, every page of every order, and whatever hostile readers send.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { Value } from 'typebox/value';
import type { Row } from '#test/published';
import { openRestServer, type RestServer } from '#test/rest-server';

const definition = {
  name: 'enterprise-test',
  title: { lo: 'ວິສາຫະກິດທົດລອງ', en: 'Invented enterprises' },
  licence: 'CC-BY-4.0',
  schema: {
    primaryKey: ['reg_no'],
    fields: [
      { name: 'reg_no', type: 'string', constraints: { required: true } },
      { name: 'name_lo', type: 'string', as: 'lao-name', search: 'title' },
      { name: 'name', type: 'string', as: 'bilingual' },
      { name: 'sector', type: 'string', facet: true },
      { name: 'limit', type: 'string' },
      { name: 'capital', type: 'integer' },
      { name: 'share', type: 'decimal' },
      { name: 'registered_on', type: 'date' },
      { name: 'seen', type: 'date-time' },
      { name: 'active', type: 'boolean', facet: true },
      { name: 'tags', type: 'list', facet: true },
      { name: 'owner', type: 'string', visibility: 'custodian' },
      { name: 'secret_sector', type: 'string', visibility: 'government', facet: true },
      { name: 'lon', type: 'number' },
      { name: 'lat', type: 'number' },
    ],
  },
};
const base = '/api/v1/registers/enterprise-test';
const count = 300;

type Given = Readonly<
  Record<string, string | number | boolean | readonly string[] | { lo: string; en: string } | null>
>;

function rowOf(number: number): readonly [string, Given] {
  const key = `05-${number}`;
  const every = (n: number, value: Given[string]) => (number % n === 0 ? null : value);
  return [
    key,
    {
      reg_no: key,
      name_lo: `ບໍລິສັດ ${number % 40}`,
      name: every(2, { lo: `ຊື່ ${number % 5}`, en: `Name ${number % 5}` }),
      sector: every(7, String(number % 9)),
      limit: number % 3 === 0 ? 'ສູງ' : 'low',
      capital: every(5, String(9007199254740990n + BigInt(number % 20))),
      share: every(6, String((number % 11) / 8)),
      registered_on: every(
        4,
        ['2019', '2020-03', `2020-01-${String(1 + (number % 28)).padStart(2, '0')}`][number % 3] ?? null,
      ),
      seen: every(8, new Date(Date.UTC(2026, 0, 1 + (number % 30), 5, 6, 7)).toISOString()),
      active: every(9, number % 2 === 0),
      tags: every(3, number % 2 === 0 ? ['ກ', 'b'] : ['b']),
      owner: `owner ${number}`,
      secret_sector: `hidden ${number % 3}`,
      lon: every(10, 102 + number / 1000),
      lat: every(10, 18 + number / 1000),
    },
  ];
}

const rows = Array.from({ length: count }, (_, number) => rowOf(number));
const withdrawn = '05-299';
const standing = rows.slice(0, -1);
let server: RestServer;

before(async () => {
  server = await openRestServer();
  await server.define(definition);
  await server.define({ ...definition, name: 'closed-test' }, false);
  await server.publishRows('enterprise-test', rows as readonly Row[]);
  await server.publishRows('enterprise-test', [[withdrawn, null]]);
});
after(() => server.close());

const get = (url: string, headers: Readonly<Record<string, string>> = {}) => server.http.inject({ url, headers });

async function getJson(url: string) {
  const answer = await get(url);
  assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`);
  return answer.json();
}

async function allKeys(query: string): Promise<string[]> {
  const keys: string[] = [];
  let after = '';
  do {
    const page = await getJson(`${base}/records?${query}${after}`);
    keys.push(...page.records.map((record: { key: string }) => record.key));
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
  } while (after !== '');
  return keys;
}

function problemOf(answer: LightMyRequestResponse) {
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  const problem = answer.json();
  assert.ok(
    problem.code && problem.title && problem.detail.lo && problem.detail.en && problem.next.lo && problem.next.en,
  );
  assert.equal(problem.status, answer.statusCode);
  return problem;
}

describe('a register', () => {
  it('stands in the list with what is published of it, a closed one does not', async () => {
    const { registers } = await getJson('/api/v1/registers');
    assert.deepEqual(
      registers.map((one: { name: string }) => one.name),
      ['enterprise-test'],
    );
    assert.equal(registers[0].records, count - 1);
    assert.deepEqual(await getJson(base), registers[0]);
    for (const address of [base, `${base}/records`, `${base}/export.csv`, `${base}/schema.json`]) {
      const closed = await get(address.replace('enterprise-test', 'closed-test'));
      const unknown = await get(address.replace('enterprise-test', 'unknown-test'));
      assert.equal(closed.statusCode, 404);
      assert.equal(closed.body.replaceAll('closed', 'unknown'), unknown.body);
    }
  });

  it('gives its public fields as a plain Table Schema', async () => {
    const schema = await getJson(`${base}/schema.json`);
    const types = Object.fromEntries(schema.fields.map((one: { name: string; type: string }) => [one.name, one.type]));
    assert.deepEqual(types, {
      reg_no: 'string',
      name_lo: 'string',
      name: 'object',
      sector: 'string',
      limit: 'string',
      capital: 'integer',
      share: 'number',
      registered_on: 'date',
      seen: 'datetime',
      active: 'boolean',
      tags: 'list',
      lon: 'number',
      lat: 'number',
    });
    assert.deepEqual(schema.primaryKey, ['reg_no']);
  });
});

describe('a record', () => {
  it('has the form of the contract, exact numbers as texts, and nothing hidden', async () => {
    const record = await getJson(`${base}/records/05-11`);
    const { owner, secret_sector, ...item } = rows[11]?.[1] ?? {};
    assert.deepEqual(record.item, Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null)));
    assert.ok(owner && secret_sector);
    const { register, key, entry, withdrawn, custodian } = record;
    assert.deepEqual(
      { register, key, entry, withdrawn, custodian },
      {
        register: 'enterprise-test',
        key: '05-11',
        entry: 13,
        withdrawn: false,
        custodian: 'la',
      },
    );
    assert.match(record.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(await getJson(record.links.self), record);
  });

  it('that was withdrawn says so and shows what it was', async () => {
    const record = await getJson(`${base}/records/${withdrawn}`);
    assert.equal(record.withdrawn, true);
    assert.equal(record.item.reg_no, withdrawn);
    assert.equal((await getJson(`${base}/records/${withdrawn}?as-at=100`)).withdrawn, false);
  });

  it('that never was is 404, at a moment before it too', async () => {
    for (const address of ['05-9999', '05-11?as-at=0', '05-11?as-at=2001-01-01', '05-9999/history', '%00', "'--"])
      assert.equal(problemOf(await get(`${base}/records/${address}`)).code, 'rest/no-such-record', address);
  });

  it('tells its history, newest first', async () => {
    const { history } = await getJson(`${base}/records/${withdrawn}/history`);
    assert.deepEqual(
      history.map((block: { entries: { op: string }[] }) => block.entries[0]?.op),
      ['withdraw', 'put'],
    );
    const fields = history[1].entries[0].changes.map((change: { field: string }) => change.field);
    assert.ok(fields.includes('name_lo') && !fields.includes('owner'));
  });
});

describe('lists', () => {
  const sorts = ['reg_no', 'name_lo', 'sector', 'capital', 'share', 'registered_on', 'seen', 'active', 'lon', 'key'];

  for (const sort of sorts.flatMap(name => [name, `-${name}`])) {
    it(`paged in the order of ${sort} give every record once`, async () => {
      const keys = await allKeys(`sort=${sort}&limit=37`);
      assert.deepEqual([...keys].sort(), standing.map(([key]) => key).sort());
    });
  }

  it('sorted by whole numbers of 64 bits come in their order, those without one last', async () => {
    const { records } = await getJson(`${base}/records?sort=-capital&limit=1000`);
    const capitals = records.map((record: { item: { capital?: string } }) => record.item.capital);
    const valued = capitals.filter((one: string | undefined) => one !== undefined).map(BigInt);
    assert.deepEqual(
      valued,
      [...valued].sort((one, other) => (one < other ? 1 : one > other ? -1 : 0)),
    );
    assert.ok(capitals.slice(valued.length).every((one: string | undefined) => one === undefined));
  });

  const has =
    (name: string, ...values: readonly Given[string][]) =>
    (given: Given) =>
      values.includes(given[name] ?? '');
  const filters: Readonly<Record<string, (given: Given) => boolean>> = {
    'sector=3': has('sector', '3'),
    'sector=3&sector=4': has('sector', '3', '4'),
    'sector=3&active=true': given => given['sector'] === '3' && given['active'] === true,
    'active=false': has('active', false),
    'f.limit=low': has('limit', 'low'),
    'f.limit=%E0%BA%AA%E0%BA%B9%E0%BA%87': has('limit', 'ສູງ'),
    'capital=9007199254740993': has('capital', '9007199254740993'),
    'capital.from=9007199254740993&capital.to=9007199254740994': has('capital', '9007199254740993', '9007199254740994'),
    'share.from=0.5': given => given['share'] !== null && Number(given['share']) >= 0.5,
    'registered_on.to=2020': given => given['registered_on'] !== null,
    'registered_on.to=2019': has('registered_on', '2019'),
    'registered_on.from=2020-01-20': given => String(given['registered_on'] ?? '') >= '2020-01-20',
    'seen.from=2026-01-15T00:00:00Z': given => String(given['seen'] ?? '') >= '2026-01-15',
    'lat.from=18.2': given => given['lat'] !== null && Number(given['lat']) >= 18.2,
    'tags=%E0%BA%81': given => Array.isArray(given['tags']) && given['tags'].includes('ກ'),
    'name=Name%203': given => (given['name'] as { en: string } | null)?.en === 'Name 3',
  };

  for (const [query, fits] of Object.entries(filters)) {
    it(`filtered by ${query} give what a naive filter gives, today and in the past`, async () => {
      const expected = standing.filter(([, given]) => fits(given)).map(([key]) => key);
      assert.ok(expected.length > 0 && expected.length < standing.length);
      const keys = await allKeys(`${query}&limit=41`);
      assert.deepEqual([...keys].sort(), [...expected].sort());
      const past = await allKeys(`${query}&limit=41&as-at=100`);
      const stood = rows.filter(([, given]) => fits(given)).map(([key]) => key);
      assert.deepEqual(past, [...stood].sort());
      assert.equal((await getJson(`${base}/records?${query}&limit=1&count=exact`)).count, expected.length);
    });
  }

  it('are counted only when asked', async () => {
    assert.equal('count' in (await getJson(`${base}/records?limit=1`)), false);
  });

  it('hold to the words of a search', async () => {
    const { records } = await getJson(`${base}/records?q=${encodeURIComponent('ບໍລິສັດ 17')}&limit=1000`);
    assert.deepEqual(
      records.map((record: { key: string }) => record.key),
      standing
        .filter(([, given]) => String(given['name_lo']) === 'ບໍລິສັດ 17')
        .map(([key]) => key)
        .sort(),
    );
    const { results } = await getJson(
      `/api/v1/search?q=${encodeURIComponent('ບໍລິສັດ 17')}&register=enterprise-test&limit=2`,
    );
    assert.equal(results.length, 2);
  });
});

describe('the change feed', () => {
  it('gives every entry once and in order, with its public facts', async () => {
    const entries = [];
    let from: number | null = 0;
    while (from !== null) {
      const page = await getJson(`${base}/entries?from=${from}&limit=47`);
      entries.push(...page.entries);
      from = page.next;
    }
    assert.deepEqual(
      entries.map(entry => entry.number),
      Array.from({ length: count + 5 }, (_, number) => number),
    );
    assert.deepEqual([...new Set(entries.map(entry => entry.op))].sort(), ['publication', 'put', 'schema', 'withdraw']);
    assert.ok(entries.filter(entry => entry.op === 'put').every(({ item }) => item.reg_no && !('owner' in item)));
    assert.deepEqual((await getJson(`${base}/entries?from=${count + 5}`)).entries, []);
  });
});

describe('counts', () => {
  it('are what counting by hand gives', async () => {
    const { counts } = await getJson(`${base}/counts?by=sector`);
    const byHand = new Map<string, number>();
    for (const [, { sector }] of standing)
      if (sector !== null) byHand.set(String(sector), (byHand.get(String(sector)) ?? 0) + 1);
    assert.deepEqual(new Map(counts.map((one: { value: string; count: number }) => [one.value, one.count])), byHand);
  });
});

describe('exports', () => {
  for (const format of ['csv', 'jsonl', 'xlsx', 'geojson', 'rsf']) {
    it(`as ${format} come whole, with rows, size, root and digest as trailers`, async () => {
      const answer = await get(`${base}/export.${format}`);
      assert.equal(answer.statusCode, 200);
      assert.equal(answer.headers['content-disposition'], `attachment; filename="enterprise-test.${format}"`);
      const { trailers } = answer as unknown as { trailers: Readonly<Record<string, string>> };
      assert.equal(trailers['laopedia-rows'], String(format === 'rsf' ? count + 5 : count - 1));
      assert.equal(trailers['laopedia-size'], String(count + 5));
      const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(answer.rawPayload));
      assert.equal(trailers['content-digest'], `sha-256=:${Buffer.from(digest).toString('base64')}:`);
      assert.doesNotMatch(answer.rawPayload.toString('latin1'), /owner \d|hidden \d/);
    });
  }

  it('take filters and a moment', async () => {
    const csv = (await get(`${base}/export.csv?sector=3`)).body.trim().split('\n');
    assert.equal(csv.length - 1, standing.filter(([, given]) => given['sector'] === '3').length);
    assert.equal((await get(`${base}/export.csv?as-at=100`)).body.trim().split('\n').length - 1, count);
  });

  it('of one register are a few at once; HEAD begins none', async () => {
    const head = await server.http.inject({ method: 'HEAD', url: `${base}/export.csv` });
    assert.equal(head.statusCode, 200);
    assert.match(String(head.headers['content-type']), /^text\/csv/);
    assert.equal(head.rawPayload.length, 0);
  });
});

describe('a reader that has it already', () => {
  it('gets 304 until something is published', async () => {
    const addresses = ['', '/records', '/records/05-1', '/entries', '/counts?by=sector', '/export.csv', '/schema.json'];
    for (const address of addresses) {
      const { headers } = await get(base + address);
      const again = await get(base + address, { 'if-none-match': String(headers.etag) });
      assert.equal(again.statusCode, 304, address);
      assert.equal(again.body, '');
    }
    const { headers } = await get(`${base}/records/05-1`);
    await server.publishRows('enterprise-test', [['05-1', { ...rows[1]?.[1], limit: 'changed' }]] as readonly Row[]);
    assert.equal((await get(`${base}/records/05-1`, { 'if-none-match': String(headers.etag) })).statusCode, 200);
    await server.publishRows('enterprise-test', [rows[1]] as readonly Row[]);
  });

  it('gets HEAD without a body, and the same headers on every answer', async () => {
    for (const url of [base, `${base}/records/05-1`, `${base}/records?nonsense=1`, '/api', '/api/nothing']) {
      const answer = await get(url);
      assert.equal(answer.headers['x-content-type-options'], 'nosniff', url);
      assert.equal(answer.headers['access-control-allow-origin'], '*', url);
      assert.match(String(answer.headers['content-security-policy']), /^default-src 'none'/, url);
    }
    const head = await server.http.inject({ method: 'HEAD', url: `${base}/records/05-1` });
    assert.equal(head.statusCode, 200);
    assert.equal(head.body, '');
  });
});

describe('a hostile reader', () => {
  const bad = [
    '/records?limit=0',
    '/records?limit=1001',
    '/records?limit=99999999999999999999',
    '/records?limit=-1',
    '/records?limit=1e3',
    '/records?limit=1&limit=2',
    '/records?count=all',
    '/records?after=%00',
    '/records?after=bm9uc2Vuc2U',
    `/records?after=${Buffer.from('["x","05-1\\u0000"]').toString('base64url')}`,
    `/records?sort=capital&after=${Buffer.from('["x","05-1"]').toString('base64url')}`,
    `/records?sort=seen&after=${Buffer.from('["x","05-1"]').toString('base64url')}`,
    `/records?sort=active&after=${Buffer.from('["x","05-1"]').toString('base64url')}`,
    `/records?after=${Buffer.from('{"__proto__":1}').toString('base64url')}`,
    '/records?sector=%00',
    '/records?tags=%00',
    '/records?%00=1',
    '/records?__proto__=1',
    '/records?constructor=1',
    '/records?capital=1e400',
    '/records?capital=x%27%20or%201=1',
    '/records?lon=NaN',
    '/records?active=%00',
    '/records?seen=yesterday',
    '/records?tags.from=a',
    '/records?name.to=a',
    '/records?sort=tags',
    '/records?sort=1',
    '/records?sort=key;drop',
    '/records?q=',
    `/records?q=${'x'.repeat(201)}`,
    '/records?as-at=never',
    '/records?as-at=2026-13-45',
    '/records?as-at=1&sort=capital',
    '/records?as-at=1&count=exact',
    '/records/05-1?as-at=never',
    '/records/05-1?valid-at=1',
    '/records/05-1?x=1',
    '/entries?from=-1',
    '/entries?from=x',
    '/entries?from=99999999999999999999',
    '/counts',
    '/counts?by=',
    '/counts?by=capital',
    '/counts?by=__proto__',
    '/export.csv?sort=key',
    '/export.csv?as-at=x',
    '/export.rsf?sector=1',
    '/schema.json?x=1',
    '?x=1',
  ];
  for (const address of bad) {
    it(`is told what is wrong with ${address.slice(0, 60)}`, async () => {
      const answer = await get(base + address);
      assert.equal(answer.statusCode, 400, answer.body);
      problemOf(answer);
    });
  }

  it('learns nothing of hidden fields: they are answered as unknown ones are', async () => {
    const ask = [
      '/records?@=1',
      '/records?@.from=1',
      '/records?f.@=1',
      '/records?sort=@',
      '/records?sort=-@',
      '/counts?by=@',
      '/export.csv?@=1',
    ];
    for (const address of ask.flatMap(one => [one, one.includes('?@') ? `${one}&as-at=1` : one])) {
      const answers = await Promise.all(
        ['owner', 'secret_sector', 'no_such'].map(name => get(base + address.replace('@', name))),
      );
      const bodies = answers.map(({ statusCode, body }, at) => {
        assert.equal(statusCode, 400);
        return body.replaceAll(['owner', 'secret_sector', 'no_such'][at] ?? '', '@');
      });
      assert.equal(new Set(bodies).size, 1, address);
    }
  });

  it('never gets a 500, whatever the address', async () => {
    const pieces = [
      "'",
      '"',
      ';--',
      '%ff',
      '%',
      '%u0041',
      '..',
      '%2e%2e%2f',
      '%24%7Bx%7D',
      '\\',
      '%0d%0a',
      '~',
      '%ed%a0%80',
      'x'.repeat(3000),
      '%F0%9F%92%A9',
    ];
    for (const piece of pieces)
      for (const address of [
        '/records/@',
        '/records/@/history',
        '/records?sector=@',
        '/records?@=1',
        '/records?sort=@',
        '/records?after=@',
        '/records?q=@',
        '/counts?by=@',
        '/@',
        '/export.@',
        '/export.csv?sector=@',
      ]) {
        const answer = await get(base + address.replace('@', piece));
        if (answer.statusCode !== 200) problemOf(answer);
        assert.ok(answer.statusCode < 500, `${address} ${piece}: ${answer.body}`);
      }
    const long = await get(`${base}/records?sector=${'x'.repeat(10_000)}`);
    assert.equal(long.statusCode, 414);
    problemOf(long);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const)
      assert.equal((await server.http.inject({ method, url: base })).statusCode, 404);
  });

  it('sees a reference and nothing else when something breaks', async () => {
    await server.store.owner.unsafe('revoke select on laopedia.body_public from laopedia_public');
    try {
      const problem = problemOf(await get(`${base}/records?limit=1`));
      assert.equal(problem.status, 500);
      assert.match(problem.reference, /^[0-9a-f]{10}$/);
      assert.doesNotMatch(JSON.stringify(problem), /permission|body_public|select/);
    } finally {
      await server.store.owner.unsafe('grant select on laopedia.body_public to laopedia_public');
    }
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1, lists every route, and every parameter of a path is described', async () => {
    const document = await getJson('/api/v1/openapi.json');
    assert.equal(document.openapi, '3.1.0');
    const exports = ['csv', 'xlsx', 'jsonl', 'geojson', 'rsf'].map(format => `${base}/export.${format}`);
    const paths = ['', '/schema.json', '/records', '/records/{key}', '/records/{key}/history', '/entries', '/counts'];
    const expected = [
      '/api/v1/registers',
      '/api/v1/search',
      '/api/v1/suggest',
      '/api/v1/openapi.json',
      ...paths.map(path => base + path),
      ...exports,
    ];
    assert.deepEqual(
      Object.keys(document.paths).sort(),
      expected.map(path => path.replace('enterprise-test', '{register}')).sort(),
    );
    for (const [path, { get: operation }] of Object.entries<{ get: Operation }>(document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter(one => one.in === 'path').map(one => one.name);
      assert.deepEqual(described.sort(), named.sort(), path);
      assert.ok(operation.summary && operation['x-lo'] && operation.responses['200']?.content, path);
    }
  });

  it('holds to a policy on every route: anybody may read', () => {
    assert.ok(server.policies.size > 25);
    assert.deepEqual([...new Set(server.policies.values())], ['public']);
    for (const route of server.policies.keys()) assert.match(route, /^(?:GET|HEAD|OPTIONS) \/api/);
  });

  it('says of JSON answers what they are', async () => {
    const { paths } = await getJson('/api/v1/openapi.json');
    const asked = [
      '',
      '/records',
      '/records/05-1',
      '/records/05-1/history',
      '/entries',
      '/counts?by=sector',
      '/schema.json',
    ];
    for (const address of [...asked.map(one => base + one), '/api/v1/registers', '/api/v1/search?q=05-1']) {
      const path = address
        .replace('enterprise-test', '{register}')
        .replace('records/05-1', 'records/{key}')
        .replace(/\?.*/, '');
      const { schema } = paths[path].get.responses['200'].content['application/json'];
      assert.deepEqual(Value.Errors(schema, await getJson(address)).slice(0, 3), [], address);
    }
  });

  it('is a page to read, in Lao first, without a script', async () => {
    const page = await get('/api');
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /<html lang="lo">/);
    assert.match(page.body, /href="\/style.css"/);
    assert.doesNotMatch(page.body, /<script|style=/);
    for (const path of ['/api/v1/registers/{register}/records/{key}', '/api/v1/search'])
      assert.ok(page.body.includes(path));
  });
});

interface Operation {
  readonly summary?: string;
  readonly 'x-lo'?: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, { readonly content?: unknown }>>;
}
