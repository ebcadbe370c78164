// The application that is killed: it opens a data folder (or a database, by its address) as a server and publishes batch
// after batch into two registers, by the rooms of the workflow, telling each step on its standard output. It ends only by being killed.
import { writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { JsonValue } from '#lib/canonical-json';
import { Refusal } from '#register';
import { startSigner } from '#signer';
import { findRegister, openStore, type Store } from '#store';
import { publish } from '#workflow/publication';
import { folds } from '../../src/app/folds.ts';
import { publishCarelessly } from './careless.ts';
import { openRandom, type Random } from './random.ts';
import { defineSchools, proposeSchools, school } from './school-log.ts';

const [place = '', mode = 'sound', as = 'server', sign = ''] = process.argv.slice(2);
const databaseUrl = place.startsWith('postgres:') ? place : undefined;
const dataFolder = databaseUrl === undefined ? place : tmpdir();
const schools = 300;
const patienceMilliseconds = 100;
const earlyMilliseconds = 5000;
/** Beside a server it publishes for many rounds: the log stays small enough for fsck to read it whole each time. */
const breathMilliseconds = as === 'command' ? 60 : 0;

function tell(what: object): void {
  writeSync(1, `${JSON.stringify(what)}\n`);
}

function someRows(random: Random): Record<string, JsonValue>[] {
  const from = random.below(schools);
  const count = 1 + random.below(random.below(4) === 0 ? 250 : 12);
  const turn = random.below(1_000_000);
  return Array.from({ length: Math.min(count, schools - from) }, (_, at) => school(from + at, turn));
}

// Where each writer is, for who looks into one that stands still.
const places = new Map<string, string>();
process.on('SIGUSR2', () => tell({ step: 'at', places: [...places] }));

// A server whose PostgreSQL died does not give up: it asks again with the same proposal until it knows.
async function untilAnswered<T>(act: () => Promise<T>): Promise<T | undefined> {
  for (;;) {
    try {
      return await act();
    } catch (problem) {
      if (problem instanceof Refusal) return undefined;
      places.set('last failure', String(problem));
      await pause(patienceMilliseconds);
    }
  }
}

async function work(store: Store, register: string, random: Random): Promise<void> {
  for (;;) {
    await pause(breathMilliseconds);
    const rows = someRows(random);
    places.set(register, 'proposing');
    const atOnce = random.below(3) === 0;
    const proposal = await untilAnswered(() => proposeSchools(store, register, rows, { atOnce }));
    if (proposal === undefined) continue;
    tell({ step: 'trying', register, proposal, count: rows.length, atOnce });
    if (mode === 'early') {
      tell({ step: 'published', register, proposal, count: rows.length });
      // The blow falls in between, however long it takes to come.
      await pause(earlyMilliseconds);
    }
    places.set(register, 'publishing');
    const done = await untilAnswered(() => publish(store, proposal));
    if (done === undefined) tell({ step: 'refused', register, proposal });
    else tell({ step: 'published', register, proposal, count: rows.length, first: done.first, number: done.number });
  }
}

// A checkpoint told of is anchored and served: no loss of power may take it back.
async function tellSigned(): Promise<void> {
  const folders = { keyFolder: `${dataFolder}/keys`, anchorFolder: `${dataFolder}/anchor` };
  const signer = await startSigner({ databaseUrl: store.url, ...folders, log: () => {} });
  const watch = async (register: string) => {
    for (;;) {
      const stored = await untilAnswered(() => findRegister(store.app, register));
      if (stored === undefined || !(await signer.settled(stored.id, stored.size, 5000))) continue;
      tell({ step: 'signed', register, proposal: '', count: 0, number: stored.size });
      await pause(patienceMilliseconds);
    }
  };
  for (const register of ['schools', 'colleges']) void watch(register);
}

const store = await openStore({ databaseUrl, dataFolder, as: as === 'command' ? 'command' : 'server', folds });
for (const register of ['schools', 'colleges']) {
  if ((await findRegister(store.app, register)) === undefined) await defineSchools(store, register);
}
tell({ step: 'open' });
if (sign !== '') await tellSigned();
if (mode === 'careless') await publishCarelessly(store, 'schools', tell);
else await Promise.all(['schools', 'colleges'].map(register => work(store, register, openRandom())));
