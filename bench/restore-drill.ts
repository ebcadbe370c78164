// The restore drill: a register of so many records, backed up by its server, loses half of them by a bad deletion; it is restored
// to the moment before and proved by its root; too old, it refuses to write, and heals from the server that goes on.
import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { getSet, readInventory } from '#store';
import { run, start } from '#test/program';

const rows = Number(process.argv[2] ?? 10_000);
const definition = {
  name: 'shops',
  title: { lo: 'ຮ້ານຄ້າ', en: 'Shops' },
  custodian: 'la',
  licence: 'CC-BY-4.0',
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id', type: 'string', title: { lo: 'ເລກທີ', en: 'Number' }, constraints: { required: true } },
      { name: 'name', type: 'string', as: 'lao-name', title: { lo: 'ຊື່', en: 'Name' } },
      { name: 'province', type: 'string', facet: true, title: { lo: 'ແຂວງ', en: 'Province' } },
      { name: 'owner', type: 'string', title: { lo: 'ເຈົ້າຂອງ', en: 'Owner' }, visibility: 'custodian' },
    ],
  },
};

const root = await mkdtemp(join(tmpdir(), 'laopedia-drill-'));
const at = (name: string) => join(root, name);
const settings = {
  LAOPEDIA_DATA: at('data'),
  LAOPEDIA_ANCHOR: at('anchor'),
  LAOPEDIA_BACKUP: at('backup'),
  LAOPEDIA_BACKUP_KEY: at('key.pub'),
  LAOPEDIA_LOG: 'error',
};
const looking = { LAOPEDIA_DATA: at('look'), LAOPEDIA_ANCHOR: at('anchor'), LAOPEDIA_LOG: 'error' };
const table: [string, string][] = [];

async function command(env: Record<string, string>, wanted: number, ...argv: readonly string[]): Promise<string> {
  const { code, out, err } = await run(env, ...argv);
  assert.equal(code, wanted, `laopedia ${argv.join(' ')}: ${out.slice(-800)} ${err.slice(-1500)}`);
  return out;
}

async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const answer = await act();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  table.push([what, `${seconds} s`]);
  process.stdout.write(`${what}: ${seconds} s\n`);
  return answer;
}

async function writeRows(file: string, from: number, until: number, turn: number): Promise<void> {
  const line = (number: number) =>
    `S${number},ຮ້ານ ${number} ${turn},${String(1 + (number % 18)).padStart(2, '0')},ທ່ານ ${number}\n`;
  const lines = async function* () {
    yield 'id,name,province,owner\n';
    for (let number = from; number < until; number++) yield line(number);
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
}

const bring = (file: string, ...more: readonly string[]) =>
  command(settings, 0, 'import', 'shops', file, '--officer', 'a', '--approver', 'b', '--approver', 'c', ...more);

interface Standing {
  readonly register: string;
  readonly size: number;
  readonly root: string;
}

async function shops(env: Record<string, string>): Promise<Standing> {
  const { code, out, err } = await run(env, 'log', 'compare', '--json');
  assert.ok(code === 0 || code === 3, err);
  const found = (JSON.parse(out) as { standings: Standing[] }).standings.find(one => one.register === 'shops');
  assert.ok(found);
  return found;
}

async function bytesOf(folder: string): Promise<number> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(one => one.isFile());
  const sizes = await Promise.all(files.map(one => stat(join(one.parentPath, one.name)).catch(() => ({ size: 0 }))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

async function drill(): Promise<void> {
  await command({ LAOPEDIA_DATA: at('data') }, 0, 'backup', '--make-key', at('key'));
  await writeFile(at('shops.json'), JSON.stringify(definition));
  await writeRows(at('all.csv'), 0, rows, 0);
  await writeRows(at('some.csv'), 0, Math.ceil(rows / 100), 1);
  await writeRows(at('half.csv'), Math.floor(rows / 2), rows, 0);
  await command(settings, 0, 'begin');
  await command(settings, 0, 'define', at('shops.json'));
  await timed(`import of ${rows} records`, () => bring(at('all.csv')));
  const server = await start({ ...settings, PORT: '0' });
  try {
    const base = await timed("the server's first base copy", firstBase);
    table.push(['base: plain, sealed', `${mega(base.bytes)}, ${mega(base.sealedBytes)} MB`]);
    await timed('one record in a hundred corrected', () => bring(at('some.csv')));
    const good = await shops(settings);
    const moment = new Date().toISOString();
    await pause(50);
    await timed('the bad deletion: half of all', () => bring(at('half.csv'), '--replace', '--json'));
    const bad = await shops(settings);
    assert.ok(bad.size > good.size + rows / 3);
    await archived();
    table.push(['backup in all', `${mega(await bytesOf(at('backup')))} MB`]);
    await timed('backup --verify, without the key', () => command(settings, 0, 'backup', at('backup'), '--verify'));
    await restoreAndHeal(server.address, moment, good, bad);
  } finally {
    await server.end('SIGTERM');
  }
}

async function firstBase(): Promise<{ readonly bytes: number; readonly sealedBytes: number }> {
  for (;;) {
    const lines = await getSet(at('backup')).then(readInventory, () => []);
    const base = lines[0]?.bases[0];
    if (base !== undefined) return base;
    await pause(100);
  }
}

// The follower goes round every five seconds.
async function archived(): Promise<void> {
  for (let before = -1, now = 0, same = 0; same < 4; before = now) {
    await pause(3000);
    now = await bytesOf(at('backup'));
    same = now === before ? same + 1 : 0;
  }
}

async function restoreAndHeal(address: string, moment: string, good: Standing, bad: Standing): Promise<void> {
  const out = await timed(`restore to ${moment}`, () =>
    command(looking, 3, 'restore', at('backup'), '--to', moment, '--key', at('key'), '--json'),
  );
  const report = JSON.parse(out);
  table.push([
    '  unpacked and recovered',
    `${report.seconds.recovery.toFixed(1)} s, ${report.segments} segments of WAL`,
  ]);
  table.push(['  proved (fsck I1-I9, anchors)', `${report.seconds.proof.toFixed(1)} s`]);
  assert.deepEqual(report.failures, []);
  const restored = (report.standings as Standing[]).find(one => one.register === 'shops');
  assert.deepEqual([restored?.size, restored?.root], [good.size, good.root]);
  table.push(['root at that moment', `${restored?.root} = the original's`]);
  await writeRows(at('new.csv'), rows, rows + 1, 0);
  const refused = await run(looking, 'import', 'shops', at('new.csv'), '--officer', 'a', '--approver', 'b', '--json');
  assert.equal(refused.code, 3, refused.err);
  assert.match(refused.out + refused.err, /store\/read-only/);
  table.push(['writing into it', 'refused: store/read-only']);
  await timed('log heal from the server', () => run(looking, 'log', 'heal', 'shops', '--from', address));
  const healed = await shops(looking);
  assert.deepEqual([healed.size, healed.root], [bad.size, bad.root]);
  table.push(['root after healing', `${healed.root} = the server's`]);
  const fsck = await timed('fsck after healing', () => run(looking, 'fsck', 'shops'));
  assert.equal(fsck.code, 0, fsck.out.slice(-2000));
}

function mega(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}

try {
  await drill();
  const wide = Math.max(...table.map(([what]) => what.length));
  process.stdout.write(`\n${table.map(([what, figure]) => `${what.padEnd(wide)}  ${figure}`).join('\n')}\n`);
} finally {
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
}
