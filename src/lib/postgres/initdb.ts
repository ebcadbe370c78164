// Makes a new PGDATA: beside its place first, then renamed, so that a kill in the middle leaves nothing half-made.
// It never touches a PGDATA that is there.

import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Account, giveTo, handedDown, spawnAs } from './account.ts';
import { superuser } from './answer.ts';
import { type Binaries, majorVersion } from './binaries.ts';
import { type DataFolder, readIfThere, syncFolder } from './data-folder.ts';
import { fromServerWords, fromSpawnError, fromSystemError, PostgresProblem } from './problem.ts';

/**
 * Order by code point and case rules come from PostgreSQL itself (provider builtin), the same on every system. But pg_trgm asks
 * the C library which characters are letters, and in C none beyond ASCII is: the first UTF-8 locale that the system has serves.
 */
const letterLocales: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['English_United States', 'en-US'],
  darwin: ['C.UTF-8', 'UTF-8', 'en_US.UTF-8'],
};
const commonLetterLocales = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8'];
const unfinished = '.unfinished-';

/** Is there a PGDATA of ours? Refuses one of another major version, naming both. */
export async function hasCluster(places: DataFolder): Promise<boolean> {
  const found = (await readIfThere(join(places.postgres, 'PG_VERSION')))?.trim();
  if (found === undefined) return false;
  if (found === String(majorVersion)) return true;
  throw new PostgresProblem(
    'data-of-another-version',
    `${places.postgres} is of PostgreSQL ${found}, the programs here are of ${majorVersion}`,
    {
      found,
      wanted: majorVersion,
      folder: places.postgres,
      cure: `back up with the version of the software that made it, then restore here; or run PostgreSQL ${found} and set DATABASE_URL`,
    },
  );
}

/** Makes PGDATA with the password. `socketFolder` is a folder the account can read the password from for a moment. */
export async function makeCluster(
  places: DataFolder,
  binaries: Binaries,
  account: Account,
  password: string,
  socketFolder: string,
): Promise<void> {
  await removeUnfinished(places);
  const passwordFile = join(socketFolder, 'password');
  const fresh = `${places.postgres}${unfinished}${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    await giveTo(account, passwordFile);
    await initialise(fresh, binaries, account, passwordFile);
    await rename(fresh, places.postgres);
    await syncFolder(places.root);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw fromSystemError(error, places.postgres);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** A killed initdb's remains. An initdb still at work on one fails there and harms nothing. */
async function removeUnfinished(places: DataFolder): Promise<void> {
  for (const name of await readdir(places.root))
    if (name.startsWith(basename(places.postgres) + unfinished))
      await rm(join(places.root, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}

async function initialise(fresh: string, binaries: Binaries, account: Account, passwordFile: string): Promise<void> {
  let words = '';
  for (const locale of letterLocales[process.platform] ?? commonLetterLocales) {
    await mkdir(fresh, { mode: 0o700 });
    await giveTo(account, fresh);
    const run = await runInitdb(fresh, binaries, account, passwordFile, locale);
    if (run.code === 0) return;
    words = run.words;
    await rm(fresh, { recursive: true, force: true });
    if (!/invalid locale name/.test(words)) break;
  }
  throw fromServerWords(words, dirname(fresh));
}

async function runInitdb(
  fresh: string,
  binaries: Binaries,
  account: Account,
  passwordFile: string,
  letterLocale: string,
): Promise<{ code: number | null; words: string }> {
  const folder = await handedDown(account, fresh);
  const args = [
    `--pgdata=${folder.path}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${letterLocale}`,
    '--text-search-config=simple',
    '--data-checksums',
  ];
  const child = spawnAs(account, binaries, binaries.initdb, args, {
    stdio: ['ignore', 'pipe', 'pipe', folder.descriptor ?? 'ignore'],
  });
  try {
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        words += text;
      });
    return await new Promise((resolve, reject) => {
      child
        .once('error', error => reject(fromSpawnError(error, account.kind)))
        .once('close', code => resolve({ code, words }));
    });
  } finally {
    await folder.close();
  }
}

/** Data copied in without its secret: sets the password from the inside, on a cluster that does not run. */
export async function setPassword(
  places: DataFolder,
  binaries: Binaries,
  account: Account,
  password: string,
): Promise<void> {
  const folder = await handedDown(account, places.postgres);
  const child = spawnAs(account, binaries, binaries.postgres, ['--single', '-D', folder.path, 'postgres'], {
    stdio: ['pipe', 'ignore', 'pipe', folder.descriptor ?? 'ignore'],
  });
  try {
    let words = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words += text;
    });
    // base64url: no character of it needs quoting
    child.stdin?.end(`alter role ${superuser} password '${password}'\n`);
    await new Promise<void>((resolve, reject) => {
      child
        .once('error', error => reject(fromSpawnError(error, account.kind)))
        .once('close', code => {
          if (code === 0 && !/ERROR:|FATAL:/.test(words)) resolve();
          else reject(fromServerWords(words, places.postgres));
        });
    });
  } finally {
    await folder.close();
  }
}
