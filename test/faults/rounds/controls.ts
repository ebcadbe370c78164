// Ways of working that lose what was acknowledged, which the judge of the rounds must notice: a test that cannot fail is none.
import { join } from 'node:path';
import { judge } from '../judgement.ts';
import { killPostgres, startImporter } from '../killing.ts';
import type { Control } from './kind.ts';
import { isLoss } from './kind.ts';
import { endPostgres, makeScratch, removeScratch, withStore } from './scratch.ts';

/** Runs an application that works carelessly in some way, strikes, and asks the judge. */
async function control(name: string, act: (dataFolder: string) => Promise<readonly string[]>): Promise<Control> {
  const scratch = await makeScratch();
  const dataFolder = join(scratch, 'data');
  try {
    return { name, noticed: (await act(dataFolder)).some(isLoss) };
  } finally {
    await endPostgres(dataFolder);
    await removeScratch(scratch);
  }
}

/** Keeps PostgreSQL from writing by itself what nobody waits for. */
export async function holdBackWal(dataFolder: string): Promise<void> {
  await withStore(dataFolder, 'server', async ({ owner }) => {
    await owner`alter system set wal_writer_delay = '10s'`;
    await owner`alter system set wal_writer_flush_after = '1GB'`;
  });
}

let careless: Promise<Control> | undefined;
let early: Promise<Control> | undefined;

/** Commits that are not waited for, and kill -9 of everything. Several kinds lean on it; a run does it once. */
export function carelessControl(): Promise<Control> {
  careless ??= workCarelessly();
  return careless;
}

/** An acknowledgement given before the commit; once a run as well. */
export function earlyControl(): Promise<Control> {
  early ??= acknowledgeEarly();
  return early;
}

function workCarelessly(): Promise<Control> {
  return control('synchronous_commit=off, kill -9', async dataFolder => {
    await holdBackWal(dataFolder);
    const importer = startImporter(dataFolder, 'careless');
    await importer.until('done', 1);
    await killPostgres(dataFolder);
    await importer.kill();
    return withStore(dataFolder, 'server', store => judge(store, importer.told));
  });
}

function acknowledgeEarly(): Promise<Control> {
  return control('acknowledged before the commit', async dataFolder => {
    const importer = startImporter(dataFolder, 'early');
    await importer.until('published', 1);
    await importer.kill();
    // Each is told twice: first too early, then, if it came to that, with its numbers.
    const early = importer.told.filter(one => one.step === 'published' && one.first === undefined);
    return withStore(dataFolder, 'server', async store => {
      const rows = await store.app`select proposal from laopedia.publication`;
      const there = new Set(rows.map(row => row['proposal']));
      return early.flatMap(one =>
        there.has(one.proposal) ? [] : [`${one.proposal} was acknowledged and is not there`],
      );
    });
  });
}
