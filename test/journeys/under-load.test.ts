// More readers than can be served at once, on real sockets: kinds of work do not take each other's places, who is turned away
// is told when to come again, in Lao and English, and nobody meets a fault. And the same with PostgreSQL away, or hanging.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { openStore, type Store } from '#store';
import { type AppServer, openAppServer } from '#test/app-server';
import { type DatabaseLine, layLine } from '#test/database-line';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';
import { folds } from '../../src/app/folds.ts';
import { type Limits, standardLimits } from '../../src/app/limits.ts';

const fields = [
  { name: 'id', type: 'string' },
  { name: 'name', type: 'string', as: 'lao-name' },
];
const base = '/api/v1/registers/shop';
const second = 1000;

let walk: Walk;

before(async () => {
  walk = await openWalk();
  await define(walk, { name: 'shop', schema: { primaryKey: ['id'], fields } });
  const rows = Array.from({ length: 300 }, (_, at) => ({ id: `s-${at}`, name: `ຮ້ານ ${at}` }));
  await bringIn(walk, 'shop', jsonLines(rows));
});
after(() => walk.close());

interface Listening extends AppServer {
  readonly address: string;
}

async function listen(limits: Limits, settings: Readonly<Record<string, string>> = {}, store: Store = walk.store) {
  const server = await openAppServer({ store }, { limits, settings });
  const address = await server.http.listen({ port: 0, host: '127.0.0.1' });
  return { ...server, address } satisfies Listening;
}

/** What is asked for all at once, each on a connection of its own if need be. */
const ask = (address: string, url: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${address}${encodeURI(url)}`, { headers });

/** Holds every reader of the records at the database until it is told to let go. */
async function holdRecords(): Promise<() => Promise<void>> {
  const { id } = await standing(walk, 'shop');
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: locked, resolve: isLocked } = Promise.withResolvers<void>();
  const holding = walk.store.owner.begin(async tx => {
    await tx.unsafe(`lock table records.r${id} in access exclusive mode`);
    isLocked();
    await held;
  });
  await Promise.race([locked, holding]);
  return async () => {
    letGo();
    await holding;
  };
}

/** How many statements wait for a lock, once there are so many or the last asker is waiting. */
async function waitingStatements(): Promise<number> {
  const rows = await walk.store.owner`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return Number(rows[0]?.['count']);
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 20));
}

async function assertTurnedAway(answer: Response, status = 503): Promise<void> {
  assert.equal(answer.status, status, answer.url);
  assert.match(String(answer.headers.get('retry-after')), /^[1-9]\d?$/, answer.url);
  assert.equal(answer.headers.get('cache-control'), 'no-store', answer.url);
  const body = await answer.text();
  if (new URL(answer.url).pathname.startsWith('/api')) {
    const problem = JSON.parse(body);
    assert.match(problem.detail.lo + problem.next.lo, /\p{Script=Lao}/u);
    assert.match(problem.detail.en + problem.next.en, /[a-z]{3}/);
  } else {
    assert.match(body, /<h1>\p{Script=Lao}/u, answer.url);
    assert.match(body, /<p lang="en">[A-Z][^<]{20}/, answer.url);
    assert.ok(body.length < 12_000);
  }
  assert.doesNotMatch(body, /\{seconds\}|undefined/);
}

const narrow = (changes: Partial<Limits['lanes']>): Limits => ({
  ...standardLimits,
  lanes: { ...standardLimits.lanes, ...changes },
});
const nobody = { most: 0, waiting: 0, waitMs: 1 };

describe('kinds of work', () => {
  it('do not take each other’s places: with searches, counts and exports full, a record is read', async () => {
    const server = await listen(narrow({ search: nobody, count: nobody, export: nobody }));
    try {
      const full = ['/lo/search?q=ຮ້ານ', '/lo/shop?q=ຮ້ານ', '/api/v1/search?q=ຮ້ານ', '/api/v1/suggest?q=ຮ້ານ'];
      for (const url of [...full, `${base}/records?count=exact`, `${base}/export.csv`])
        await assertTurnedAway(await ask(server.address, url));
      // Spelled in another way, it is the same work.
      const spelled = ['/%6Co/search?q=a', '/lo/shop?%71=a', `${base}/records?count=%65xact`, `${base}/export%2Ecsv`];
      for (const url of spelled) await assertTurnedAway(await fetch(server.address + url));
      for (const url of ['/lo/shop/s-1', '/lo/shop', `${base}/records/s-1`, `${base}/records`, '/health', '/ready'])
        assert.equal((await ask(server.address, url)).status, 200, url);
    } finally {
      await server.close();
    }
  });

  it('wait in a short line and are then turned away; who was let in is answered, and health is told all the while', async () => {
    const server = await listen(narrow({ read: { most: 5, waiting: 7, waitMs: 60 * second } }));
    const release = await holdRecords();
    const answers = Array.from({ length: 40 }, (_, at) => ask(server.address, `${base}/records/s-${at}`));
    const settled: number[] = [];
    for (const answer of answers) answer.then(({ status }) => settled.push(status));
    try {
      await until(async () => settled.length === 28 && (await waitingStatements()) === 5);
      assert.equal((await ask(server.address, '/health')).status, 200);
      await assertTurnedAway(await ask(server.address, '/lo/shop/s-1'));
    } finally {
      await release();
    }
    const all = await Promise.all(answers);
    for (const answer of all.filter(one => one.status !== 200)) await assertTurnedAway(answer);
    assert.equal(all.filter(one => one.status === 200).length, 12);
    await server.close();
  });

  it('that ask for the same are one work', async () => {
    const server = await listen(standardLimits);
    const release = await holdRecords();
    const answers = Array.from({ length: 30 }, () => ask(server.address, `${base}/records?limit=50`));
    try {
      await until(async () => (await waitingStatements()) > 0);
      await until(async () => (await ask(server.address, '/health')).ok);
      assert.equal(await waitingStatements(), 1);
    } finally {
      await release();
    }
    const bodies = await Promise.all(answers.map(async answer => (await answer).text()));
    assert.equal(new Set(bodies).size, 1);
    assert.equal(JSON.parse(bodies[0] ?? '').records.length, 50);
    await server.close();
  });

  it('that take too long are given up, and keep their place until they end', async () => {
    const lanes = { read: { most: 1, waiting: 0, waitMs: 1 } };
    const server = await listen({ ...narrow(lanes), answerMs: 100 });
    const release = await holdRecords();
    try {
      await assertTurnedAway(await ask(server.address, `${base}/records/s-1`));
      assert.equal(await waitingStatements(), 1);
      await assertTurnedAway(await ask(server.address, `${base}/records/s-2`));
      assert.equal(await waitingStatements(), 1);
    } finally {
      await release();
    }
    await until(async () => (await ask(server.address, `${base}/records/s-3`)).ok);
    await server.close();
  });

  it('that nobody waits for any more are not begun', async () => {
    const server = await listen(narrow({ read: { most: 1, waiting: 50, waitMs: 60 * second } }));
    const release = await holdRecords();
    const leaving = new AbortController();
    const first = ask(server.address, `${base}/records/s-0`);
    await until(async () => (await waitingStatements()) === 1);
    const left = Array.from({ length: 20 }, (_, at) =>
      fetch(`${server.address}${base}/records/s-${at + 1}`, { signal: leaving.signal }).catch(() => 'left'),
    );
    await until(async () => (await ask(server.address, '/health')).ok);
    leaving.abort();
    assert.deepEqual([...new Set(await Promise.all(left))], ['left']);
    await release();
    assert.equal((await first).status, 200);
    assert.equal((await ask(server.address, `${base}/records/s-99`)).status, 200);
    await server.close();
  });
});

describe('a network that asks too often', () => {
  const proxied = { LAOPEDIA_TRUSTED_PROXY: '127.0.0.1, ::1', LAOPEDIA_RATE: '2' };
  const from = (address: string) => ({ 'x-forwarded-for': `198.51.100.9, ${address}` });

  it('is told to wait, in its own form; others are served, and health is told', async () => {
    const server = await listen({ ...standardLimits, burstSeconds: 5 }, proxied);
    try {
      for (let time = 0; time < 10; time++)
        assert.equal((await ask(server.address, `${base}/records/s-1`, from('203.0.113.1'))).status, 200);
      await assertTurnedAway(await ask(server.address, `${base}/records/s-1`, from('203.0.113.1')), 429);
      await assertTurnedAway(await ask(server.address, '/lo/shop/s-1', from('203.0.113.1')), 429);
      const page = await (await ask(server.address, '/lo/shop', from('203.0.113.2'))).text();
      const style = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1] ?? '';
      for (const url of ['/health', style])
        assert.equal((await ask(server.address, url, from('203.0.113.1'))).status, 200, url);
    } finally {
      await server.close();
    }
  });

  it('has so many exports under way, and an export that ended makes room', async () => {
    const server = await listen({ ...standardLimits, exportsOfNetwork: 0 }, proxied);
    try {
      await assertTurnedAway(await ask(server.address, `${base}/export.csv`, from('203.0.113.1')));
    } finally {
      await server.close();
    }
    const one = await listen({ ...standardLimits, exportsOfNetwork: 1 }, proxied);
    try {
      for (let time = 0; time < 3; time++) {
        const answer = await ask(one.address, `${base}/export.csv`, from('203.0.113.1'));
        assert.deepEqual([answer.status, (await answer.text()).split('\n').length > 300], [200, true]);
      }
    } finally {
      await one.close();
    }
  });

  it('is an IPv6 /64, whatever address in it asks', async () => {
    const server = await listen({ ...standardLimits, burstSeconds: 5 }, proxied);
    try {
      for (let time = 0; time < 10; time++)
        assert.equal((await ask(server.address, `${base}/records/s-1`, from(`2001:db8:0:1::${time}`))).status, 200);
      await assertTurnedAway(await ask(server.address, `${base}/records/s-1`, from('2001:db8:0:1:ffff::1')), 429);
      assert.equal((await ask(server.address, `${base}/records/s-1`, from('2001:db8:0:2::1'))).status, 200);
    } finally {
      await server.close();
    }
  });

  it('is not what a stranger says of himself, where no proxy is named', async () => {
    const server = await listen({ ...standardLimits, burstSeconds: 1 }, { LAOPEDIA_RATE: '1' });
    try {
      for (let time = 0; time < 20; time++)
        assert.equal((await ask(server.address, `${base}/records/s-1`, from('203.0.113.1'))).status, 200);
    } finally {
      await server.close();
    }
  });
});

describe('PostgreSQL', () => {
  const urls = ['/lo/', '/lo/shop', '/lo/shop/s-1', '/lo/search?q=ຮ້ານ', `${base}/records/s-1`, `${base}/export.csv`];
  let line: DatabaseLine;
  let store: Store;
  let server: Listening;

  before(async () => {
    line = await layLine(walk.store.url);
    store = await openStore({ databaseUrl: line.url, dataFolder: tmpdir(), as: 'server', folds });
    server = await listen({ ...standardLimits, answerMs: second }, {}, store);
    for (const url of urls) assert.equal((await ask(server.address, url)).status, 200, url);
  });
  after(async () => {
    line.mend();
    await server.close();
    await store.close();
    await line.close();
  });

  const served = () =>
    until(async () => {
      const answers = await Promise.all(urls.map(url => ask(server.address, url)));
      await Promise.all(answers.map(answer => answer.text()));
      return answers.every(({ status }) => status === 200);
    });

  it('away is said with the time to come again, at once and never as a fault; and when it is back all is served', async () => {
    line.cut();
    for (let time = 0; time < 5; time++)
      for (const url of urls) {
        const answer = await ask(server.address, url);
        if (time === 0 && answer.status === 200) continue;
        await assertTurnedAway(answer);
      }
    assert.equal((await ask(server.address, '/health')).status, 200);
    line.mend();
    await served();
  });

  it('hanging is given up in time, and when it goes on all is served', async () => {
    line.hold();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) => ask(server.address, urls[at % urls.length] ?? '')),
    );
    for (const answer of answers) if (answer.status !== 200) await assertTurnedAway(answer);
    assert.ok(answers.some(({ status }) => status === 503));
    assert.equal((await ask(server.address, '/health')).status, 200);
    line.mend();
    await served();
  });
});
