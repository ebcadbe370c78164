// A long import: given up in order it leaves nothing; killed, it goes on where it stopped when the same file comes again, and
// ends as if it had never been killed. The real command on a real database.
import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Sql } from 'postgres';
import { openPool } from '#lib/postgres';
import { type TestDatabase, testDatabase } from '#test/database';
import { run, runAndSignal } from '#test/program';

const definition = {
  name: 'shop',
  title: { lo: 'ຮ້ານ', en: 'Shops' },
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id' },
      { name: 'name', as: 'lao-name', search: 'title' },
      { name: 'kind', facet: true },
      { name: 'owner', visibility: 'custodian' },
    ],
  },
};
const count = 42_000;

let database: TestDatabase;
let sql: Sql;
let folder: string;
let file: string;
let settings: Record<string, string>;

before(async () => {
  database = await testDatabase();
  sql = openPool(database.url, { max: 2, onnotice: () => {} });
  folder = await mkdtemp(join(tmpdir(), 'laopedia-long-'));
  settings = { DATABASE_URL: database.url, LAOPEDIA_DATA: join(folder, 'data') };
  file = join(folder, 'shops.csv');
  const lines = Array.from({ length: count }, (_, at) => `s-${at},ຮ້ານ ກາເຟ ເລກທີ ${at},${at % 7},ບຸນ`);
  await writeFile(file, `id,name,kind,owner\n${lines.join('\n')}\n`);
  await writeFile(join(folder, 'shop.json'), JSON.stringify(definition));
  assert.equal((await run(settings, 'begin')).code, 0);
  assert.equal((await run(settings, 'define', join(folder, 'shop.json'))).code, 0);
});

after(async () => {
  await sql?.end();
  await rm(folder, { recursive: true, force: true });
  await database?.drop();
});

const argv = () => ['import', 'shop', file, '--officer', 'ນ້ອຍ', '--approver', 'ບຸນ', '--json'];

async function staged(): Promise<string[]> {
  const rows = await sql`
    select relname from pg_class where relnamespace = 'staging'::regnamespace and relkind = 'r' order by 1`;
  return rows.map(row => String(row['relname']));
}

// Rows that others can see: those of batches that are whole.
async function rowsStaged(): Promise<number> {
  const name = (await staged()).find(one => !one.includes('_f_'));
  if (name === undefined) return 0;
  const rows = await sql.unsafe(`select count(*) as count from staging."${name}"`).catch(() => []);
  return Number(rows[0]?.['count'] ?? 0);
}

async function proposals(): Promise<unknown[]> {
  return (await sql`select state from laopedia.proposal p order by made`).map(row => row['state']);
}

test('an import that is given up ends with a refusal, and leaves nothing', async () => {
  const ended = await runAndSignal(settings, argv(), async () => (await rowsStaged()) > 12_000, 'SIGINT');
  assert.equal(ended.code, 3, ended.err);
  assert.match(ended.out + ended.err, /proposal\/cancelled|Cancelled/);
  assert.deepEqual([await staged(), await proposals()], [[], []]);
});

test('one that was killed is gone on with, and the register is as if it had not been', async () => {
  const killed = await runAndSignal(settings, argv(), async () => (await rowsStaged()) > 30_000, 'SIGKILL');
  assert.equal(killed.signal, 'SIGKILL');
  assert.deepEqual(await proposals(), ['draft']);
  const again = await run(settings, ...argv());
  assert.equal(again.code, 0, again.err);
  const said = JSON.parse(again.out) as { rows: number; added: number; resumed: number; published: boolean };
  assert.equal(said.resumed > 10_000 && said.resumed < count, true, `resumed ${said.resumed}`);
  assert.deepEqual([said.rows, said.added, said.published], [count, count, true]);
  assert.deepEqual(await staged(), []);
  const fsck = await run(settings, 'fsck');
  assert.equal(fsck.code, 0, fsck.out + fsck.err);
});

test('a killed import of a file that has changed since begins anew, and the old rows are not taken', async () => {
  const second = { ...definition, name: 'shop-two', title: { lo: 'ຮ້ານ 2', en: 'Shops, two' } };
  await writeFile(join(folder, 'two.json'), JSON.stringify(second));
  assert.equal((await run(settings, 'define', join(folder, 'two.json'))).code, 0);
  const words = argv().map(word => (word === 'shop' ? 'shop-two' : word));
  await runAndSignal(settings, words, async () => (await rowsStaged()) > 20_000, 'SIGKILL');
  await utimes(file, new Date(), new Date(Date.now() - 60_000));
  const again = await run(settings, ...words);
  const said = JSON.parse(again.out) as { added: number; resumed?: number };
  assert.deepEqual([said.added, said.resumed], [count, undefined]);
});
