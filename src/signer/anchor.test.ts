// Anchors outside of the database.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { findAnchor, writeAnchor } from './anchor.ts';
import { fileNameOf } from './file-name.ts';

test('the newest note is the anchor, and the history keeps all', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-anchor-'));
  assert.equal(await findAnchor(folder, 'a/log/b'), undefined);
  for (const note of ['one\n', 'two\n']) await writeAnchor(folder, 'a/log/b', note);
  assert.equal(await findAnchor(folder, 'a/log/b'), 'two\n');
  assert.equal(await readFile(join(folder, 'a%2Flog%2Fb', 'history'), 'utf8'), 'one\n\ntwo\n\n');
  await writeFile(join(folder, 'a%2Flog%2Fb', 'checkpoint.new'), 'half a no'); // a stop in the midst of writing
  assert.equal(await findAnchor(folder, 'a/log/b'), 'two\n');
  await writeAnchor(folder, 'a/log/b', 'three\n');
  assert.equal(await findAnchor(folder, 'a/log/b'), 'three\n');
  assert.deepEqual(await readdir(folder), ['a%2Flog%2Fb']);
  await rm(folder, { recursive: true });
});

test('two origins never share a name, and none leads out of its folder', () => {
  const origins = fc.string({ unit: fc.constantFrom('.', '/', '\\', '%', '2', 'E', 'a', 'ກ', '*', ':'), minLength: 1 });
  fc.assert(
    fc.property(origins, origins, (one, other) => {
      assert.match(fileNameOf(one), /^[^./\\:*][^/\\:*]*$/);
      assert.equal(fileNameOf(one) === fileNameOf(other), one === other);
    }),
  );
});
