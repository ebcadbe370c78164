// Our logs before a judge that shares no code with us: the Go team's tlog and note packages (see verify.go). It must
// accept what we publish and refuse any single flipped bit of it.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { canonicalBytes } from '#lib/canonical-json';
import { generateSigner, openSigner } from '#lib/note';
import { writeLog } from './log-folder.ts';

const goPath = '/usr/share/gocode'; // where Debian puts Go libraries
const missing = whatIsMissing();
// In CI a missing Go is a failure, not a skip: the tests then run, and say so themselves.
const skip = missing !== undefined && process.env['CI'] === undefined ? missing : false;

const { skey, vkey } = generateSigner('data.example.la/log/enterprise');
const signer = openSigner(skey);
let home = '';
let program = '';

before(async () => {
  if (skip !== false) return;
  assert.equal(missing, undefined);
  home = await mkdtemp(join(tmpdir(), 'laopedia-go-'));
  program = join(home, 'verify');
  const source = fileURLToPath(new URL('./verify.go', import.meta.url));
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: goPath };
  const built = spawnSync('go', ['build', '-o', program, source], { env, encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
});

after(async () => {
  if (home !== '') await rm(home, { recursive: true });
});

for (const size of [0, 1, 255, 256, 257, 70_000]) {
  test(`the Go verifier accepts a log of ${size} entries`, { skip }, async () => {
    const { folder } = await newLog(size);
    const answer = await judge(folder);
    assert.equal(answer.status, 0, answer.said);
    assert.match(answer.said, new RegExp(`^accepted: data\\.example\\.la/log/enterprise size ${size} root `));
    if (size === 0) return;
    const asked = await judge(folder, String(size - 1), String(Math.ceil(size / 2)));
    assert.match(asked.said, /, 1 inclusion and 1 consistency proofs$/);
  });
}

test('the Go verifier accepts the same log from a server', { skip }, async () => {
  const { folder } = await newLog(257);
  const server = createServer((request, response) => {
    readFile(join(folder, request.url ?? '')).then(
      bytes => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    const answer = await judge(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    assert.equal(answer.status, 0, answer.said);
  } finally {
    server.close();
  }
});

test('the Go verifier refuses a flipped bit in any file, and accepts again when it is flipped back', {
  skip,
}, async () => {
  const { folder, paths } = await newLog(257);
  for (const path of paths) {
    const bytes = await readFile(join(folder, path));
    // The last base64 character before the padding has bits that mean nothing, and Go lets them be anything.
    const end = path === 'checkpoint' ? bytes.length - 4 : bytes.length;
    const law = fc.asyncProperty(fc.nat({ max: end - 1 }), fc.nat({ max: 7 }), async (place, bit) => {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << bit);
      await writeFile(join(folder, path), flipped);
      const answer = await judge(folder);
      assert.equal(answer.status, 1, `${path}, byte ${place}, bit ${bit}: ${answer.said}`);
      assert.match(answer.said, /^refused: /);
    });
    await fc.assert(law, { numRuns: 12 });
    await writeFile(join(folder, path), bytes);
    assert.equal((await judge(folder)).status, 0);
  }
});

test('the Go verifier refuses a log with another key, an entry left out, and numbers outside the log', {
  skip,
}, async () => {
  const { folder } = await newLog(3);
  const stranger = generateSigner('data.example.la/log/enterprise');
  assert.equal((await run(folder, stranger.vkey)).status, 1);
  assert.equal((await judge(folder, '3')).status, 1);
  assert.equal((await judge(folder, '0', '4')).status, 1);
  const shorter = await newLog(2);
  await writeFile(join(folder, 'checkpoint'), await readFile(join(shorter.folder, 'checkpoint')));
  assert.match((await judge(folder)).said, /^refused: .*no such file/);
});

function whatIsMissing(): string | undefined {
  if (spawnSync('go', ['version']).status !== 0) return 'Go is not installed here (Debian: golang-go)';
  if (existsSync(join(goPath, 'src/golang.org/x/mod/sumdb/tlog'))) return undefined;
  return 'Go has no x/mod here (Debian: golang-golang-x-mod-dev)';
}

async function newLog(size: number): Promise<{ folder: string; paths: string[] }> {
  const folder = await mkdtemp(join(home, 'log-'));
  const entries = Array.from({ length: size }, (_, number) => canonicalBytes({ key: `LA-${number}`, op: 'put' }));
  return { folder, paths: await writeLog(folder, entries, signer) };
}

function judge(from: string, ...numbers: string[]): Promise<{ status: number; said: string }> {
  return run(from, vkey, ...numbers);
}

async function run(...given: string[]): Promise<{ status: number; said: string }> {
  try {
    const { stdout } = await promisify(execFile)(program, given);
    return { status: 0, said: stdout.trimEnd() };
  } catch (error) {
    const { code, stderr } = error as { code?: number; stderr?: string };
    return { status: code ?? -1, said: (stderr ?? String(error)).trimEnd() };
  }
}
