// Hostile words in every box of search: each gets an answer or a refusal in Lao and English, never a fault, and none costs the
// database more than a bounded number of statements, rows and bytes, whatever is asked.
import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Sql } from 'postgres';
import { openPool } from '#lib/postgres';
import { getRegister } from '#store';
import { type AppServer, openAppServer } from '#test/app-server';
import { type Answer, assertClear } from '#test/clear-answer';
import { bringIn, define, jsonLines, openWalk, type Walk } from '#test/walk';
import { hostileWords } from './hostile-words.fixture.ts';

/** Enough that a question which reads them all again and again is seen. */
const records = 2000;
const most = { statements: 20, rows: 30 * records, bytes: 60_000 };
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

let walk: Walk;
let pool: Sql;
let server: AppServer;
let address: string;
let statements = 0;
let boxes: readonly string[];

before(async () => {
  walk = await openWalk();
  await define(walk, {
    name: 'shop',
    schema: {
      primaryKey: ['id'],
      fields: [
        { name: 'id', type: 'string' },
        { name: 'name', type: 'string', as: 'lao-name' },
        { name: 'note', type: 'string', as: 'lao-text' },
        { name: 'secret', type: 'string', visibility: 'custodian' },
      ],
    },
  });
  await bringIn(walk, 'shop', jsonLines(shops()), { setAside: true });
  // Every question is the public's, on one connection, where its statements are counted and a long one is cut off.
  pool = openPool(walk.store.url, {
    max: 1,
    onnotice: () => {},
    connection: { options: '-c role=laopedia_public -c statement_timeout=10s' },
    debug: () => {
      statements += 1;
    },
  });
  server = await openAppServer({ ...walk, store: { ...walk.store, public: pool } });
  address = await server.http.listen({ port: 0, host: '127.0.0.1' });
  const suggesting = server.routes.map(({ url }) => url).filter(url => /^\/(?:api|lo|en)\/.*suggest/.test(url));
  boxes = ['/api/v1/search', '/lo/search', '/en/search', '/lo/shop', '/api/v1/registers/shop/records', ...suggesting];
});
after(async () => {
  agent.destroy();
  await server.close();
  await pool.end();
  await walk.close();
});

// Names and notes of few syllables, so that each stands in very many; and some notes as hostile as what is asked.
function shops(): readonly Record<string, string>[] {
  const syllables = 'ກາ ຄ້າ ຂາຍ ສົ່ງ ອອກ ນຳ ເຂົ້າ ບໍ ລິ ການ ພັດ ທະ ນາ ລາວ ວຽງ ຈັນ ຫຼວງ ພະ ບາງ ໄຊ'.split(' ');
  const words = (seed: number, count: number) =>
    Array.from({ length: count }, (_, at) => syllables[(seed * (at + 3) + at * at) % syllables.length]).join('');
  const hostile = hostileWords.flatMap(({ sent }) => decodedOr(sent));
  return Array.from({ length: records }, (_, at) => ({
    id: `s${at}`,
    name: `ຮ້ານ${words(at, 4)}`,
    note: `${words(at * 7, 40)} ${at < hostile.length ? hostile[at] : ''}`,
    secret: `ຄວາມລັບ${words(at, 5)}`,
  }));
}

function decodedOr(sent: string): string[] {
  try {
    return [decodeURIComponent(sent)];
  } catch {
    return [];
  }
}

function ask(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${address}${path}`, { agent }, response => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode = 0, headers } = response;
        resolve({ statusCode, headers, body: Buffer.concat(parts).toString() });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Rows that the database has read so far, those of its own catalogues included. */
async function rowsRead(): Promise<number> {
  await pool`select pg_stat_force_next_flush()`;
  const rows = await pool`
    select tup_returned::float8 + tup_fetched::float8 as read from pg_stat_database where datname = current_database()`;
  return Number(rows[0]?.['read']);
}

describe('hostile words in a box of search', () => {
  it('are more than two hundred, and all different', () => {
    assert.ok(hostileWords.length >= 200, String(hostileWords.length));
    assert.equal(new Set(hostileWords.map(({ sent }) => sent)).size, hostileWords.length);
  });

  it('are asked where most of them stand in texts too', async () => {
    const { records: standing } = await getRegister(walk.store.public, 'shop');
    assert.ok(standing > records - 60 && standing < records, `${standing} records`);
  });

  it('are asked of boxes that answer an honest word', async () => {
    assert.ok(boxes.length >= 5, String(boxes));
    for (const box of boxes) assert.equal((await ask(`${box}?q=${encodeURIComponent('ຮ້ານ')}`)).statusCode, 200, box);
  });

  for (const what of new Set(hostileWords.map(one => one.what)))
    it(`${what}: get an answer or a refusal, for a bounded cost`, async () => {
      for (const { sent } of hostileWords.filter(one => one.what === what))
        for (const box of boxes) await assertBounded(`${box}?q=${sent}`);
    });
});

interface Asked {
  readonly answer: Answer;
  readonly statements: number;
  readonly rows: number;
}

async function askCounted(path: string): Promise<Asked> {
  const before = await rowsRead();
  statements = 0;
  const answer = await ask(path);
  return { answer, statements, rows: (await rowsRead()) - before };
}

const tries = 3;

async function assertBounded(path: string): Promise<void> {
  let asked = await askCounted(path);
  // The database counts for all who are connected, those who tidy it up included: what is read every time is the question's.
  for (let n = 1; n < tries && asked.rows > most.rows; n++) asked = await askCounted(path);
  assertAnswer(path, asked);
}

function assertAnswer(path: string, { answer, statements, rows }: Asked): void {
  const asked = `${path.slice(0, 200)} (${answer.statusCode})`;
  assert.ok(statements <= most.statements, `${asked} took ${statements} statements`);
  assert.ok(rows <= most.rows, `${asked} read ${rows} rows`);
  assert.ok(answer.body.length <= most.bytes, `${asked} is ${answer.body.length} long`);
  assertClear(answer, path);
  assert.ok(answer.statusCode === 200 || (answer.statusCode >= 400 && answer.statusCode < 500), asked);
  assert.doesNotMatch(answer.body, /ຄວາມລັບ|secret|\ud800/, asked);
  if (answer.statusCode === 200 && path.startsWith('/api')) assert.ok(JSON.parse(answer.body), asked);
}
