// Child processes that serve HTTP: started, waited for, watched for memory, ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Family, familyOf, highestOf } from './process.ts';

/** A server in a process of its own. */
export interface ServingChild {
  readonly address: string;
  /** Resident memory in bytes: now, at most so far, and now with all that it began (shared pages counted for each). */
  memory(): Promise<{ readonly now: number; readonly most: number; readonly all: number }>;
  /** Milliseconds on the processor so far, its children's too. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

// What a server says on stderr is kept for when it ends badly, its last part at least.
const mostSaid = 4000;

/** Starts a script that prints its address as its first line on stdout. */
export async function startChild(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServingChild> {
  let said = '';
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  child.stderr?.on('data', part => {
    said = (said + String(part)).slice(-mostSaid);
  });
  const address = await firstLine(child).catch(problem => {
    throw new Error(`${(problem as Error).message}: ${said}`);
  });
  const family = async (): Promise<Family | undefined> => familyOf(child.pid ?? 0);
  return {
    address,
    async memory() {
      const now = await family();
      const most = await highestOf(child.pid ?? 0);
      return { now: now?.ownBytes ?? Number.NaN, most, all: now?.allBytes ?? Number.NaN };
    },
    async cpuMs() {
      return (await family())?.cpuMs ?? Number.NaN;
    },
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      if (child.exitCode !== 0 && child.signalCode !== 'SIGTERM') throw new Error(`a server ended badly: ${said}`);
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
