// Keeps the backup up to date beside the server: where LAOPEDIA_BACKUP says, or where `laopedia backup` began one. Where
// neither is, it looks for a file now and then and costs nothing.
import {
  type FollowOptions,
  findRemembered,
  findSet,
  refuseBackup,
  refuseInside,
  type Store,
  sealingOf,
  startFollowing,
} from '#store';
import { version } from './build.ts';
import type { Config } from './config.ts';

/** Backing up at work. */
export interface BackingUp {
  close(): Promise<void>;
}

const everyMs = 5_000;

/** Starts it. Refuses settings that cannot be followed: a database of one's own, a folder inside the data folder, no key. */
export async function startBackingUp(config: Config, store: Store, say: (line: string) => void): Promise<BackingUp> {
  const { dataFolder, backupFolder: folder, backupKey, backupKeep: keep } = config;
  if (folder !== undefined && store.cluster === undefined) throw refuseBackup('not-embedded');
  if (folder !== undefined) refuseInside(folder, dataFolder);
  const sealing =
    folder === undefined || backupKey === undefined ? undefined : await sealingOf(backupKey, await findSet(folder));
  const options: FollowOptions = { dataFolder, version, folder, sealing, keep, everyMs };
  if (store.cluster === undefined) return { close: async () => {} };
  if (folder !== undefined) return startFollowing(store.url, options, say);
  let following: BackingUp | undefined;
  const look = async () => {
    if (following !== undefined || (await findRemembered(dataFolder).catch(() => undefined)) === undefined) return;
    following ??= startFollowing(store.url, options, say);
  };
  await look();
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await following?.close();
    },
  };
}
