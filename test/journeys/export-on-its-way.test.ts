// Exports over real sockets: packed or not they are the same, of one moment, and say at their end how much they were. A reader
// who goes away gives everything back; a file cut short, whoever cut it, cannot be taken for a whole one.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { openStore } from '#store';
import { type AppServer, openAppServer } from '#test/app-server';
import { layLine } from '#test/database-line';
import { bringIn, define, jsonLines, openWalk, standing, type Walk } from '#test/walk';
import { folds } from '../../src/app/folds.ts';

const fields = [
  { name: 'id', type: 'string' },
  { name: 'text', type: 'string' },
  { name: 'lon', type: 'number' },
  { name: 'lat', type: 'number' },
];
const base = '/api/v1/registers/long';
const formats = ['csv', 'jsonl', 'xlsx', 'geojson', 'rsf'];
// Together more than sockets and pipes hold, so that whoever stops reading stops the writer.
const rowCount = 3000;

let walk: Walk;

before(async () => {
  walk = await openWalk();
  await define(walk, { name: 'long', schema: { primaryKey: ['id'], fields } });
  const rows = Array.from({ length: rowCount }, (_, at) => ({
    id: `k${at}`,
    text: 'ຍາວ'.repeat(700),
    lon: 102,
    lat: 18,
  }));
  await bringIn(walk, 'long', jsonLines(rows));
});
after(() => walk.close());

interface Listening extends AppServer {
  readonly port: number;
}

async function listening(store: Walk['store'] = walk.store): Promise<Listening> {
  const server = await openAppServer({ store });
  const address = await server.http.listen({ port: 0, host: '127.0.0.1' });
  return { ...server, port: Number(new URL(address).port) };
}

async function begin(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<IncomingMessage> {
  const [answer] = (await once(get({ port, path, headers, agent: false }), 'response')) as [IncomingMessage];
  return answer;
}

/** Reads to the end; `whole` is what HTTP itself says of it. */
async function readAll(answer: IncomingMessage): Promise<{ readonly bytes: Buffer; readonly whole: boolean }> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of answer) pieces.push(piece as Buffer);
  } catch {
    return { bytes: Buffer.concat(pieces), whole: false };
  }
  return { bytes: Buffer.concat(pieces), whole: answer.complete };
}

async function heldConnections(): Promise<number> {
  const rows = await walk.store.owner`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`;
  return Number(rows[0]?.['count']);
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 20));
}

describe('an export over HTTP', () => {
  it('is the same packed and unpacked, and says at its end how much it was', async () => {
    const server = await listening();
    try {
      const { size, records } = await standing(walk, 'long');
      for (const format of formats) {
        const path = `${base}/export.${format}`;
        const [plain, packed] = [
          await begin(server.port, path),
          await begin(server.port, path, { 'accept-encoding': 'gzip' }),
        ];
        const [one, other] = [await readAll(plain), await readAll(packed)];
        const isPacked = format !== 'xlsx';
        assert.equal(packed.headers['content-encoding'], isPacked ? 'gzip' : undefined, format);
        if (isPacked) assert.ok(gunzipSync(other.bytes).equals(one.bytes), format);
        for (const [answer, { bytes, whole }] of [[plain, one] as const, [packed, other] as const]) {
          assert.ok(whole);
          assert.equal(answer.headers['trailer'], 'laopedia-rows, laopedia-size, laopedia-root, content-digest');
          const digest = createHash('sha256').update(bytes).digest('base64');
          assert.equal(answer.trailers['content-digest'], `sha-256=:${digest}:`, format);
          assert.equal(answer.trailers['laopedia-rows'], String(format === 'rsf' ? size : records), format);
          assert.equal(answer.trailers['laopedia-size'], String(size), format);
        }
      }
    } finally {
      await server.close();
    }
  });

  it('goes without trailers where HTTP has none, and ends with the connection', async () => {
    const server = await listening();
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`GET ${base}/export.csv HTTP/1.0\r\n\r\n`);
    const text = await textOf(socket);
    assert.doesNotMatch(text.slice(0, 1000), /transfer-encoding|trailer/i);
    assert.equal(text.slice(text.indexOf('\r\n\r\n') + 4).split('\n').length - 2, rowCount);
    await server.close();
  });

  it('is of one moment, whatever is published while its reader takes his time', async () => {
    const server = await listening();
    const { size } = await standing(walk, 'long');
    const answer = await begin(server.port, `${base}/export.jsonl`);
    await bringIn(
      walk,
      'long',
      jsonLines([
        { id: 'a-new', text: 'ໃໝ່', lon: 102, lat: 18 },
        { id: 'z-new', text: 'ໃໝ່', lon: 1, lat: 1 },
      ]),
    );
    const { bytes, whole } = await readAll(answer);
    assert.ok(whole);
    const lines = bytes.toString().trimEnd().split('\n');
    assert.deepEqual(
      [lines.length - 1, answer.trailers['laopedia-rows'], answer.trailers['laopedia-size']],
      [rowCount, String(rowCount), String(size)],
    );
    assert.doesNotMatch(bytes.toString(), /"(?:a|z)-new"/);
    await server.close();
  });

  it('whose reader goes away gives its place and its connection back', async () => {
    const server = await listening();
    try {
      // More than may run at once, one after the other.
      for (let time = 0; time < 15; time++) {
        const packed = time % 2 === 0 ? {} : { 'accept-encoding': 'gzip' };
        const answer = await begin(server.port, `${base}/export.${formats[time % 5]}`, packed);
        assert.equal(answer.statusCode, 200);
        if (time % 3 > 0) await once(answer, 'readable');
        answer.destroy();
      }
      const { bytes, whole } = await readAll(await begin(server.port, `${base}/export.csv`));
      assert.ok(whole && bytes.toString().split('\n').length > rowCount);
      await until(async () => (await heldConnections()) === 0);
    } finally {
      await server.close();
    }
  });

  for (const packed of [false, true])
    it(`${packed ? 'packed' : 'plain'}, cut short by the end of the server or of the database, shows it`, async () => {
      const headers = packed ? { 'accept-encoding': 'gzip' } : {};
      const line = await layLine(walk.store.url);
      const store = await openStore({ databaseUrl: line.url, dataFolder: tmpdir(), as: 'server', folds });
      const server = await listening(store);
      const lost = await begin(server.port, `${base}/export.rsf`, headers);
      await once(lost, 'readable');
      line.cut();
      assertCut(lost, await readAll(lost));
      line.mend();
      await until(async () => (await fetch(`http://127.0.0.1:${server.port}/lo/long/k1`)).ok);
      const stopped = await begin(server.port, `${base}/export.rsf`, headers);
      await once(stopped, 'readable');
      const closing = server.close();
      assertCut(stopped, await readAll(stopped));
      await closing;
      await store.close();
      await line.close();
    });
});

function assertCut(
  answer: IncomingMessage,
  { bytes, whole }: { readonly bytes: Buffer; readonly whole: boolean },
): void {
  assert.equal(answer.statusCode, 200);
  assert.ok(bytes.length > 0);
  assert.equal(whole, false);
  assert.deepEqual(answer.trailers, {});
}

async function textOf(socket: Socket): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
