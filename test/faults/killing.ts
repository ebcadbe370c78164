// Starts the importing application and kills it, its PostgreSQL, or both, as `kill -9` does.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A step the importer told. */
export interface Told {
  readonly step: 'open' | 'trying' | 'published' | 'signed' | 'refused' | 'done' | 'at';
  readonly register: string;
  readonly proposal: string;
  readonly count: number;
  readonly first?: number;
  readonly number?: number;
}

/** An importing application at work. */
export interface Importer {
  readonly told: readonly Told[];
  /** Waits until it has told so many steps of a kind; answers false when it ended before. */
  until(step: Told['step'], count: number): Promise<boolean>;
  /** Where its writers are, for a sentence about one that stands still. */
  where(): Promise<string>;
  /** Kills it, and its signer with it. */
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('./importer.fixture.ts', import.meta.url));

/** How an importer works beside publishing: as the server or as a command beside one, signing, in another environment. */
export interface ImporterOptions {
  readonly as?: 'server' | 'command';
  readonly sign?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it on a data folder, or on the database of an address. */
export function startImporter(
  place: string,
  mode: 'sound' | 'early' | 'careless',
  { as = 'server', sign = false, env = {} }: ImporterOptions = {},
): Importer {
  const child: ChildProcess = spawn(process.execPath, [script, place, mode, as, sign ? 'sign' : ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const told: Told[] = [];
  let ended = false;
  let wake = () => {};
  const end = once(child, 'exit').then(() => {
    ended = true;
    wake();
  });
  if (child.stdout === null) throw new Error('the importer has no output');
  createInterface(child.stdout).on('line', line => {
    told.push(JSON.parse(line) as Told);
    wake();
  });
  return {
    told,
    async until(step, count) {
      for (;;) {
        if (told.filter(one => one.step === step).length >= count) return true;
        if (ended) return false;
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    },
    async where() {
      child.kill('SIGUSR2');
      await pause(500);
      return JSON.stringify(told.findLast(one => one.step === 'at') ?? '');
    },
    async kill() {
      if (!ended && child.pid !== undefined) killFamily(child.pid);
      await end;
    },
  };
}

/**
 * The postmaster of a data folder and its children. Throws where none runs: after a loss of power its file may be empty, or name
 * a process that is somebody else's by now.
 */
export async function readPostgres(dataFolder: string): Promise<{ postmaster: number; children: readonly number[] }> {
  const file = await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8');
  const postmaster = Number(file.split('\n')[0]);
  if (postmaster <= 1 || !commandOf(postmaster).includes(join(dataFolder, 'postgres')))
    throw new Error(`no PostgreSQL works in ${dataFolder}`);
  return { postmaster, children: childrenOf(postmaster) };
}

/** The command line of a process; empty where it is no more. */
export function commandOf(process: number): string {
  return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(process)], { encoding: 'utf8' }).stdout;
}

/** Its children. */
export function childrenOf(process: number): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, parent]) => (pid !== undefined && parent === process ? [pid] : []));
}

/** Kills a process and its children, itself first: nobody of them can finish anything. */
export function killFamily(process: number): void {
  for (const pid of [process, ...childrenOf(process)]) signalIfThere(pid, 'SIGKILL');
}

/** Sends a signal to a process that may have ended by itself in between. */
export function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ESRCH') throw problem;
  }
}

/** Kills the postmaster of a data folder first, then all its processes: nobody of them can finish anything. */
export async function killPostgres(dataFolder: string): Promise<void> {
  killFamily((await readPostgres(dataFolder)).postmaster);
}
