// Opens the house for a command: the store, references by name, the signer where no server runs, search.

import type { House } from '#interface/command';
import { findServer } from '#lib/postgres';
import { resolveNames } from '#projection/names';
import { isWordList, Refusal } from '#register';
import { holdAgainstAnchors, type SignerProcess, startSigner, waitForCheckpoint } from '#signer';
import { getRegister, readRegisters, type Store } from '#store';
import type { Config } from './config.ts';
import { realHost } from './host.ts';
import { findInstallation, type Installation, keepInstallation, originOf } from './installation.ts';
import { isLed } from './lead.ts';
import { openConfiguredStore } from './open-store.ts';
import { searchHits } from './search-hits.ts';
import { sequence } from './sequencing.ts';

/** Opens the house. A signer of its own is started at the first publication if no server runs on this data. */
export async function openHouse(config: Config): Promise<House> {
  const { dataFolder } = config;
  const store = await openConfiguredStore(config, 'command');
  // A running server has held the logs against their anchors at its start; here nobody has.
  if (!(await serverRuns(config, store))) await holdAgainstAnchors(store.app, config.anchorFolder, false);
  let signer: SignerProcess | undefined;
  return {
    store,
    sql: store.app,
    references: { resolve: (register, texts) => resolveNames(store.app, register, texts) },
    originOf: async register => originOf(await installationOf(config, store), register),
    async checkpoint(registerId, size, withinMs) {
      if (signer === undefined && !(await serverRuns(config, store)))
        signer = await startSigner(signerOptions(config, store, () => {}));
      const note = await waitForCheckpoint(store.public, registerId, size, withinMs);
      return note?.note;
    },
    async search({ register, ...asked }) {
      const open = (await readRegisters(store.public)).filter(one => one.open && !isWordList(one.register));
      const registers = register === undefined ? open : [await getRegister(store.public, register)];
      return searchHits(store.public, { ...asked, registers });
    },
    anchorFolder: config.anchorFolder,
    dataFolder,
    async close() {
      // Acts of a command stand in the audit log when it ends; a running server does it anyway.
      if (!(await serverRuns(config, store))) await sequence(store).catch(waitWhileReadOnly);
      await signer?.stop();
      await store.close();
    },
  };
}

// Where nothing may be written, acts wait in their table: that is no failure of a command that only looked.
function waitWhileReadOnly(problem: unknown): void {
  if (!(problem instanceof Refusal) || problem.code !== 'store/read-only') throw problem;
}

// Only who makes a register begins a real installation: a look at an empty folder leaves it to become the demo.
async function installationOf(config: Config, store: Store): Promise<Installation> {
  return (await findInstallation(store)) ?? keepInstallation(store, { demo: false, host: realHost(config) });
}

/** What a signer is started with. */
export function signerOptions(config: Config, store: Store, log: (line: string) => void, term?: string) {
  const { dataFolder, anchorFolder } = config;
  return { databaseUrl: store.url, keyFolder: `${dataFolder}/keys`, anchorFolder, term, log };
}

async function serverRuns({ databaseUrl, dataFolder }: Config, store: Store): Promise<boolean> {
  return databaseUrl === undefined ? (await findServer(dataFolder)) !== undefined : isLed(store.app);
}
