// Start, stop and everything between: the first start fills the demo once, whoever starts it and however it is killed;
// commands work beside a server and without one; what cannot start says why in both languages.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import postgres from 'postgres';
import { testDatabase } from '#test/database';
import { checkout, type Ended, type RunningServer, run, start, startAndSignal } from '#test/program';

const nobody = 65534;
const bothLanguages = /^✗ .*[ກ-ໝ].*\n {2}\S.*[a-z]{3}.*\n→ .*[ກ-ໝ].*\n {2}\S.*[a-z]{3}/m;

/** What stands in the registers: name, records, entries. */
type Standing = readonly (readonly [register: string, records: number, size: number])[];

let folder: string;
const dataOf = (name: string) => ({ LAOPEDIA_DATA: join(folder, name) });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'laopedia-start-'));
});
after(() => rm(folder, { recursive: true, force: true }));

function lines(text: string): string[] {
  return text.split('\n').filter(line => line !== '');
}

async function standing(settings: Record<string, string>): Promise<Standing> {
  const { code, out, err } = await run(settings, 'registers', '--json');
  assert.equal(code, 0, err);
  const all = lines(out).map(line => JSON.parse(line) as { register: string; records: number; size: number });
  // The audit log grows with every act, a second later: it tells of the tests, not of the demo.
  return all.filter(one => one.register !== 'audit').map(one => [one.register, one.records, one.size] as const);
}

async function recordsOf(name: string, settings: Record<string, string>): Promise<number> {
  return (await standing(settings)).find(([register]) => register === name)?.[1] ?? 0;
}

async function assertSound(settings: Record<string, string>): Promise<void> {
  const { code, out } = await run(settings, 'fsck');
  assert.equal(code, 0, out);
}

async function waiting(settings: Record<string, string>): Promise<number> {
  return lines((await run(settings, 'proposals', '--json')).out).length;
}

async function postgresOf(settings: { LAOPEDIA_DATA: string }): Promise<number> {
  const { postgresPid } = JSON.parse(await readFile(join(settings.LAOPEDIA_DATA, 'run.json'), 'utf8'));
  return postgresPid;
}

/** Alive, and not merely waiting for somebody to ask how it ended. */
function isAlive(pid: number): boolean {
  return /^[^ZX]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
}

function assertRefused({ code, err }: Ended, said: RegExp): void {
  assert.equal(code, 3, err);
  assert.match(err, bothLanguages);
  assert.match(err, said);
  assert.doesNotMatch(err, /[{}]|Error:/, 'a sentence, nothing else');
}

describe('the demo', () => {
  const demo = () => dataOf('demo');
  let server: RunningServer;
  let filled: Standing;

  test('the first start fills it; the registers are there, and one change waits', async () => {
    server = await start(demo());
    const ready = await fetch(`${server.address}/ready`);
    assert.deepEqual([ready.status, await ready.json()], [200, { ready: true }]);
    assert.deepEqual(await (await fetch(`${server.address}/health`)).json(), { live: true });
    filled = await standing(demo());
    assert.deepEqual(filled.map(([name]) => name).slice(0, 5), [
      'jurisdiction',
      'organisation',
      'enterprise',
      'article',
      'indicator',
    ]);
    assert.ok(filled.every(([, records]) => records > 0));
    assert.equal(await waiting(demo()), 1);
  });

  test('its PostgreSQL listens to no port, and its socket lies where nobody else may enter', {
    skip: process.platform === 'win32',
  }, async () => {
    // postmaster.pid: the sixth line is what it listens to, the fifth its socket's folder.
    const said = (await readFile(join(demo().LAOPEDIA_DATA, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
    assert.equal(said[5], '');
    const { mode } = await stat(said[4] ?? '');
    assert.equal(mode & 0o077, 0);
    assert.deepEqual(await listeningSockets(await postgresOf(demo())), []);
  });

  test('a second server on the same data is refused', async () => {
    assertRefused(await run({ ...demo(), PORT: '0' }, 'start'), /already/);
  });

  test('nothing real can be begun while it runs', async () => {
    assertRefused(await run(demo(), 'begin'), /A server is running/);
  });

  test('what a program reads is JSON, of every command that answers', async () => {
    const [proposal] = lines((await run(demo(), 'proposals', '--json')).out).map(line => JSON.parse(line));
    const example = `${checkout}examples/bokeo-enterprises.xlsx`;
    const asked = [
      ['proposals', proposal.id],
      ['show', 'enterprise', '05-9000061', '--history'],
      ['import', 'enterprise', example, '--dry-run'],
      ['define', `${checkout}registers/enterprise/register.json`, '--dry-run'],
      ['try-tamper', 'enterprise'],
      ['fsck', 'article'],
      ['show', 'enterprise', 'nothing'],
      ['show', 'nothing', 'nothing'],
      ['approve', 'ffffffff', '--approver', 'ບຸນ'],
      ['verify', join(folder, 'nothing')],
    ];
    for (const argv of asked) {
      const { out, code, err } = await run(demo(), ...argv, '--json');
      if (code === 64) continue;
      assert.ok(lines(out).length > 0, `${argv.join(' ')}: nothing on stdout, ${err}`);
      for (const line of lines(out)) assert.equal(typeof JSON.parse(line), 'object', argv.join(' '));
    }
    const exported = await run(demo(), 'export', 'article', '--format', 'jsonl', '--json');
    // The last line is that of the totals.
    assert.equal(lines(exported.out).length, JSON.parse(exported.err).rows + 1);
  });

  test('kill -9 of the server loses nothing and doubles nothing', async () => {
    const killed = await server.end('SIGKILL');
    assert.equal(killed.signal, 'SIGKILL');
    server = await start(demo());
    assert.deepEqual(await standing(demo()), filled);
    assert.equal(await waiting(demo()), 1);
    await assertSound(demo());
  });

  test('SIGTERM ends it in order, and PostgreSQL with it', async () => {
    const pid = await postgresOf(demo());
    assert.ok(isAlive(pid));
    const { code, signal } = await server.end('SIGTERM');
    assert.deepEqual([code, signal], [0, null]);
    assert.ok(!isAlive(pid));
  });

  test('a taken port is refused, in words that name it', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    assertRefused(await run({ ...demo(), PORT: port }, 'start'), new RegExp(`Port ${port} is already in use`));
    holder.close();
  });

  test('without a server the commands work all the same', async () => {
    assert.deepEqual(await standing(demo()), filled);
    const found = await run(demo(), 'search', '--json', 'bokeo');
    assert.equal(JSON.parse(found.out).results[0].key, '05');
    const shown = await run(demo(), 'show', 'enterprise', '05-9000061', '--proof', '--json');
    assert.match(JSON.parse(shown.out).proof, /^c2sp\.org\/tlog-proof@v1/);
  });

  test('two imports at once both come in, and a record that both bring is not doubled', async () => {
    const row = (number: string, name: string) =>
      JSON.stringify({
        number,
        name_lo: name,
        legal_form: 'sole',
        activity: 'I',
        place: '0501',
        registered: '2026-01-05',
        status: 'active',
        sample: true,
      });
    const [one, other] = [join(folder, 'one.jsonl'), join(folder, 'other.jsonl')];
    const both = row('05-9200001', 'ຮ້ານ ທັງສອງ');
    await writeFile(one, `${both}\n${row('05-9200002', 'ຮ້ານ ໜຶ່ງ')}\n`);
    await writeFile(other, `${both}\n${row('05-9200003', 'ຮ້ານ ສອງ')}\n`);
    const bring = (file: string) => run(demo(), 'import', 'enterprise', file, '--approver', 'ບຸນ', '--json');
    const before = await recordsOf('enterprise', demo());
    const ended = await Promise.all([bring(one), bring(other)]);
    for (const { code, err } of ended) assert.ok(code === 0 || code === 3, err);
    assert.ok(ended.some(({ code }) => code === 0));
    // Whoever came second was told to compare again with what stands now.
    for (const file of [one, other]) assert.equal((await bring(file)).code, 0);
    assert.equal(await recordsOf('enterprise', demo()), before + 3);
    await assertSound(demo());
  });

  test('to begin puts the demo aside: the real one is empty, with another origin and another key', async () => {
    const keys = await readdir(join(demo().LAOPEDIA_DATA, 'keys'));
    assert.ok(keys.length > 0);
    const begun = await run(demo(), 'begin', '--json');
    assert.equal(begun.code, 0, begun.err);
    const { host, aside } = JSON.parse(begun.out);
    assert.match(host, /^local-/);
    assert.equal((await standing({ LAOPEDIA_DATA: aside })).length, filled.length);
    assert.deepEqual(await standing(demo()), []);
    const real = await start(demo());
    assert.doesNotMatch(await (await fetch(`${real.address}/lo/`)).text(), /ຂໍ້ມູນຕົວຢ່າງ/);
    const made = await run(demo(), 'define', `${checkout}registers/organisation/register.json`, '--json');
    assert.equal(JSON.parse(made.out).origin, `${host}/log/organisation`);
    const key = await (await fetch(`${real.address}/log/organisation/key`)).text();
    assert.ok(key.startsWith(`${host}/log/organisation+`));
    assert.equal((await real.end('SIGTERM')).code, 0);
    assertRefused(await run(demo(), 'begin'), /already holds data/);
  });

  test('killed again and again while it is filled, it is filled once in the end', async () => {
    const killed = dataOf('killed');
    for (const said of [/jurisdiction: \d/, /enterprise: \d/, /indicator: \d/])
      assert.equal((await startAndSignal(killed, said, 'SIGKILL')).signal, 'SIGKILL');
    const again = await start(killed);
    assert.deepEqual(await standing(killed), filled);
    assert.equal(await waiting(killed), 1);
    await assertSound(killed);
    assert.equal((await again.end('SIGINT')).code, 0);
  });

  test('told to end while it is filled, it ends in order', async () => {
    const told = dataOf('told');
    const ended = await startAndSignal(told, /jurisdiction: \d/, 'SIGTERM');
    assert.deepEqual([ended.code, ended.signal], [0, null]);
    assert.equal(await waiting(told), 1);
  });

  test('an ordinary user starts it too', { skip: skipAsNobody() }, async () => {
    const own = await mkdtemp(join(tmpdir(), 'laopedia-nobody-'));
    await chown(own, nobody, nobody);
    const settings = { LAOPEDIA_DATA: join(own, 'data'), HOME: own };
    const theirs = await start(settings, { uid: nobody });
    assert.equal((await fetch(`${theirs.address}/lo/enterprise/05-9000061`)).status, 200);
    const pid = await postgresOf(settings);
    assert.equal((await theirs.end('SIGTERM')).code, 0);
    assert.ok(!isAlive(pid));
    await rm(own, { recursive: true });
  });
});

describe("a PostgreSQL of one's own", () => {
  test('carries the same board, and no connection is left when the server has ended', async () => {
    const database = await testDatabase();
    const settings = { ...dataOf('own'), DATABASE_URL: database.url };
    const server = await start(settings);
    assert.equal((await fetch(`${server.address}/lo/enterprise/05-9000061`)).status, 200);
    assert.equal((await server.end('SIGTERM')).code, 0);
    const sql = postgres(database.url, { max: 1 });
    const [left] = await sql`
      select count(*)::int as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    await sql.end();
    assert.equal(left?.['count'], 0);
    await database.drop();
  });

  test('is refused with the locale C, under which Lao cannot be searched', async () => {
    const database = await testDatabase();
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    await sql`create database laopedia_locale_c template template0 encoding 'UTF8' locale 'C'`;
    const url = new URL(database.url);
    url.pathname = '/laopedia_locale_c';
    assertRefused(await run({ ...dataOf('c'), DATABASE_URL: url.href, PORT: '0' }, 'start'), /locale C/);
    await sql`drop database laopedia_locale_c`;
    await sql.end();
    await database.drop();
  });

  test('is refused when nobody answers there', async () => {
    const DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none';
    assertRefused(await run({ ...dataOf('none'), DATABASE_URL, PORT: '0' }, 'start'), /127\.0\.0\.1:1/);
  });
});

describe('settings and words', () => {
  test('an unknown setting is refused, and so is one that cannot be used', async () => {
    assertRefused(await run({ LAOPEDIA_PORT: '80' }, 'registers'), /LAOPEDIA_PORT is not known/);
    assertRefused(await run({ PORT: 'eighty' }, 'start'), /PORT=eighty cannot be used/);
    assertRefused(await run({ LAOPEDIA_ORIGIN: 'data.example.la' }, 'start'), /LAOPEDIA_ORIGIN=/);
    assertRefused(await run({ LAOPEDIA_LOG: 'loud' }, 'start'), /LAOPEDIA_LOG=loud/);
  });

  test('a command that only looks leaves an empty folder to become the demo', async () => {
    const settings = dataOf('looked');
    assert.deepEqual(await standing(settings), []);
    const server = await start(settings);
    assert.ok((await standing(settings)).length > 0);
    assert.equal((await server.end('SIGTERM')).code, 0);
  });

  test('every command tells how it is used in both languages, and wrong usage ends with 64', async () => {
    const overview = await run({}, '--help');
    assert.equal(overview.code, 0);
    const names = [...overview.out.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, name = '']) => name);
    assert.ok(names.length >= 14, names.join());
    await Promise.all(
      names.map(async name => {
        const help = await run({}, name, '--help');
        assert.equal(help.code, 0, name);
        assert.match(help.out, new RegExp(`^laopedia ${name}\\b.*\\n\\n.*[ກ-ໝ].*\\n.*[a-z]{3}`), name);
        assert.match(help.out, /--json/);
      }),
    );
    const wrong = [
      [],
      ['no-such-command'],
      ['start', '--no-such-option'],
      ['import'],
      ['show', 'enterprise'],
      ['approve'],
      ['search'],
    ];
    for (const argv of wrong) assert.equal((await run(dataOf('unused'), ...argv)).code, 64, argv.join(' '));
    await assert.rejects(stat(join(folder, 'unused')), 'a wrong word makes no database');
  });
});

/** The TCP sockets a process listens on, by the kernel's own list; none where there is no such list. */
async function listeningSockets(pid: number): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const listening = '0A';
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map(name => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '')),
  );
  const inodes = new Set(
    tables
      .flatMap(lines)
      .map(line => line.trim().split(/\s+/))
      .filter(cells => cells[3] === listening)
      .map(cells => cells[9]),
  );
  const open = spawnSync('ls', ['-l', `/proc/${pid}/fd`], { encoding: 'utf8' }).stdout;
  return [...open.matchAll(/socket:\[(\d+)\]/g)].map(([, inode = '']) => inode).filter(inode => inodes.has(inode));
}

/** Only root can be somebody else, and that one must be able to read the sources. */
function skipAsNobody(): string | false {
  if (process.getuid?.() !== 0) return 'only root can start it as somebody else';
  const read = spawnSync(process.execPath, ['-e', `require('fs').readdirSync(${JSON.stringify(checkout)})`], {
    uid: nobody,
    gid: nobody,
    cwd: '/',
  });
  return read.status === 0 ? false : 'an ordinary user cannot read this checkout';
}
