// The numbers that an operator's watch reads, and what `/ready` says: from the app's own server on a real PostgreSQL. The text is
// held to Prometheus' format 0.0.4 by a reader written from its description, and to few series whatever is asked.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { type AppServer, openAppServer } from '#test/app-server';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';
import { databaseNumbers } from '../../src/app/watch/database-numbers.ts';
import { diskNumbers } from '../../src/app/watch/disk-numbers.ts';
import { logNumbers } from '../../src/app/watch/log-numbers.ts';
import { openMetrics, readNumbers } from '../../src/app/watch/metrics.ts';
import { openProcessNumbers } from '../../src/app/watch/process-numbers.ts';
import { standingOf } from '../../src/app/watch/standing.ts';
import { watchTraffic } from '../../src/app/watch/traffic.ts';

const register = {
  name: 'shop',
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id', as: 'identifier' },
      { name: 'name', as: 'lao-name' },
    ],
  },
};
const number = String.raw`(?:[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|NaN)`;
const label = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`;
const sampleLine = new RegExp(String.raw`^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(${label}(?:,${label})*)\})? (${number})$`);

/** Samples by family; throws at the first line that is not of the format. */
function parse(
  text: string,
): Map<string, { kind: string; samples: { name: string; labels: string; value: number }[] }> {
  const families = new Map<string, { kind: string; samples: { name: string; labels: string; value: number }[] }>();
  assert.ok(text.endsWith('\n'));
  let current = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const comment = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line);
    if (comment?.[1] === 'HELP') assert.ok(!families.has(comment[2] ?? ''), `${comment[2]} is told twice`);
    if (comment?.[1] === 'TYPE') {
      current = comment[2] ?? '';
      families.set(current, { kind: comment[3] ?? '', samples: [] });
    }
    if (comment !== null) continue;
    const [, name = '', labels = '', value] = sampleLine.exec(line) ?? assert.fail(`no sample: ${line}`);
    const family = families.get(current);
    assert.ok(
      family !== undefined &&
        name.replace(/_(bucket|sum|count)$/, family.kind === 'histogram' ? '' : '_$1') === current,
      line,
    );
    family.samples.push({ name, labels, value: value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value) });
  }
  return families;
}

let walk: Walk;
let server: AppServer;
let address: string;
const traffic = watchTraffic();
const ofProcess = openProcessNumbers();

before(async () => {
  walk = await openWalk();
  await define(walk, register);
  await bringIn(walk, 'shop', jsonLines([{ id: 'a1', name: 'ຮ້ານ ຈຳປາ' }]));
  server = await openAppServer(walk, { traffic });
  address = await server.http.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
  ofProcess.close();
  await server.close();
  await walk.close();
});

const sources = () => [
  { name: 'traffic', read: () => traffic.families() },
  ofProcess,
  logNumbers(walk.store),
  databaseNumbers(walk.store),
  diskNumbers({ data: tmpdir(), gone: `${tmpdir()}/not-there` }),
];
const value = (text: string, name: string, labels = '') =>
  parse(text)
    .get(name)
    ?.samples.find(one => one.labels === labels)?.value;

describe('the numbers', () => {
  it('are of the format, and tell of logs, work, requests, process, database and disk', async () => {
    await (await fetch(`${address}/lo/shop/a1`)).text();
    const text = await readNumbers(sources());
    const families = parse(text);
    for (const { samples } of families.values()) assert.ok(samples.every(one => !Number.isNaN(one.value)));
    assert.equal(value(text, 'laopedia_log_entries', 'register="shop"'), 4);
    assert.equal(value(text, 'laopedia_log_entries_signed', 'register="shop"'), 0);
    assert.ok(Number(value(text, 'laopedia_log_unsigned_seconds', 'register="shop"')) > 0);
    assert.equal(value(text, 'laopedia_records', 'register="shop"'), 1);
    assert.ok(Number(value(text, 'laopedia_database_bytes')) > 1e6);
    assert.ok(Number(value(text, 'laopedia_disk_free_bytes', 'folder="data"')) > 0);
    assert.equal(value(text, 'laopedia_disk_free_bytes', 'folder="gone"'), undefined);
    assert.equal(value(text, 'laopedia_requests_running'), 0);
  });

  it('count durations into classes that only grow, the last of which holds all', async () => {
    const samples = parse(await readNumbers(sources())).get('laopedia_request_seconds')?.samples ?? [];
    const of = (name: string) =>
      samples.filter(one => one.name === name && one.labels.includes('"/lo/:register/*",status="2xx"'));
    const classes = of('laopedia_request_seconds_bucket').map(one => one.value);
    assert.deepEqual(
      classes.toSorted((one, other) => one - other),
      classes,
    );
    assert.equal(classes.at(-1), of('laopedia_request_seconds_count')[0]?.value);
    assert.ok(Number(of('laopedia_request_seconds_sum')[0]?.value) > 0);
  });

  it('are not more for a thousand addresses than for one', async () => {
    const seriesOf = async () => [...parse(await readNumbers(sources())).values()].flatMap(one => one.samples).length;
    const get = async (path: string) => void (await (await fetch(`${address}${path}`)).text());
    await get('/lo/nothing');
    await get('/lo/shop/x');
    const before = await seriesOf();
    for (let at = 0; at < 50; at++) await Promise.all([get(`/lo/p${at}`), get(`/lo/shop/k${at}?q=${at}`)]);
    // One more at most: a state of a connection that was not met before.
    assert.ok((await seriesOf()) <= before + 4);
  });

  it('of one source that fails are missing, and it is named; the others are there', async () => {
    const text = await readNumbers([
      { name: 'broken', read: () => Promise.reject(new Error('away')) },
      { name: 'traffic', read: () => traffic.families() },
    ]);
    assert.equal(value(text, 'laopedia_watch_source_up', 'source="broken"'), 0);
    assert.equal(value(text, 'laopedia_watch_source_up', 'source="traffic"'), 1);
    assert.ok(parse(text).has('laopedia_request_seconds'));
  });

  it('are served at one address of the loopback alone', async () => {
    const port = 30_000 + Math.floor(Math.random() * 20_000);
    const metrics = await openMetrics(port, sources());
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    assert.match(String(answer.headers.get('content-type')), /^text\/plain; version=0\.0\.4/);
    parse(await answer.text());
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 404);
    await metrics.close();
  });
});

describe('/ready', () => {
  const ask = async () => {
    const answer = await fetch(`${address}/ready`);
    return [answer.status, await answer.json()];
  };
  const later = () => new Promise(resolve => setTimeout(resolve, 1100));

  it('says yes, and says what an operator should look at', async () => {
    assert.deepEqual(await ask(), [200, { ready: true }]);
    await walk.store.owner`
      insert into laopedia.installation (name, value) values ('read-only', '{"en": "tried"}')
      on conflict (name) do update set value = excluded.value`;
    await walk.store.owner`update laopedia.head set time = time - interval '5 minutes'`;
    await later();
    assert.deepEqual(await ask(), [200, { ready: true, notes: ['read-only', 'unsigned'] }]);
    await walk.store.owner`delete from laopedia.installation where name = 'read-only'`;
  });

  it('says no with the reason while it starts, and when the database cannot be asked', async () => {
    const starting = standingOf({ store: walk.store, ready: () => false });
    assert.deepEqual(await starting(), { reasons: ['starting'], notes: [] });
    await walk.store.owner`alter table laopedia.head rename to head_away`;
    await later();
    assert.deepEqual(await ask(), [503, { ready: false, reasons: ['database-away'] }]);
    await walk.store.owner`alter table laopedia.head_away rename to head`;
  });
});
