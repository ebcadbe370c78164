// What making a proof reads and refuses, and that a page can check one without Node.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Definition, hexOf, leavesUpTo } from './definition.fixture.ts';
import { consistencyProof, inclusionProof, type TileReader } from './prove.ts';

const definition = new Definition(leavesUpTo(70_000));

test('a proof reads each tile it needs once, at the width the size gives it', async () => {
  const asked: string[] = [];
  const reader: TileReader = async (level, index, width) => {
    asked.push(`${level}/${index}/${width}`);
    return definition.tile(level, index, width);
  };
  await inclusionProof(reader, 69_999, 70_000);
  assert.deepEqual(asked.sort(), ['0/273/112', '1/1/17', '2/0/1']);
});

test('a wider tile than asked for is read at its start', async () => {
  const grown: TileReader = async (level, index) => definition.tile(level, index, level === 0 ? 256 : 1);
  const proof = await inclusionProof(grown, 3, 100);
  assert.deepEqual(proof.map(hexOf), definition.path(3, 0, 100).map(hexOf));
});

test('a tile shorter than asked for is refused', async () => {
  await assert.rejects(
    inclusionProof(async () => new Uint8Array(32), 3, 100),
    { code: 'tile' },
  );
  await assert.rejects(
    inclusionProof(async () => new Uint8Array(100 * 32 + 1), 3, 100),
    { code: 'tile' },
  );
});

test('proofs of what is not in the tree are refused', async () => {
  const reader: TileReader = async (level, index, width) => definition.tile(level, index, width);
  await assert.rejects(inclusionProof(reader, 5, 5), { code: 'size' });
  await assert.rejects(inclusionProof(reader, -1, 5), { code: 'size' });
  await assert.rejects(inclusionProof(reader, 0, 2 ** 53), { code: 'size' });
  await assert.rejects(consistencyProof(reader, 6, 5), { code: 'size' });
  await assert.rejects(consistencyProof(reader, 0.5, 5), { code: 'size' });
});

test('the checks for a page are bundled for a browser without anything of Node', async () => {
  const entry = fileURLToPath(new URL('./verify-async.ts', import.meta.url));
  const built = await build({ entryPoints: [entry], bundle: true, platform: 'browser', format: 'esm', write: false });
  assert.deepEqual(built.warnings, []);
  assert.doesNotMatch(built.outputFiles[0]?.text ?? '', /node:|require\(|Buffer/);
});
