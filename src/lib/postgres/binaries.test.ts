// The programs where npm left them, where their links are missing, and where only root can reach them.

import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { reachableBinaries, removeCopy } from './account.ts';
import { binariesIn, findBinaries } from './binaries.ts';
import { tempFolder } from './testing.fixture.ts';

/** A small installation as the package has it before its install script: a library and the list of links to it. */
async function bareInstallation(): Promise<string> {
  const native = join(await tempFolder(), 'native');
  await mkdir(join(native, 'lib'), { recursive: true });
  await mkdir(join(native, 'bin'));
  await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'library');
  await writeFile(join(native, 'bin', 'postgres'), '', { mode: 0o755 });
  const list = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(list));
  return native;
}

test('links that no install script has made are made, relative and once', async () => {
  const native = await bareInstallation();
  for (const _ of [1, 2]) {
    const { libraryFolder } = await binariesIn(native, join(native, '..', 'elsewhere'));
    assert.equal(libraryFolder, undefined);
    assert.equal(await readlink(join(native, 'lib', 'libpq.so.5')), 'libpq.so.5.18');
  }
});

test('where the installation cannot be written to, the links are made elsewhere', async () => {
  const native = await bareInstallation();
  const list = [{ source: 'native/lib/libpq.so.5.18', target: 'native/closed/libpq.so.5' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(list));
  const elsewhere = join(native, '..', 'elsewhere');
  await mkdir(elsewhere);
  await symlink('/gone', join(elsewhere, 'libpq.so.5'));
  const { libraryFolder } = await binariesIn(native, elsewhere);
  assert.equal(libraryFolder, elsewhere);
  assert.equal(await readFile(join(elsewhere, 'libpq.so.5'), 'utf8'), 'library');
});

test('programs that an account without rights cannot reach are copied to where it can', async () => {
  const native = await bareInstallation();
  await chmod(join(native, '..'), 0o700);
  // Any account but the one that runs the test: nobody may be who runs it.
  const account = { kind: 'other', uid: process.getuid?.() === 65534 ? 65533 : 65534 } as const;
  const { binaries, copied } = await reachableBinaries(account, await binariesIn(native, native));
  assert.ok(copied !== undefined);
  assert.equal((await lstat(copied)).mode & 0o777, 0o755);
  assert.equal(binaries.postgres, join(copied, 'native', 'bin', 'postgres'));
  assert.equal(await readlink(join(copied, 'native', 'lib', 'libpq.so.5')), 'libpq.so.5.18');
  await removeCopy(copied);
  await removeCopy(native);
  await assert.rejects(lstat(copied), { code: 'ENOENT' });
  await lstat(native);
});

test('npm has installed programs for this platform', async () => {
  const found = await findBinaries(await tempFolder());
  await lstat(found.initdb);
  await lstat(found.pgCtl);
});
