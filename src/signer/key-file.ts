// The keys that sign a log: a file only its owner may read, one secret a line, the current one first. A secret never
// enters the database; outside of this process only an encrypted backup copies the file, sealed.
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '#lib/durable';
import { generateSigner, openSigner, type Signer } from '#lib/note';
import { makeFile } from './durable.ts';
import { fileNameOf } from './file-name.ts';

/** The signers of a log, or undefined where there is no key yet. Two lines sign together: that is how a key is rotated. */
export async function findKeys(folder: string, origin: string): Promise<Signer[] | undefined> {
  const path = keyPath(folder, origin);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw problem;
  }
  await refuseReadableByOthers(path);
  // Made by a process that was killed before it wrote: nothing was ever signed with it.
  if (text === '') return undefined;
  const signers = text
    .split('\n')
    .filter(line => line !== '')
    .map(openSigner);
  if (signers.length === 0) throw new Error(`${path} holds no key`);
  if (signers.some(signer => signer.name !== origin)) throw new Error(`${path} holds a key of another log`);
  return signers;
}

/** Makes the first key of a log, named by its origin as C2SP tlog-checkpoint recommends. */
export async function makeKeys(folder: string, origin: string): Promise<Signer[]> {
  const { skey } = generateSigner(origin);
  const path = keyPath(folder, origin);
  await makeFolder(folder);
  if ((await stat(path).catch(() => undefined))?.size === 0) await rm(path);
  await makeFile(path, `${skey}\n`, 0o600);
  return [openSigner(skey)];
}

function keyPath(folder: string, origin: string): string {
  return join(folder, `${fileNameOf(origin)}.key`);
}

async function refuseReadableByOthers(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) throw new Error(`${path} can be read by others: chmod 600 it`);
}
