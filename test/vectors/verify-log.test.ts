// Our own check before logs made without the store: every size that has an edge is accepted, and no single bit of any file
// can be flipped, and no file be missing, without a word.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import fc from 'fast-check';
import { verifyLog } from '#exchange';
import { generateSigner, openSigner } from '#lib/note';
import { composeEntry, composePublication } from '#register';
import { writeLog } from './log-folder.ts';

const { skey, vkey: key } = generateSigner('data.example.la/log/enterprise');
const signer = openSigner(skey);
const digest = Buffer.alloc(32, 7).toString('base64');
let home = '';

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'laopedia-verify-'));
});
after(() => rm(home, { recursive: true }));

/** A log of so many entries, the last one its publication. */
async function newLog(size: number, prefix = 'LA'): Promise<{ folder: string; paths: string[] }> {
  const folder = await mkdtemp(join(home, 'log-'));
  const entries = Array.from({ length: Math.max(0, size - 1) }, (_, number) =>
    Buffer.from(composeEntry({ op: 'put', key: `${prefix}-${number}`, digests: { public: digest } })),
  );
  const facts = { time: '2026-11-22T03:00:00Z', first: 0, count: size - 1, proposal: 'p', organisations: ['la'] };
  if (size > 0) entries.push(Buffer.from(composePublication(facts, digest)));
  return { folder, paths: await writeLog(folder, entries, signer) };
}

for (const size of [0, 1, 255, 256, 257, 66_000]) {
  test(`a log of ${size} entries holds`, async () => {
    const { folder, paths } = await newLog(size);
    const report = await verifyLog(folder, { key });
    assert.deepEqual(report.failures.map(String), []);
    const tiles = paths.filter(path => /^tile\/[0-9]/.test(path)).length;
    assert.deepEqual([report.size, report.entries, report.tiles], [size, size, tiles]);
    assert.equal(report.absentBodies, Math.max(0, size - 1));
  });
}

test('a flipped bit in any file is refused', async () => {
  const { folder, paths } = await newLog(600);
  for (const path of paths) {
    const bytes = await readFile(join(folder, path));
    const law = fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), async (place, bit) => {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << bit);
      await writeFile(join(folder, path), flipped);
      const report = await verifyLog(folder, { key });
      assert.equal(report.holds, false, `${path}, byte ${place}, bit ${bit}`);
      if (path.startsWith('tile/')) assert.match(String(report.failures[0]), /(Entry|entries) \d+|tile\//);
    });
    await fc.assert(law, { numRuns: 12 });
    await writeFile(join(folder, path), bytes);
  }
  assert.equal((await verifyLog(folder, { key })).holds, true);
});

test('a file that is missing is named', async () => {
  const { folder, paths } = await newLog(600);
  for (const path of paths) {
    await rename(join(folder, path), join(folder, 'away'));
    const report = await verifyLog(folder, { key });
    assert.deepEqual(report.failures.map(String), [`Refusal: verify/missing: ${path} is not there.`]);
    await rename(join(folder, 'away'), join(folder, path));
  }
});

test('a log whose tiles and bundles were all made anew does not have the signed root', async () => {
  const [right, anew] = [await newLog(600), await newLog(600, 'KA')];
  await writeFile(join(anew.folder, 'checkpoint'), await readFile(join(right.folder, 'checkpoint')));
  const { failures } = await verifyLog(anew.folder, { key });
  assert.deepEqual(
    failures.map(one => one.code),
    ['verify/root-mismatch', 'verify/open-tile-suspect'],
  );
});
