// A process that backs up, restores or heals, to be killed at any moment: told what to do by its arguments, it says when it is
// at it, and ends by itself when it is done.
import { writeSync } from 'node:fs';
import { healLog } from '#exchange';
import { parseCheckpoint, parseNote } from '#lib/note';
import { findAnchor } from '#signer';
import { getRegister, getSet, openStore, readTarget, restoreBackup, takeBase } from '#store';
import { folds } from '../../src/app/folds.ts';

const [what, dataFolder = '', folder = '', more = ''] = process.argv.slice(2);
const tell = (line: string) => writeSync(1, `${line}\n`);

async function copyBase(): Promise<void> {
  const store = await openStore({ dataFolder, as: 'command', folds });
  tell('at it');
  await takeBase(store.owner, await getSet(folder), { dataFolder, version: 'test' });
  await store.close();
}

async function restore(): Promise<void> {
  tell('at it');
  const proved = async (at: string) => {
    const store = await openStore({ dataFolder: at, as: 'command', folds });
    await store.close();
  };
  const rest = { secret: more, target: readTarget(undefined), aside: undefined, log: () => {} };
  await restoreBackup({ set: await getSet(folder), into: dataFolder, prove: proved, ...rest });
}

async function heal(): Promise<void> {
  const store = await openStore({ dataFolder, as: 'command', folds });
  const { origin } = await getRegister(store.app, 'schools');
  const anchored = parseCheckpoint(parseNote((await findAnchor(more, origin)) ?? '').text);
  tell('at it');
  await healLog(store, { register: 'schools', from: folder, anchored });
  await store.close();
}

await { base: copyBase, restore, heal }[what as 'base' | 'restore' | 'heal']();
tell('done');
