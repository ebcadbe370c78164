// A whole installation at work: the real server with its signer, and an application beside it that publishes into two registers.
// It is struck while it works, and must go on by itself.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type RunningServer, run, start } from '#test/program';
import { judge, judgeAtWork } from '../judgement.ts';
import { type Importer, startImporter, type Told } from '../killing.ts';
import type { Outcome } from './kind.ts';
import { endPostgres, makeScratch, removeScratch, withStore } from './scratch.ts';

/** An installation at work. */
export interface Live {
  readonly dataFolder: string;
  readonly told: readonly Told[];
  readonly server: RunningServer;
  /** Ends the server by kill -9 and starts it again. */
  restartServer(): Promise<void>;
  /** Waits until both registers have new publications and the server serves a checkpoint over them; sentences where it does not. */
  goesOn(): Promise<string[]>;
  judge(): Promise<Outcome>;
  /** Stops the work and judges what is left, anchor included. */
  last(): Promise<Outcome>;
  close(): Promise<void>;
}

const registers = ['schools', 'colleges'];
const patienceMilliseconds = 60_000;
const lookMilliseconds = 50;

/** Starts it. `env` is the environment of all its processes. */
export async function openLive(env: Readonly<Record<string, string>> = {}): Promise<Live> {
  const scratch = await makeScratch();
  const dataFolder = join(scratch, 'data');
  const settings = { ...env, LAOPEDIA_DATA: dataFolder, LAOPEDIA_LOG: 'silent' };
  await run(settings, 'begin');
  let server = await start(settings);
  const importer = startImporter(dataFolder, 'sound', { as: 'command', env });
  await importer.until('published', 2);
  let counted = 0;
  const outcome = (wrong: readonly string[]): Outcome => {
    const acknowledged = published(importer.told).length - counted;
    counted += acknowledged;
    return { acknowledged, wrong };
  };
  const end = async () => {
    await importer.kill();
    await server.end('SIGKILL');
  };
  return {
    dataFolder,
    told: importer.told,
    get server() {
      return server;
    },
    async restartServer() {
      await server.end('SIGKILL');
      server = await start(settings);
    },
    goesOn: () => goesOn(importer, () => server.address),
    judge: async () => outcome(await withStore(dataFolder, 'command', store => judgeAtWork(store, [...importer.told]))),
    async last() {
      await end();
      const anchor = join(dataFolder, 'anchor');
      return outcome(await withStore(dataFolder, 'server', store => judge(store, importer.told, anchor)));
    },
    async close() {
      await end();
      await endPostgres(dataFolder);
      await removeScratch(scratch);
    },
  };
}

function published(told: readonly Told[], register?: string): readonly Told[] {
  return told.filter(one => one.step === 'published' && (register === undefined || one.register === register));
}

async function goesOn(importer: Importer, address: () => string): Promise<string[]> {
  const before = registers.map(register => published(importer.told, register).length);
  const until = performance.now() + patienceMilliseconds;
  const inTime = async (look: () => boolean | Promise<boolean>) => {
    while (!(await look())) {
      if (performance.now() > until) return false;
      await pause(lookMilliseconds);
    }
    return true;
  };
  for (const [at, register] of registers.entries()) {
    const went = await inTime(() => published(importer.told, register).length >= (before[at] ?? 0) + 2);
    if (!went) return [`nothing is published in ${register} any more: ${await importer.where()}`];
    const size = (published(importer.told, register).at(-1)?.number ?? 0) + 1;
    if (!(await inTime(async () => (await signedSize(address(), register)) >= size)))
      return [`the server serves no checkpoint of ${register} over ${size}`];
  }
  return [];
}

async function signedSize(address: string, register: string): Promise<number> {
  try {
    const answer = await fetch(`${address}/log/${register}/checkpoint`, { signal: AbortSignal.timeout(5000) });
    return answer.ok ? Number((await answer.text()).split('\n')[1]) : 0;
  } catch {
    return 0;
  }
}
