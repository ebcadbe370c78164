// A bit of a file of PostgreSQL flipped on the disk, in heaps and indexes of the log: whoever reads the page is told so, by
// checksum, and the page is named. A bit in the hole of a page counts as well; one in a file that is no page's does not.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { openStore, readFsckReport, type Store } from '#store';
import { folds } from '../../../src/app/folds.ts';
import { openRandom } from '../random.ts';
import { defineSchools, publishSchools, school } from '../school-log.ts';
import type { Control, Kind, Outcome } from './kind.ts';
import { endPostgres, makeScratch, removeScratch } from './scratch.ts';

const pageBytes = 8192;

interface Relation {
  readonly name: string;
  readonly path: string;
  readonly pages: number;
}

async function openPages() {
  const scratch = await makeScratch();
  const dataFolder = join(scratch, 'data');
  const store = await openStore({ dataFolder, as: 'server', folds });
  await defineSchools(store, 'schools');
  const rows = Array.from({ length: 400 }, (_, at) => school(at, 0));
  await publishSchools(store, 'schools', rows);
  await publishSchools(
    store,
    'schools',
    rows.slice(0, 40).map((_, at) => school(at, 1)),
  );
  for (const extension of ['pg_buffercache', 'pg_prewarm'])
    await store.owner.unsafe(`create extension if not exists ${extension} schema public`);
  await store.owner`checkpoint`;
  return {
    store,
    dataFolder,
    relations: await readRelations(store.owner),
    async close() {
      await store.close();
      await endPostgres(dataFolder);
      await removeScratch(scratch);
    },
  };
}

/** Every heap and index of the log and the records that has a page. */
async function readRelations(sql: Sql): Promise<readonly Relation[]> {
  const rows = await sql`
    select c.oid::regclass::text as name, pg_relation_filepath(c.oid) as path, pg_relation_size(c.oid) / ${pageBytes} as pages
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('laopedia', 'records') and c.relkind in ('r', 'i') and pg_relation_size(c.oid) > 0
    order by 1`;
  return rows.map(row => ({ name: String(row['name']), path: String(row['path']), pages: Number(row['pages']) }));
}

async function flip(path: string, at: number, bit: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, at);
    byte[0] = (byte[0] ?? 0) ^ (1 << bit);
    await file.write(byte, 0, 1, at);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Reads every page of a relation from the disk; the sentence of PostgreSQL where one is not whole. */
async function readAll({ owner }: Store, { name }: Relation): Promise<string | undefined> {
  await owner.unsafe(`select pg_buffercache_evict_relation('${name}'::regclass)`);
  try {
    await owner.unsafe(`select pg_prewarm('${name}'::regclass, 'buffer')`);
    return undefined;
  } catch (problem) {
    return String(problem);
  }
}

/** Flipped bits of pages. */
export const flippedPages: Kind = {
  name: 'pages',
  about: 'a bit flipped on the disk in any heap or index of the log: named by checksum',
  ciRounds: 20,
  unable: async () => undefined,
  async open() {
    const { store, dataFolder, relations, close } = await openPages();
    const random = openRandom();
    return {
      async round(): Promise<Outcome> {
        const relation = relations[random.below(relations.length)] as Relation;
        const page = random.below(relation.pages);
        const [at, bit] = [page * pageBytes + random.below(pageBytes), random.below(8)];
        const path = join(dataFolder, 'postgres', relation.path);
        await store.owner.unsafe(`select pg_buffercache_evict_relation('${relation.name}'::regclass)`);
        await flip(path, at, bit);
        const said = await readAll(store, relation);
        await flip(path, at, bit);
        const wrong: string[] = [];
        if (!said?.includes(`page in block ${page} of relation`) || !said.includes(relation.path))
          wrong.push(`a bit flipped in page ${page} of ${relation.name} was not named: ${said}`);
        const after = await readAll(store, relation);
        if (after !== undefined) wrong.push(`put back, ${relation.name} is still broken: ${after}`);
        return { acknowledged: 0, wrong };
      },
      async last(): Promise<Outcome> {
        const { checks } = await readFsckReport(store);
        return { acknowledged: 0, wrong: checks.flatMap(check => check.findings.map(found => String(found.code))) };
      },
      close,
    };
  },
  controls: async () => [await untouched()],
};

// What always says "broken" is no judge: a page flipped and flipped back is whole.
async function untouched(): Promise<Control> {
  const { store, dataFolder, relations, close } = await openPages();
  try {
    const relation = relations.find(one => one.name.endsWith('entry_rest')) ?? (relations[0] as Relation);
    const path = join(dataFolder, 'postgres', relation.path);
    await flip(path, 100, 3);
    await flip(path, 100, 3);
    return {
      name: 'a bit flipped and put back is no finding',
      noticed: (await readAll(store, relation)) === undefined,
    };
  } finally {
    await close();
  }
}
