// Restores a backup for the command: into a folder of its own, opened as a store, held against the invariants and against
// every checkpoint known elsewhere. Where it is older than one of these, it is left read-only.
import type { RestoreAsked, RestoreReport } from '#interface/command';
import { type AnchorStanding, holdAgainstAnchors } from '#signer';
import { type Check, fsck, getSet, readTarget, restoreBackup, secretOf } from '#store';
import type { Config } from './config.ts';
import { openConfiguredStore } from './open-store.ts';

/** Restores. `stamp` names the folder put aside. */
export async function restore(config: Config, asked: RestoreAsked, stamp: string): Promise<RestoreReport> {
  const set = await getSet(asked.folder);
  const into = asked.into ?? config.dataFolder;
  const proved: { standings: AnchorStanding[]; failures: Check[] } = { standings: [], failures: [] };
  const began = performance.now();
  let recovered = began;
  const restored = await restoreBackup({
    set,
    secret: asked.key === undefined ? undefined : await secretOf(asked.key, set),
    target: readTarget(asked.to),
    into,
    aside: asked.aside ? `${into}-before-${stamp}` : undefined,
    log: asked.say,
    async prove(dataFolder) {
      recovered = performance.now();
      const store = await openConfiguredStore({ ...config, dataFolder, databaseUrl: undefined }, 'command', asked.say);
      try {
        proved.standings = await holdAgainstAnchors(store.app, config.anchorFolder, true);
        for await (const check of fsck(store)) {
          asked.checked(check);
          if (!check.ok) proved.failures.push(check);
        }
      } finally {
        await store.close();
      }
    },
  });
  const seconds = { recovery: (recovered - began) / 1000, proof: (performance.now() - recovered) / 1000 };
  return { into, ...restored, ...proved, seconds };
}
