// kill -9 of the application, of PostgreSQL, of both, at any moment; then all of it is opened again. An application whose
// PostgreSQL alone was killed goes on by itself.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { judge } from '../judgement.ts';
import { type Importer, killPostgres, startImporter, type Told } from '../killing.ts';
import { openRandom } from '../random.ts';
import { carelessControl, earlyControl } from './controls.ts';
import type { Kind } from './kind.ts';
import { endPostgres, makeScratch, removeScratch, withStore } from './scratch.ts';

const blows = ['the application', 'PostgreSQL', 'both'] as const;

/** Strikes; sentences where an application whose PostgreSQL alone was killed does not go on. */
async function strike(dataFolder: string, importer: Importer, blow: (typeof blows)[number]): Promise<string[]> {
  if (blow !== 'the application') await killPostgres(dataFolder);
  const known = importer.told.filter(one => one.step === 'published').length;
  const wentOn = blow !== 'PostgreSQL' || (await importer.until('published', known + 2));
  await importer.kill();
  return wentOn ? [] : ['the application ended with its database'];
}

/** kill -9 of everything in turn. */
export const killed: Kind = {
  name: 'kill',
  about: 'kill -9 of the application, of PostgreSQL, of both, and opened again',
  ciRounds: 20,
  unable: async () => undefined,
  async open() {
    const scratch = await makeScratch();
    const dataFolder = join(scratch, 'data');
    const random = openRandom();
    const told: Told[] = [];
    let at = 0;
    return {
      async round() {
        const importer = startImporter(dataFolder, 'sound');
        try {
          const began = await importer.until('published', 1 + random.below(4));
          if (!began) return { acknowledged: 0, wrong: ['the application did not begin'] };
          await pause(random.below(300));
          const stopped = await strike(dataFolder, importer, blows[at++ % blows.length] ?? 'both');
          told.push(...importer.told);
          const wrong = await withStore(dataFolder, 'server', store => judge(store, told));
          const acknowledged = importer.told.filter(one => one.step === 'published').length;
          return { acknowledged, wrong: [...stopped, ...wrong] };
        } finally {
          await importer.kill();
        }
      },
      async close() {
        await endPostgres(dataFolder);
        await removeScratch(scratch);
      },
    };
  },
  controls: async () => [await carelessControl(), await earlyControl()],
};
