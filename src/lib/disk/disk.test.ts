// How much is kept free, and the ballast, on a real disk.
import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ballastIn } from './ballast.ts';
import { bytesText, readReserve, reserveBytes, usualReserve } from './reserve.ts';

const gibibyte = 2 ** 30;

test('a tenth is kept free, at most 2 GiB, at least 64 MiB, of a tiny disk half', () => {
  const kept = (totalBytes: number) => bytesText(reserveBytes({ totalBytes }, usualReserve));
  assert.deepEqual(
    [1000, 20, 10, 0.5, 0.1].map(size => kept(size * gibibyte)),
    ['2.0 GiB', '2.0 GiB', '1.0 GiB', '64 MiB', '51 MiB'],
  );
});

test('a reserve is given as a share or a size, or turned off; anything else is not read', () => {
  const disk = { totalBytes: 100 * gibibyte };
  const bytes = (text: string) => {
    const reserve = readReserve(text);
    return reserve === undefined ? undefined : reserveBytes(disk, reserve);
  };
  assert.deepEqual(['off', '5%', '4GiB', '512 MiB', '10GB'].map(bytes), [
    0,
    5 * gibibyte,
    4 * gibibyte,
    512 * 2 ** 20,
    1e10,
  ]);
  for (const text of ['', '5', '0%', '100%', '-1GiB', '1e3MiB', 'ten'])
    assert.equal(readReserve(text), undefined, text);
});

test('a ballast takes real blocks, is made once, and can be let go once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-ballast-'));
  const ballast = ballastIn(folder);
  assert.equal(ballast.sizeBytes({ totalBytes: gibibyte }), 48 * 2 ** 20);
  await ballast.make();
  const made = await stat(join(folder, 'ballast'));
  assert.ok(made.blocks * 512 >= made.size, 'a file with holes');
  await ballast.make();
  assert.equal((await stat(join(folder, 'ballast'))).mtimeMs, made.mtimeMs);
  assert.deepEqual([await ballast.letGo(), await ballast.isThere(), await ballast.letGo()], [true, false, false]);
  await rm(folder, { recursive: true });
});
