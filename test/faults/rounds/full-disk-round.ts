// One round of a disk that fills up under a running server, while somebody publishes and somebody reads; then PostgreSQL is
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
import { judge } from '../judgement.ts';
import { killPostgres, type Told } from '../killing.ts';
import { defineSchools, proposeSchools, school } from '../school-log.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

/** What a round showed. */
export interface FullDiskRound {
  /** Publications acknowledged before, and after there was room again. */
  readonly acknowledged: readonly [before: number, after: number];
  /** Codes of refusals while the disk was full. */
  readonly refused: ReadonlySet<string>;
  /** Lines with PANIC in PostgreSQL's log before it was killed on purpose. */
  readonly panics: number;
  /** Did reading go on: with little left, with nothing left, and after PostgreSQL was killed with nothing left? */
  readonly readable: readonly [little: boolean, nothing: boolean, killed: boolean];
  /** `/ready` said that nothing is published. */
  readonly said: boolean;
  /** The ballast was made again. */
  readonly ballast: boolean;
  /** What the judge found wrong at the end. */
  readonly wrong: readonly string[];
}

const diskMebibytes = 512;
const patienceMs = 30_000;

/** Runs one round. With the watch off (`LAOPEDIA_DISK_RESERVE=off`) PostgreSQL is expected to panic: the control. */
export async function fullDiskRound(watch: 'on' | 'off'): Promise<FullDiskRound> {
  const disk = await mountSmallDisk(diskMebibytes);
  try {
    const settings = { LAOPEDIA_DATA: disk.folder, ...(watch === 'off' ? { LAOPEDIA_DISK_RESERVE: 'off' } : {}) };
    await run(settings, 'begin');
    const server = await start({ ...settings, LAOPEDIA_LOG: 'silent' });
    try {
      return await withPublisher(disk, watch, publisher => steps(disk, server, publisher, watch));
    } finally {
      await disk.clear();
      await server.end('SIGTERM');
    }
  } finally {
    await disk.end();
  }
}

async function steps(
  disk: SmallDisk,
  server: RunningServer,
  publisher: Publisher,
  watch: 'on' | 'off',
): Promise<FullDiskRound> {
  await until(() => publisher.acknowledged() >= 3);
  await disk.fill(24 << 20);
  await until(() => watch === 'off' || publisher.refused.size > 0);
  const said = watch === 'on' && (await until(() => saysReadOnly(server)));
  const little = await isReadable(server);
  await disk.fill(0);
  if (watch === 'off') await writeInPlace(publisher.store);
  await pause(3000);
  const nothing = await isReadable(server);
  const panics = (await readFile(join(disk.folder, 'postgres.log'), 'utf8')).split('PANIC').length - 1;
  await killPostgres(disk.folder).catch(() => {});
  const killed = await until(() => isReadable(server), watch === 'on' ? patienceMs : 5000);
  const before = publisher.acknowledged();
  await disk.clear();
  // Without the watch somebody's publishing may hang; that the database comes back is enough.
  await until(() => (watch === 'on' ? publisher.acknowledged() >= before + 3 : isReadable(server)));
  const ballast = watch === 'on' && (await until(() => existsSync(join(disk.folder, 'ballast'))));
  await publisher.stop();
  return {
    acknowledged: [before, publisher.acknowledged() - before],
    refused: publisher.refused,
    panics,
    readable: [little, nothing, killed],
    said,
    ballast,
    wrong: await judged(disk, publisher.told),
  };
}

async function judged(disk: SmallDisk, told: readonly Told[]): Promise<string[]> {
  const store = await openStore({ dataFolder: disk.folder, as: 'command', folds });
  try {
    return await judge(store, told);
  } finally {
    await store.close();
  }
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
  readonly refused: ReadonlySet<string>;
  acknowledged(): number;
  stop(): Promise<void>;
}

async function withPublisher<T>(disk: SmallDisk, watch: 'on' | 'off', act: (one: Publisher) => Promise<T>): Promise<T> {
  const reserve = watch === 'off' ? { reserve: { kind: 'off' } as const } : {};
  const store = await openStore({ dataFolder: disk.folder, as: 'command', folds, ...reserve });
  const told: Told[] = [];
  const refused = new Set<string>();
  const ending = new AbortController();
  await defineSchools(store, 'schools');
  // The control needs what writes much WAL at once: small proposals mostly meet the full disk with an error, and mark it.
  const form = watch === 'off' ? { smallUpTo: 0 } : {};
  const working = work(store, told, refused, ending.signal, form);
  try {
    return await act({
      store,
      told,
      refused,
      acknowledged: () => told.filter(one => one.step === 'published').length,
      async stop() {
        ending.abort();
        await settled(working);
      },
    });
  } finally {
    ending.abort();
    await settled(working);
    await store.close().catch(() => {});
  }
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

async function isReadable({ address }: RunningServer): Promise<boolean> {
  const read = (path: string) =>
    fetch(`${address}${path}`, { signal: AbortSignal.timeout(5000) }).then(
      answer => answer.ok,
      () => false,
    );
  const paths = ['/api/v1/registers/schools/records?limit=2', '/lo/schools', '/log/schools/checkpoint'];
  return (await Promise.all(paths.map(read))).every(Boolean);
}

async function until(holds: () => boolean | Promise<boolean>, withinMs = patienceMs): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (await holds()) return true;
    await pause(100);
  }
  return false;
}
