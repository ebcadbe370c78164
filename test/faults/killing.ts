// Starts the importing application and kills it, its PostgreSQL, or both, as `kill -9` does.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A step the importer told. */
export interface Told {
  readonly step: 'open' | 'trying' | 'published' | 'refused' | 'done';
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
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('./importer.fixture.ts', import.meta.url));

/** Starts it on a data folder. */
export function startImporter(dataFolder: string, mode: 'sound' | 'early' | 'careless'): Importer {
  const child: ChildProcess = spawn(process.execPath, [script, dataFolder, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
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
    async kill() {
      child.kill('SIGKILL');
      await end;
    },
  };
}

/** Kills the postmaster of a data folder first, then all its processes: nobody of them can finish anything. */
export async function killPostgres(dataFolder: string): Promise<void> {
  const file = await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8');
  const postmaster = Number(file.split('\n')[0]);
  const children = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, parent]) => (pid !== undefined && parent === postmaster ? [pid] : []));
  for (const pid of [postmaster, ...children]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in between.
    }
  }
}
