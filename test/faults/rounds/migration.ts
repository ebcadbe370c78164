// A migration of a database with data in it, stopped at a random statement by kill -9 of the process or of PostgreSQL, or by the
// end of its connection: it is whole or not there, nothing is lost, and the next start completes it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore, readFsckReport, type Store } from '#store';
import { folds } from '../../../src/app/folds.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { killPostgres } from '../killing.ts';
import { openRandom } from '../random.ts';
import { defineSchools, publishSchools, school } from '../school-log.ts';
import type { Control, Kind, Outcome } from './kind.ts';
import { endPostgres, makeScratch, removeScratch } from './scratch.ts';

const real = fileURLToPath(new URL('../../../src/store/migrations/', import.meta.url));
const script = fileURLToPath(new URL('../migrator.fixture.ts', import.meta.url));
const records = 400;

/** What a release might do to a table with data: a column, its values, an index, a rule; some of it long. */
function statements(number: number): string {
  return `
    alter table laopedia.publication add column trial_${number} text;
    update laopedia.publication set trial_${number} = proposal || pg_sleep(0.005);
    create table laopedia.trial_${number} as select e.register_id, e.number, sha256(e.bytes) as digest from laopedia.entry e;
    select pg_sleep(0.1);
    create index trial_${number}_digest on laopedia.trial_${number} (digest);
    alter table laopedia.publication alter column trial_${number} set not null;
    select pg_sleep(0.1);
    alter table laopedia.trial_${number} add check (length(digest) = 32);`;
}

/** Says what is half there of a migration; nothing where all or none of it is. */
async function halves({ owner }: Store, number: number): Promise<string[]> {
  const [row] = await owner.unsafe(`
    select exists (select from public.laopedia_migration where name like '9${number}-%') as mark,
      to_regclass('laopedia.trial_${number}') is not null as made,
      to_regclass('laopedia.trial_${number}_digest') is not null as indexed,
      exists (select from information_schema.columns where table_schema = 'laopedia' and column_name = 'trial_${number}') as added`);
  const parts = Object.values(row ?? {});
  return new Set(parts).size === 1 ? [] : [`a migration is there by half: ${JSON.stringify(row)}`];
}

async function recordsOf({ owner }: Store): Promise<number> {
  const rows = await owner`select records from laopedia.head h join laopedia.register r on r.id = h.register_id
    where r.name = 'schools'`;
  return Number(rows[0]?.['records']);
}

const blows = ['the process', 'PostgreSQL', 'both'] as const;

async function openMigrations() {
  const scratch = await makeScratch();
  const [dataFolder, folder] = [join(scratch, 'data'), join(scratch, 'migrations')];
  await cp(real, folder, { recursive: true });
  const store = await openStore({ dataFolder, as: 'server', folds });
  await defineSchools(store, 'schools');
  await publishSchools(
    store,
    'schools',
    Array.from({ length: records }, (_, at) => school(at, 0)),
  );
  let number = 100;
  const strike = async (text: string, wait: number, blow: (typeof blows)[number]) => {
    number += 1;
    await writeFile(join(folder, `9${number}-trial.sql`), text);
    const child = spawn(process.execPath, [script, store.url, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), ended]);
    await pause(wait);
    if (blow !== 'the process') await killPostgres(dataFolder);
    if (blow !== 'PostgreSQL') child.kill('SIGKILL');
    await ended;
  };
  return {
    store,
    folder,
    strike,
    get number() {
      return number;
    },
    async close() {
      await store.close();
      await endPostgres(dataFolder);
      await removeScratch(scratch);
    },
  };
}

/** After PostgreSQL was killed the server's keeper starts it again; until then nobody is answered. */
async function untilAnswered(act: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + 60_000;
  for (;;) {
    try {
      await act();
      return;
    } catch (problem) {
      if (performance.now() > until) throw problem;
      await pause(100);
    }
  }
}

/** Interrupted migrations. */
export const interruptedMigrations: Kind = {
  name: 'migrations',
  about: 'a migration of a database with data stopped by kill -9 of the process, of PostgreSQL, of both',
  // migrations.test.ts stops our own at a dozen statements besides
  ciRounds: 20,
  unable: async () => undefined,
  async open() {
    const all = await openMigrations();
    const random = openRandom();
    let at = 0;
    return {
      async round(): Promise<Outcome> {
        const { store, folder } = all;
        const blow = blows[at++ % blows.length] ?? 'both';
        await all.strike(statements(all.number + 1), random.below(400), blow);
        await untilAnswered(() => store.owner`select 1`);
        const wrong = await halves(store, all.number);
        await untilAnswered(() => migrate(store.owner, `${folder}/`));
        wrong.push(...(await halves(store, all.number)));
        if ((await recordsOf(store)) !== records) wrong.push('acknowledged records are lost');
        const { checks } = await readFsckReport(store);
        wrong.push(...checks.flatMap(check => check.findings.map(found => `${found.invariant} ${found.code}`)));
        return { acknowledged: at === 1 ? records : 0, wrong };
      },
      close: () => all.close(),
    };
  },
  controls: async () => [await untied()],
};

// A migration that commits between its statements is left by half, and that is seen.
async function untied(): Promise<Control> {
  const all = await openMigrations();
  try {
    const text = statements(all.number + 1).replace('create index', 'commit; select pg_sleep(20); create index');
    await all.strike(text, 1500, 'both');
    await untilAnswered(() => all.store.owner`select 1`);
    return { name: 'a migration that commits half-way', noticed: (await halves(all.store, all.number)).length > 0 };
  } finally {
    await all.close();
  }
}
