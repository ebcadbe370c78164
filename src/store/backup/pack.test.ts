// A base copy of a database at work: what is dropped between the listing and its turn is no file of the copy.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Packable, pack } from './pack.ts';
import { unpack } from './unpack.ts';

test('a file that is gone when its turn comes is not counted: what is unpacked is what the statement says', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-pack-'));
  try {
    await writeFile(join(folder, '16384'), 'rows');
    const size = { files: 0, bytes: 0 };
    async function* all(): AsyncIterable<Packable> {
      yield { path: 'postgres/base', folder: true };
      yield { path: 'postgres/base/16384', from: join(folder, '16384') };
      yield { path: 'postgres/base/16385', from: join(folder, 'dropped') };
      yield { path: 'postgres/backup_label', text: 'label' };
    }
    const { files, bytes } = await unpack(pack(all(), size), undefined, 'files');
    assert.deepEqual([files, bytes], [3, 9]);
    assert.deepEqual(size, { files: 3, bytes: 9 });
  } finally {
    await rm(folder, { recursive: true });
  }
});
