// `bin/laopedia.js` under a Node that is too old: the command runs under ours, and its input, output, signals and end pass
// through. Needs an older Node on the machine; skipped where there is none.

import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const oldNode = findOldNode();

/** Stands in for the program: says what it was given, and does what it is told. */
const program = `
const argv: string[] = process.argv.slice(2);
const major: number = Number(process.versions.node.split('.')[0]);
if (argv[0] === 'tell') console.log(JSON.stringify({ argv, major, handed: process.env['LAOPEDIA_HANDED_OVER'] ?? null }));
if (argv[0] === 'echo') process.stdin.pipe(process.stdout);
if (argv[0] === 'exit') process.exitCode = Number(argv[1]);
if (argv[0] === 'die') process.kill(process.pid, 'SIGKILL');
if (argv[0] === 'break') throw new Error('broken');
if (argv[0] === 'wait') {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { console.log(signal); process.exit(3); });
  setInterval(() => {}, 1000);
  console.log(process.pid);
}
`;

describe('the command under an old Node', {
  skip: oldNode === undefined ? 'no Node older than 24 here' : false,
}, () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'laopedia-bin-'));
    await mkdir(join(folder, 'bin'));
    await mkdir(join(folder, 'src', 'app'), { recursive: true });
    await cp(join(checkout, 'bin', 'laopedia.js'), join(folder, 'bin', 'laopedia.js'));
    await writeFile(join(folder, 'package.json'), '{"type": "module"}');
    await writeFile(join(folder, 'src', 'app', 'main.ts'), program);
    await symlink(join(checkout, 'node_modules'), join(folder, 'node_modules'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const start = (...argv: string[]): ChildProcess =>
    spawn(oldNode ?? '', [join(folder, 'bin', 'laopedia.js'), ...argv], { stdio: ['pipe', 'pipe', 'pipe'] });

  const run = async (
    child: ChildProcess,
  ): Promise<{ code: number | null; signal: string | null; out: string; err: string }> => {
    let [out, err] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', text => {
      out += text;
    });
    child.stderr?.setEncoding('utf8').on('data', text => {
      err += text;
    });
    const [code, signal] = await once(child, 'close');
    return { code, signal, out, err };
  };

  test('arguments arrive whole under Node 24, and no setting of ours is left in its environment', async () => {
    const { out, code } = await run(start('tell', 'a b', '--json', 'ລາວ', ''));
    assert.deepEqual(JSON.parse(out), { argv: ['tell', 'a b', '--json', 'ລາວ', ''], major: 24, handed: null });
    assert.equal(code, 0);
  });

  test('what is piped in comes out', async () => {
    const child = start('echo');
    const text = 'ແຂວງ\n'.repeat(100_000);
    child.stdin?.end(text);
    assert.equal((await run(child)).out, text);
  });

  test('exit codes and deadly signals are its own', async () => {
    assert.equal((await run(start('exit', '64'))).code, 64);
    assert.equal((await run(start('die'))).signal, 'SIGKILL');
  });

  test('a program that breaks while loading is a fault with its reason', async () => {
    const { code, err } = await run(start('break'));
    assert.equal(code, 70);
    assert.match(err, /broken/);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    test(`${signal} is passed on, and the command ends in its own way`, async () => {
      const child = start('wait');
      const ended = run(child);
      if (child.stdout !== null) await once(child.stdout, 'data');
      child.kill(signal);
      const { code, out } = await ended;
      assert.equal(code, 3);
      assert.match(out, new RegExp(signal));
    });

  test('kill -9 of what was started is kill -9 of what runs', async () => {
    const child = start('wait');
    const [pid] = child.stdout === null ? [] : await once(child.stdout, 'data');
    child.kill('SIGKILL');
    while (isAlive(Number(pid))) await pause(10);
  });

  test('without a Node 24 it says so in Lao and English', async () => {
    const bare = await mkdtemp(join(tmpdir(), 'laopedia-bin-'));
    await cp(join(folder, 'bin'), join(bare, 'bin'), { recursive: true });
    await writeFile(join(bare, 'package.json'), '{"type": "module"}');
    const { code, err } = await run(spawn(oldNode ?? '', [join(bare, 'bin', 'laopedia.js'), 'start']));
    assert.equal(code, 70);
    assert.match(err, /ຕ້ອງການ Node\.js 24/);
    assert.match(err, /Node\.js 24 or later is needed/);
    await rm(bare, { recursive: true });
  });
});

test('an installed package runs what was built, a checkout runs its sources', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-bin-'));
  for (const root of [join(folder, 'node_modules', 'laopedia'), join(folder, 'laopedia')]) {
    await mkdir(join(root, 'src', 'app'), { recursive: true });
    await mkdir(join(root, 'dist', 'app'), { recursive: true });
    await cp(join(checkout, 'bin', 'laopedia.js'), join(root, 'bin', 'laopedia.js'));
    await writeFile(join(root, 'package.json'), '{"type": "module"}');
    await writeFile(join(root, 'src', 'app', 'main.ts'), "console.log('sources')");
    await writeFile(join(root, 'dist', 'app', 'main.js'), "console.log('built')");
  }
  const says = (root: string): string =>
    execFileSync(process.execPath, [join(root, 'bin', 'laopedia.js')], { encoding: 'utf8' }).trim();
  assert.equal(says(join(folder, 'node_modules', 'laopedia')), 'built');
  assert.equal(says(join(folder, 'laopedia')), 'sources');
  await rm(folder, { recursive: true });
});

/** Alive, and not merely waiting for somebody to ask how it ended. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) [ZX]/.test(execFileSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

/** The first `node` on the path, outside our own packages, that is too old to run the sources. */
function findOldNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => !folder.includes('node_modules'));
  return folders
    .map(folder => join(folder, 'node'))
    .filter(existsSync)
    .find(node => Number(/^v(\d+)/.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[1]) < 24);
}
