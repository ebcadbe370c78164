// A disk that fills up again and again under a running server, while somebody publishes and somebody reads; each time PostgreSQL is
// killed on the full disk; then there is room again. Answers what happened; who asks judges.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '#register';
import { openStore, type Store } from '#store';
import { type RunningServer, run, start } from '#test/program';
import { publish } from '#workflow/publication';
import { folds } from '../../../src/app/folds.ts';
import { judge, judgeAtWork } from '../judgement.ts';
import { killPostgres, type Told } from '../killing.ts';
import { defineSchools, proposeSchools, school } from '../school-log.ts';
import { withStore } from './scratch.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

/** What one filling of the disk showed. */
export interface Filled {
  /** Publications acknowledged since the last time, and of these after there was room again. */
  readonly acknowledged: readonly [all: number, after: number];
  /** Codes of refusals while the disk was full. */
  readonly refused: ReadonlySet<string>;
  /** Lines with PANIC in PostgreSQL's log before it was killed on purpose. */
  readonly panics: readonly string[];
  /** What could not be read with little left and with nothing left, and why. */
  readonly unreadable: readonly string[];
  /** PostgreSQL, killed with nothing left, came back and could be read. */
  readonly came: boolean;
  /** `/ready` said that nothing is published. */
  readonly said: boolean;
  /** The ballast was made again. */
  readonly ballast: boolean;
  /** What the judge found wrong while publishing went on. */
  readonly wrong: readonly string[];
}

/** An installation at work on a small disk of its own. */
export interface FullDisk {
  /** Fills the disk, kills PostgreSQL on it, and makes room again. */
  fill(): Promise<Filled>;
  /** Everything judged once more, with nobody at work. */
  last(): Promise<string[]>;
  close(): Promise<void>;
}

// Room for what twenty rounds publish.
const diskMebibytes = 1536;
const patienceMs = 30_000;

/** Sets one up. With the watch off (`LAOPEDIA_DISK_RESERVE=off`) PostgreSQL is expected to panic: the control. */
export async function openFullDisk(watch: 'on' | 'off'): Promise<FullDisk> {
  const disk = await mountSmallDisk(diskMebibytes);
  const settings = { LAOPEDIA_DATA: disk.folder, ...(watch === 'off' ? { LAOPEDIA_DISK_RESERVE: 'off' } : {}) };
  const undo = [() => disk.end()];
  const close = async () => {
    await disk.clear();
    for (const act of undo.toReversed()) await act();
  };
  try {
    await run(settings, 'begin');
    const server = await start({ ...settings, LAOPEDIA_LOG: 'silent' });
    undo.push(async () => void (await server.end('SIGTERM')));
    const publisher = await openPublisher(disk.folder, watch);
    undo.push(() => publisher.close());
    await until(() => publisher.acknowledged() >= 3);
    return {
      fill: () => fillOnce(disk, server, publisher, watch),
      async last() {
        await publisher.close();
        return withStore(disk.folder, 'command', store => judge(store, publisher.told));
      },
      close,
    };
  } catch (problem) {
    await close();
    throw problem;
  }
}

async function fillOnce(
  disk: SmallDisk,
  server: RunningServer,
  publisher: Publisher,
  watch: 'on' | 'off',
): Promise<Filled> {
  const [begun, panicsBefore] = [publisher.counted, (await panicsOf(disk)).length];
  publisher.refused.clear();
  await disk.fill(24 << 20);
  await until(() => watch === 'off' || publisher.refused.size > 0);
  const said = watch === 'on' && (await until(() => saysReadOnly(server)));
  const little = await readsStill(server);
  await disk.fill(0);
  if (watch === 'off') await writeInPlace(publisher.store);
  // PostgreSQL makes one every five minutes, and one may be under way when the last byte goes.
  else await publisher.store.owner`checkpoint`.catch(() => {});
  await pause(watch === 'on' ? 1500 : 3000);
  const nothing = await readsStill(server);
  const panics = (await panicsOf(disk)).slice(panicsBefore);
  await killPostgres(disk.folder).catch(() => {});
  const came = await until(() => isReadable(server), watch === 'on' ? patienceMs : 5000);
  const before = publisher.acknowledged();
  await disk.clear();
  // Without the watch somebody's publishing may hang; that the database comes back is enough.
  await until(() => (watch === 'on' ? publisher.acknowledged() >= before + 3 : isReadable(server)));
  const ballast = watch === 'on' && (await until(() => existsSync(join(disk.folder, 'ballast'))));
  const [now, told] = [publisher.acknowledged(), [...publisher.told]];
  publisher.counted = now;
  return {
    acknowledged: [now - begun, now - before],
    refused: new Set(publisher.refused),
    panics,
    unreadable: [...little, ...nothing],
    came,
    said,
    ballast,
    wrong: watch === 'off' ? [] : await withStore(disk.folder, 'command', store => judgeAtWork(store, told)),
  };
}

async function panicsOf({ folder }: SmallDisk): Promise<string[]> {
  const log = await readFile(join(folder, 'postgres.log'), 'utf8');
  return log.split('\n').filter(line => line.includes('PANIC'));
}

// Stands for whoever writes without making a table longer: an update in place, an act of the audit log, vacuum. A publication on
// a full disk mostly fails with an error before it has written that much.
async function writeInPlace({ owner }: Store): Promise<void> {
  const write = () => owner`select pg_logical_emit_message(false, 'test', repeat('x', 1048576))`;
  for (let at = 0, fails = false; at < 160 && !fails; at++) {
    await write().catch(() => {
      fails = true;
    });
  }
}

/** Publishes one batch after another, and asks again until it knows what became of it. */
interface Publisher {
  readonly store: Store;
  readonly told: readonly Told[];
  readonly refused: Set<string>;
  /** How many acknowledged publications earlier rounds have counted. */
  counted: number;
  acknowledged(): number;
  close(): Promise<void>;
}

async function openPublisher(dataFolder: string, watch: 'on' | 'off'): Promise<Publisher> {
  const reserve = watch === 'off' ? { reserve: { kind: 'off' } as const } : {};
  const store = await openStore({ dataFolder, as: 'command', folds, ...reserve });
  const told: Told[] = [];
  const refused = new Set<string>();
  const ending = new AbortController();
  await defineSchools(store, 'schools');
  // The control needs what writes much WAL at once: small proposals mostly meet the full disk with an error, and mark it.
  const form = watch === 'off' ? { smallUpTo: 0 } : {};
  const working = work(store, told, refused, ending.signal, form);
  return {
    store,
    told,
    refused,
    counted: 0,
    acknowledged: () => told.filter(one => one.step === 'published').length,
    async close() {
      if (ending.signal.aborted) return;
      ending.abort();
      await settled(working);
      await store.close().catch(() => {});
    },
  };
}

// Without the watch a publication may wait for a PostgreSQL that does not come back.
function settled(working: Promise<void>): Promise<unknown> {
  return Promise.race([working, pause(5000, undefined, { ref: false })]);
}

async function work(
  store: Store,
  told: Told[],
  refused: Set<string>,
  ending: AbortSignal,
  form: { readonly smallUpTo?: number },
): Promise<void> {
  for (let turn = 0; !ending.aborted; turn++) {
    const rows = Array.from({ length: 400 }, (_, at) => school(at, turn));
    const step = { register: 'schools', count: rows.length };
    let proposal: string | undefined;
    while (!ending.aborted) {
      try {
        proposal ??= await proposeSchools(store, 'schools', rows, { atOnce: turn % 2 === 0, ...form });
        told.push({ step: 'trying', proposal, ...step });
        const { first, number } = await publish(store, proposal);
        told.push({ step: 'published', proposal, ...step, first, number });
        // The disk is to be filled by others.
        await pause(100);
        break;
      } catch (problem) {
        if (problem instanceof Refusal) refused.add(problem.code);
        // Its rows were lost with PostgreSQL's crash: they were never promised.
        if (problem instanceof Refusal && problem.kind !== 'busy') break;
        await pause(200);
      }
    }
  }
}

async function saysReadOnly({ address }: RunningServer): Promise<boolean> {
  return (await (await fetch(`${address}/ready`)).text()).includes('disk-full');
}

async function isReadable(server: RunningServer): Promise<boolean> {
  return (await unreadable(server)).length === 0;
}

// Who is turned away since the machine is busy asks again, as he is told to.
async function readsStill(server: RunningServer): Promise<string[]> {
  let wrong = await unreadable(server);
  const end = performance.now() + 10_000;
  while (wrong.length > 0 && performance.now() < end) {
    await pause(500);
    wrong = await unreadable(server);
  }
  return wrong;
}

async function unreadable({ address }: RunningServer): Promise<string[]> {
  const read = (path: string) =>
    fetch(`${address}${path}`, { signal: AbortSignal.timeout(5000) }).then(
      answer => (answer.ok ? [] : [`${path}: ${answer.status}`]),
      problem => [`${path}: ${String(problem)}`],
    );
  const paths = ['/api/v1/registers/schools/records?limit=2', '/lo/schools', '/log/schools/checkpoint'];
  return (await Promise.all(paths.map(read))).flat();
}

async function until(holds: () => boolean | Promise<boolean>, withinMs = patienceMs): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (await holds()) return true;
    await pause(100);
  }
  return false;
}
