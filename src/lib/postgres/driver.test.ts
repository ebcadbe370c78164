// The driver at the death of its connection: each thing asked is answered, and the next one gets through. Beside each the driver
// as it comes, which leaves somebody waiting: where it does so no more, a mend can go.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { type Cluster, openCluster } from './cluster.ts';
import { driver, mend } from './driver.ts';
import { dataFolder } from './testing.fixture.ts';

let cluster: Cluster;

/** A pool of one connection whose socket the test can end. */
function openOne(make: typeof postgres) {
  const held: { socket?: Socket } = {};
  const { host, port, database, user, password } = cluster;
  const socket = () => {
    held.socket = connect(`${host}/.s.PGSQL.${port}`);
    return held.socket;
  };
  const options = { host, port, database, user, password, socket, max: 1, connect_timeout: 1, fetch_types: false };
  const sql = make({ ...options, onnotice: () => {}, backoff: () => 0 } as unknown as postgres.Options<
    Record<string, never>
  >);
  return { sql, end: (problem?: Error) => held.socket?.destroy(problem) };
}

const unanswered = Symbol('unanswered');
const patienceMilliseconds = 1500;

/** How a question ends: its answer, the code of its failure, or that nobody ever answers. */
function ending(asked: PromiseLike<unknown>): Promise<unknown> {
  const code = (problem: { code?: string }) => problem.code;
  return Promise.race([asked.then(() => 'answered', code), pause(patienceMilliseconds, unanswered)]);
}

/** Asks in the same turn of the event loop in which the socket ends, so that the bytes are waiting when the close comes. */
async function askAtTheClose(sql: postgres.Sql, end: () => void): Promise<unknown> {
  await sql`select 1`;
  const { promise, resolve } = Promise.withResolvers<unknown>();
  setImmediate(() => {
    end();
    resolve(ending(sql`select 2`));
  });
  return promise;
}

describe('the driver', () => {
  before(async () => {
    cluster = await openCluster({ dataFolder: await dataFolder(), role: 'command' });
  });
  after(() => cluster.stop());

  test('a question that meets the close is answered, and the connection serves the next one', async () => {
    const { sql, end } = openOne(driver);
    assert.equal(await askAtTheClose(sql, () => void end()), 'CONNECTION_CLOSED');
    assert.equal(await ending(sql`select 3`), 'answered');
    await sql.end({ timeout: 0 });
  });

  test('without the mend that connection never serves again', async () => {
    const { sql, end } = openOne(postgres);
    await askAtTheClose(sql, () => void end());
    assert.equal(await ending(sql`select 3`), 'CONNECT_TIMEOUT');
    await sql.end({ timeout: 0 });
  });

  test('a question between the error and the close is answered', async () => {
    const { sql, end } = openOne(driver);
    const problem = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    assert.equal(await askAtTheClose(sql, () => void end(problem)), 'CONNECTION_CLOSED');
    assert.equal(await ending(sql`select 3`), 'answered');
    await sql.end({ timeout: 0 });
  });

  test('without the mend it never is', async () => {
    const { sql, end } = openOne(postgres);
    const problem = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    assert.equal(await askAtTheClose(sql, () => void end(problem)), unanswered);
    await sql.end({ timeout: 0 });
  });

  test('a reserved connection that is gone refuses what is asked of it', async () => {
    const { sql, end } = openOne(driver);
    await sql`select 0`;
    const reserved = await sql.reserve();
    await reserved`select 1`;
    end();
    await pause(20);
    assert.equal(await ending(reserved`select 2`), 'CONNECTION_CLOSED');
    assert.equal(await ending(sql`select 3`), 'answered');
    await sql.end({ timeout: 0 });
  });

  test('a COPY that fails after its last row says so', async () => {
    const { sql } = openOne(driver);
    await sql`create temporary table numbers (number int primary key)`;
    const stream = await sql.unsafe('copy numbers from stdin').writable();
    stream.end('1\n1\n');
    const [problem] = await Promise.race([once(stream, 'error'), pause(patienceMilliseconds, [unanswered])]);
    assert.equal((problem as { code?: string }).code, '23505');
    assert.equal(await ending(sql`select 3`), 'answered');
    await sql.end({ timeout: 0 });
  });

  test('a driver of another text is refused', () => {
    assert.throws(() => mend('function write(x) {}'), /not the version that was mended/);
  });
});
