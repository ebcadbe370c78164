// Public reading from a copy that follows by streaming: two PostgreSQL 15 of Debian behind the app's own server. What a reader is
// answered is never older than what was published, whatever the copy does: behind, gone, back, or with a past of its own.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '#store';
import { type AppServer, openAppServer, signAll } from '#test/app-server';
import { type DebianPostgres, openPrimary, openStandby, withoutDebianPostgres } from '#test/debian-postgres';
import { bringIn, define, jsonLines, type Walk } from '#test/walk';
import { folds } from '../../src/app/folds.ts';

const shop = {
  name: 'shop',
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id', as: 'identifier' },
      { name: 'name', as: 'lao-name' },
    ],
  },
};

describe('readers beside a copy', { skip: withoutDebianPostgres }, () => {
  let primary: DebianPostgres;
  let copy: DebianPostgres;
  let walk: Walk;
  let server: AppServer;
  let address: string;

  before(async () => {
    primary = await openPrimary();
    const store = await openStore({ databaseUrl: primary.url, dataFolder: '/tmp', as: 'server', folds });
    walk = { store, restart: async () => {}, close: () => store.close() };
    await define(walk, shop);
    copy = await openStandby(primary, 'reader');
    server = await openAppServer(walk, { settings: { LAOPEDIA_READ_URL: copy.url } });
    address = await server.http.listen({ port: 0, host: '127.0.0.1' });
  });
  after(async () => {
    await server.close();
    await walk.close();
    await copy.remove();
    await primary.remove();
  });

  // What is not packed is not kept either: every one of these is read.
  const get = async (path: string, coding = 'identity') => {
    const answer = await fetch(`${address}${path}`, { headers: { 'accept-encoding': coding } });
    return { status: answer.status, etag: answer.headers.get('etag'), text: await answer.text() };
  };
  const reads = (database: 'copy' | 'primary') =>
    server.reads.families()[0]?.samples.find(one => one.labels?.['database'] === database)?.value ?? 0;
  /** Whether readings went to the copy, and to nothing else, while something was done. */
  const byCopyAlone = async (act: () => Promise<unknown>) => {
    const [copied, own] = [reads('copy'), reads('primary')];
    await act();
    return reads('copy') > copied && reads('primary') === own;
  };
  const publish = async (id: string, name: string) => {
    await bringIn(walk, 'shop', jsonLines([{ id, name }]));
    await server.caughtUp();
  };
  const untilCopyAnswers = async () => {
    for (let waited = 0; !(await byCopyAlone(() => get('/api/v1/registers/shop/records'))); waited++) {
      assert.ok(waited < 400, `the copy never answered: ${server.said.join('; ')}`);
      await pause(25);
    }
  };

  it('are answered by it once it holds what was published', async () => {
    await publish('a1', 'ຮ້ານ ຈຳປາ');
    await untilCopyAnswers();
    const pages = [
      '/lo/shop',
      '/lo/shop/a1',
      '/lo/shop/a1/history',
      '/api/v1/registers/shop/records/a1',
      '/api/v1/search?q=ຈຳປາ',
    ];
    for (const page of [...pages, '/api/v1/registers/shop/export.csv']) {
      let text = '';
      const alone = await byCopyAlone(async () => {
        ({ text } = await get(page));
      });
      assert.ok(alone, page);
      assert.match(text, /ຈຳປາ/, page);
    }
  });

  it('see a publication at once while the copy lags, with a new ETag, and the same body when it has come there', async () => {
    await copy.tell('select pg_wal_replay_pause()');
    const before = await get('/api/v1/registers/shop/records/a1');
    await publish('a1', 'ຮ້ານ ດອກບົວ');
    const now = await get('/api/v1/registers/shop/records/a1');
    assert.match(now.text, /ດອກບົວ/);
    assert.notEqual(now.etag, before.etag);
    assert.match((await get('/lo/search?q=ດອກບົວ')).text, /ດອກບົວ/);
    await copy.tell('select pg_wal_replay_resume()');
    await untilCopyAnswers();
    assert.deepEqual(await get('/api/v1/registers/shop/records/a1'), now);
  });

  it('get heads, checkpoints and proofs from the primary alone', async () => {
    await publish('a2', 'ຮ້ານ ໃໝ່');
    await untilCopyAnswers();
    // Now the copy has the entries, and will not have their checkpoint.
    await copy.tell('select pg_wal_replay_pause()');
    await signAll(walk);
    const [size] = await walk.store
      .app`select size, number from laopedia.head h join laopedia.register r on r.id = h.register_id
      join laopedia.publication p on p.register_id = r.id where r.name = 'shop' order by number desc limit 1`;
    const checkpoint = await get('/log/shop/checkpoint');
    assert.equal(Number(checkpoint.text.split('\n')[1]), size?.['size']);
    assert.equal((await get(`/log/shop/proof/${Number(size?.['size']) - 1}`)).status, 200);
    assert.ok((await get('/lo/shop/a2/verify')).text.includes(checkpoint.text.split('\n')[2] ?? 'none'));
    await copy.tell('select pg_wal_replay_resume()');
    await untilCopyAnswers();
  });

  it('notice nothing when it is killed in the midst of their questions, and when it comes back', async () => {
    await copy.freeze();
    const alone = await byCopyAlone(async () => {
      const paths = ['/lo/shop?id=x', '/en/shop?id=x', '/api/v1/registers/shop/records?id=x'];
      const asked = Promise.all(paths.map(path => get(path, 'gzip')));
      await pause(100);
      await copy.kill();
      assert.deepEqual(
        (await asked).map(one => one.status),
        [200, 200, 200],
      );
    });
    assert.ok(!alone, 'the second try went to the primary');
    for (let waited = 0; !server.said.some(line => line.includes('cannot be asked')); waited++) {
      assert.ok(waited < 400);
      await pause(25);
    }
    assert.match(server.said.join('\n'), /read copy 1 cannot be asked/);
    assert.equal((await get('/lo/shop/a1')).status, 200);
    await copy.start();
    await untilCopyAnswers();
    assert.match(server.said.at(-1) ?? '', /holds everything/);
  });

  it('wait no longer than a look takes for one that neither answers nor closes', async () => {
    await copy.freeze();
    assert.equal((await get('/lo/shop')).status, 200);
    assert.match(server.said.at(-1) ?? '', /cannot be asked/);
    await copy.wake();
    await untilCopyAnswers();
  });

  it('are never answered by a copy that went a way of its own', async () => {
    await copy.promote();
    const other = await openStore({ databaseUrl: copy.url, dataFolder: '/tmp', as: 'server', folds });
    const away: Walk = { store: other, restart: async () => {}, close: () => other.close() };
    await bringIn(away, 'shop', jsonLines([{ id: 'a1', name: 'ຮ້ານ ປອມ' }]));
    await away.close();
    assert.match((await get('/lo/shop/a1')).text, /ດອກບົວ/);
    await publish('a1', 'ຮ້ານ ແທ້');
    for (let waited = 0; !server.said.some(line => line.includes('another past')); waited++) {
      assert.ok(waited < 400, 'the fork was not noticed');
      await pause(25);
    }
    const copied = reads('copy');
    for (const page of ['/lo/shop/a1', '/api/v1/registers/shop/records/a1', '/api/v1/search?q=ແທ້']) {
      const { text } = await get(page);
      assert.match(text, /ແທ້/, page);
      assert.doesNotMatch(text, /ປອມ/, page);
    }
    assert.equal(reads('copy'), copied);
  });
});
