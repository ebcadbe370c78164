// Child processes that serve HTTP: started, waited for, watched for memory, ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/** A server in a process of its own. */
export interface ServingChild {
  readonly address: string;
  /** Resident memory in bytes: now, and at most so far. */
  memory(): Promise<{ readonly now: number; readonly most: number }>;
  stop(): Promise<void>;
}

/** Starts a script that prints its address as its first line on stdout. */
export async function startChild(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServingChild> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const address = await firstLine(child);
  return {
    address,
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) * 1024;
      return { now: of('VmRSS'), most: of('VmHWM') };
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = '';
  const found = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', part => {
      said += String(part);
      const end = said.indexOf('\n');
      if (end >= 0) resolve(said.slice(0, end));
    });
    child.on('exit', code => reject(new Error(`the server ended with ${code} before it served`)));
  });
  return found;
}
