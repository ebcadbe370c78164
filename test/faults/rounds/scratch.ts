// Folders of a kind of fault, and the end of what still runs in them.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '#store';
import { folds } from '../../../src/app/folds.ts';
import { killPostgres } from '../killing.ts';

/** A new folder under the system's temp folder. */
export function makeScratch(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'laopedia-rounds-'));
}

/** Ends the PostgreSQL of a data folder by force, if one runs, and removes its socket. */
export async function endPostgres(dataFolder: string): Promise<void> {
  const path = join(dataFolder, 'postgres', 'postmaster.pid');
  if (!existsSync(path)) return;
  const socketFolder = readFileSync(path, 'utf8').split('\n')[4] ?? '';
  await killPostgres(dataFolder).catch(() => {});
  if (/laopedia-\w+$/.test(socketFolder)) await rm(socketFolder, { recursive: true, force: true });
}

/** Removes a scratch folder with all in it. */
export function removeScratch(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Runs something with the store of a data folder open, as a server or beside one. */
export async function withStore<T>(
  dataFolder: string,
  as: 'server' | 'command',
  act: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore({ dataFolder, as, folds });
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}
