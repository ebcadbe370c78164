// Loss of power under load, on a disk that really loses what was not flushed. Database, keys and anchor stand on it; the list of
// what was acknowledged does not.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openCluster } from '#lib/postgres';
import { findCheckpoint, getRegister } from '#store';
import { judge } from '../judgement.ts';
import { type Importer, killFamily, readPostgres, startImporter, type Told } from '../killing.ts';
import { openRandom } from '../random.ts';
import { holdBackWal } from './controls.ts';
import { type Control, isLoss, type Kind } from './kind.ts';
import { type LoopDisk, openLoopDisk, unableToMount } from './loop-disk.ts';
import { endPostgres, makeScratch, removeScratch, withStore } from './scratch.ts';

/** A disk with a data folder on it. */
async function openDisk(): Promise<LoopDisk & { readonly dataFolder: string; close(): Promise<void> }> {
  const scratch = await makeScratch();
  const disk = await openLoopDisk(scratch);
  const dataFolder = join(disk.folder, 'data');
  return {
    ...disk,
    dataFolder,
    async close() {
      await endPostgres(dataFolder);
      await disk.remove();
      await removeScratch(scratch);
    },
  };
}

/** What is left after the power came back: the judge's sentences, and the signed checkpoints that were told and are gone. */
async function judgeDisk(dataFolder: string, told: readonly Told[]): Promise<string[]> {
  return withStore(dataFolder, 'server', async store => {
    const wrong = await judge(store, told, join(dataFolder, 'anchor'));
    for (const register of ['schools', 'colleges']) {
      const signed = Math.max(0, ...told.filter(one => one.step === 'signed' && one.register === register).map(sizeOf));
      const { id } = await getRegister(store.app, register);
      const size = (await findCheckpoint(store.app, id))?.size ?? 0;
      if (size < signed)
        wrong.push(`the checkpoint of ${register} over ${signed} was acknowledged, and ${size} is left`);
    }
    return wrong;
  });
}

function sizeOf({ number }: Told): number {
  return number ?? 0;
}

/** Loss of power. */
export const powerLoss: Kind = {
  name: 'power',
  about: 'loss of power on a loop-mounted XFS under load, keys and anchor on the same disk',
  ciRounds: 20,
  unable: unableToMount,
  async open() {
    const disk = await openDisk();
    const random = openRandom();
    const told: Told[] = [];
    return {
      async round() {
        const importer = startImporter(disk.dataFolder, 'sound', { sign: true });
        await importer.until('published', 1 + random.below(5));
        await pause(random.below(250));
        await losePower(disk, importer);
        told.push(...importer.told);
        const wrong = await judgeDisk(disk.dataFolder, told);
        return { acknowledged: importer.told.filter(one => one.step === 'published').length, wrong };
      },
      close: () => disk.close(),
    };
  },
  controls: async () => [await unwaited(), await unsynced()],
};

/** Cuts the power, ends all who worked on the disk, and lets the power come back. */
async function losePower(
  disk: LoopDisk & { readonly dataFolder: string },
  importer: Importer,
  leave: () => Promise<unknown> = async () => {},
): Promise<void> {
  // Known before: afterwards nothing of the disk can be read.
  const { postmaster } = await readPostgres(disk.dataFolder);
  disk.cutPower();
  killFamily(postmaster);
  await importer.kill();
  await leave().catch(() => {});
  await disk.powerUp();
}

// The commit is not waited for: what was told as published is only in memory.
async function unwaited(): Promise<Control> {
  const disk = await openDisk();
  try {
    await holdBackWal(disk.dataFolder);
    const importer = startImporter(disk.dataFolder, 'careless');
    await importer.until('done', 1);
    await losePower(disk, importer);
    const wrong = await judgeDisk(disk.dataFolder, importer.told);
    return { name: 'synchronous_commit=off, power lost', noticed: wrong.some(isLoss) };
  } finally {
    await disk.close();
  }
}

// Nothing is ever flushed: the log of PostgreSQL itself is lost, or so broken that it does not come up again.
async function unsynced(): Promise<Control> {
  const disk = await openDisk();
  try {
    const held = await openCluster({ dataFolder: disk.dataFolder, role: 'command', settings: { fsync: 'off' } });
    const importer = startImporter(disk.dataFolder, 'sound');
    await importer.until('published', 5);
    await losePower(disk, importer, () => held.stop());
    const wrong = await judgeDisk(disk.dataFolder, importer.told).catch((problem: unknown) => [
      `what was acknowledged can not be read: ${String(problem)}`,
    ]);
    return { name: 'fsync=off, power lost', noticed: wrong.some(isLoss) };
  } finally {
    await disk.close();
  }
}
