// An installation in a data folder of its own: embedded PostgreSQL, signer, registers of schools, as a server has them. And
// what a test does with it: back it up, restore it elsewhere, look at its roots. Everything is removed at the end.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SignerProcess, startSigner, waitForCheckpoint } from '#signer';
import {
  getRegister,
  getSet,
  openSet,
  openStore,
  readFsckReport,
  readLogs,
  readTarget,
  restoreBackup,
  type Sealing,
  type Store,
  systemOf,
  takeBase,
} from '#store';
import { folds } from '../../src/app/folds.ts';

/** A data folder that is open. */
export interface Installation {
  readonly folder: string;
  readonly store: Store;
  readonly anchorFolder: string;
  /** Waits until a log is signed up to its end. */
  signed(register: string): Promise<void>;
  close(): Promise<void>;
}

/** A temp folder; the caller removes it. */
export function tempFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'laopedia-backup-'));
}

const opened = new Set<Installation>();

/** Closes what a failed test left open: a signer left alone would keep the file's process alive. */
export async function closeInstallations(): Promise<void> {
  for (const one of opened) await one.close();
}

/** Opens a data folder as a server does: the signer first holds it against the anchor. */
export async function openInstallation(folder: string, anchorFolder = `${folder}/anchor`): Promise<Installation> {
  const store = await openStore({ dataFolder: folder, as: 'server', folds });
  const signer: SignerProcess = await startSigner({
    databaseUrl: store.url,
    keyFolder: `${folder}/keys`,
    anchorFolder,
    log: () => {},
  });
  const installation: Installation = {
    folder,
    store,
    anchorFolder,
    async signed(register) {
      const { id, size } = await getRegister(store.app, register);
      if ((await waitForCheckpoint(store.app, id, size, 20_000)) === undefined)
        throw new Error(`${register} is not signed`);
    },
    async close() {
      if (!opened.delete(installation)) return;
      await signer.stop();
      await store.close();
    },
  };
  opened.add(installation);
  return installation;
}

/** A base copy of an installation, in the set of a folder. */
export async function backUp({ store, folder }: Installation, to: string, sealing?: Sealing) {
  const set = await openSet(to, await systemOf(store.owner), sealing);
  return { set, base: await takeBase(store.owner, set, { dataFolder: folder, version: 'test' }) };
}

/** Restores a set to a moment, into a new folder; answers the logs as they were found there, and whether fsck holds. */
export async function restoreTo(folder: string, into: string, to?: string, secret?: string) {
  const found: { logs: Awaited<ReturnType<typeof readLogs>>; ok: boolean } = { logs: [], ok: false };
  const restored = await restoreBackup({
    set: await getSet(folder),
    secret,
    target: readTarget(to),
    into,
    aside: undefined,
    log: () => {},
    async prove(dataFolder) {
      const store = await openStore({ dataFolder, as: 'command', folds });
      found.logs = await readLogs(store.app);
      found.ok = (await readFsckReport(store)).ok;
      await store.close();
    },
  });
  return { ...restored, ...found };
}

/** Sizes and roots, without what a restore does not decide. */
export function rootsOf(logs: Awaited<ReturnType<typeof readLogs>>): string[] {
  return logs.map(({ register, size, root }) => `${register} ${size} ${root}`);
}

/** The database's time, to the microsecond. */
export async function timeNow({ store }: Installation): Promise<string> {
  const [row] =
    await store.app`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time`;
  return String(row?.['time']);
}

/** A copy of a folder, and a folder that is no more. */
export const copyFolder = (from: string, to: string): Promise<void> => cp(from, to, { recursive: true });
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5 });
