// Two servers on one database: whoever leads is killed, ended or loses its session, the other takes over, and what is published
// meanwhile is signed by the one that leads now.
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore, type Store } from '#store';
import { testDatabase } from '#test/database';
import { type RunningServer, run, type Settings, startWaiting, type WaitingServer } from '#test/program';
import { folds } from '../../../src/app/folds.ts';
import { judgeAtWork } from '../judgement.ts';
import type { Told } from '../killing.ts';
import { openRandom } from '../random.ts';
import { schoolDefinition } from '../school-log.ts';
import { earlyControl } from './controls.ts';
import type { Kind, Outcome } from './kind.ts';
import { makeScratch, removeScratch } from './scratch.ts';

const patienceMilliseconds = 30_000;
const blows = ['SIGKILL', 'SIGTERM', 'session'] as const;

interface Standing {
  readonly server: RunningServer | WaitingServer;
  readonly url: string;
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function answers(url: string, path: string): Promise<number> {
  return fetch(`${url}${path}`, { signal: AbortSignal.timeout(2000) }).then(
    answer => answer.status,
    () => 0,
  );
}

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + patienceMilliseconds;
  while (performance.now() < end) {
    if (await holds()) return true;
    await pause(50);
  }
  return false;
}

/** Starts a server; it leads or waits, as it finds the database. */
async function startOne(settings: Settings): Promise<Standing> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await startWaiting({ ...settings, PORT: String(port) }, /Laopedia/);
  await until(async () => (await answers(url, '/health')) === 200);
  return { server, url };
}

/** One row by the command, until it stands in a checkpoint that a leading server serves. */
async function publishOne(store: Store, settings: Settings, folder: string, at: number, lead: () => Promise<string>) {
  const file = join(folder, 'one.csv');
  await writeFile(file, `code,name\nW${at},ໂຮງຮຽນ ${at}\n`);
  const { code, err, out } = await run(
    settings,
    'import',
    'schools',
    file,
    '--officer',
    'a',
    '--approver',
    'b',
    '--json',
  );
  if (code !== 0) return { told: undefined, wrong: [`the command ended with ${code}: ${err.slice(0, 200)}`] };
  const { proposal, entries } = JSON.parse(out) as { proposal: string; entries: [number, number] };
  const told: Told = {
    step: 'published',
    register: 'schools',
    proposal,
    count: 1,
    first: entries[0],
    number: entries[1],
  };
  const isSigned = await until(async () => {
    const note = await fetch(`${await lead()}/log/schools/checkpoint`).then(
      answer => answer.text(),
      () => '',
    );
    return Number(note.split('\n')[1]) > entries[1];
  });
  const wrong = await judgeAtWork(store, [told]);
  return { told, wrong: isSigned ? wrong : [...wrong, 'no checkpoint over what was published'] };
}

async function openServers() {
  const [scratch, database] = [await makeScratch(), await testDatabase()];
  const settings = { DATABASE_URL: database.url, LAOPEDIA_DATA: scratch, LAOPEDIA_LOG: 'silent', LAOPEDIA_RATE: '0' };
  await run(settings, 'begin');
  await writeFile(join(scratch, 'schools.json'), JSON.stringify(schoolDefinition('schools')));
  await run(settings, 'define', join(scratch, 'schools.json'));
  const store = await openStore({ databaseUrl: database.url, dataFolder: scratch, as: 'command', folds });
  const servers = [await startOne(settings), await startOne(settings)];
  const leading = async () => {
    for (const one of servers) if ((await answers(one.url, '/ready')) === 200) return one;
    return undefined;
  };
  return {
    scratch,
    settings,
    store,
    servers,
    leading,
    async strike(blow: (typeof blows)[number]): Promise<string[]> {
      if (!(await until(async () => (await leading()) !== undefined))) return ['nobody leads'];
      const lead = await leading();
      if (lead === undefined) return ['nobody leads'];
      if (blow === 'session') {
        await store.owner`
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'laopedia_lead' and datname = current_database()`;
        return [];
      }
      await lead.server.end(blow);
      servers.splice(servers.indexOf(lead), 1);
      const took = await until(async () => (await leading()) !== undefined);
      servers.push(await startOne(settings));
      return took ? [] : [`nobody took over after ${blow}`];
    },
    async close() {
      for (const { server } of servers) await server.end('SIGKILL');
      await store.close();
      await database.drop();
      await removeScratch(scratch);
    },
  };
}

/** Two servers on one database. */
export const twoServers: Kind = {
  name: 'standby',
  about: 'two servers on one database: the leader killed, ended, its session cut; the other takes over and signs',
  ciRounds: 20,
  unable: async () => undefined,
  async open() {
    const all = await openServers();
    const random = openRandom();
    const told: Told[] = [];
    let at = 0;
    return {
      async round(): Promise<Outcome> {
        const wrong = await all.strike(blows[random.below(blows.length)] ?? 'SIGKILL');
        const lead = async () => (await all.leading())?.url ?? all.servers[0]?.url ?? '';
        const one = await publishOne(all.store, all.settings, all.scratch, at++, lead);
        if (one.told !== undefined) told.push(one.told);
        wrong.push(...one.wrong, ...(await judgeAtWork(all.store, told)));
        return { acknowledged: one.told === undefined ? 0 : 1, wrong };
      },
      close: () => all.close(),
    };
  },
  controls: async () => [await earlyControl()],
};
