// The program as a person runs it: a command to its end, and the server until it is told to end. It knows nothing of what
// they do; whoever starts a server ends it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The folder of the sources, with a slash at its end. */
export const checkout = fileURLToPath(new URL('../../', import.meta.url));

/** The command's file. */
export const program = `${checkout}bin/laopedia.js`;

/** Settings of a child: ours are kept away from it, so that only what a test gives is set. */
export type Settings = Readonly<Record<string, string>>;

/** How a child ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** A server that runs. */
export interface RunningServer {
  /** Where it answers, without a slash at its end. */
  readonly address: string;
  /** Sends a signal that does not end it: SIGSTOP, SIGCONT. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<Ended>;
}

/** As whom a child runs; by default as we do. */
export interface As {
  readonly uid?: number;
}

/** Runs one command to its end. */
export function run(settings: Settings, ...argv: readonly string[]): Promise<Ended> {
  return endOf(spawnProgram(settings, argv));
}

/** Runs one command, and sends it a signal when `until` holds. */
export async function runAndSignal(
  settings: Settings,
  argv: readonly string[],
  until: () => Promise<boolean>,
  signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL',
): Promise<Ended> {
  const child = spawnProgram(settings, argv);
  const ended = endOf(child);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && !(await until())) await pause(5);
  child.kill(signal);
  return ended;
}

/** Starts the server and waits for its address. Throws what it said when it ends before. */
export async function start(settings: Settings, as: As = {}): Promise<RunningServer> {
  const { child, ended } = startChild(settings, as);
  const address = await Promise.race([lineOf(child, 'stdout', /^http\S+/m), ended]);
  if (typeof address !== 'string') throw new Error(`the server ended by itself: ${JSON.stringify(address)}`);
  return {
    address,
    signal: signal => void child.kill(signal),
    end: signal => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A server that has not got its address yet: on standby, say. */
export interface WaitingServer {
  /** Comes when it serves. */
  readonly address: Promise<string>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended>;
}

/** Starts the server and waits until it has said something on stderr. */
export async function startWaiting(settings: Settings, said: RegExp): Promise<WaitingServer> {
  const { child, ended } = startChild(settings, {});
  const address = lineOf(child, 'stdout', /^http\S+/m);
  await Promise.race([lineOf(child, 'stderr', said), ended]);
  return {
    address,
    end: signal => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts the server and sends it a signal as soon as it has said something on stderr. */
export async function startAndSignal(settings: Settings, said: RegExp, signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended> {
  const { child, ended } = startChild(settings, {});
  await Promise.race([lineOf(child, 'stderr', said), ended]);
  child.kill(signal);
  return ended;
}

function startChild(settings: Settings, as: As): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawnProgram({ PORT: '0', ...settings }, ['start'], as);
  return { child, ended: endOf(child) };
}

function spawnProgram(settings: Settings, argv: readonly string[], { uid }: As = {}): ChildProcess {
  const env = { ...ordinaryEnvironment(), ...settings };
  const account = uid === undefined ? {} : { uid, gid: uid };
  return spawn(process.execPath, [program, ...argv], { env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], ...account });
}

/** Our environment without the settings of a server. */
export function ordinaryEnvironment(): Record<string, string> {
  const ours = /^(LAOPEDIA_.*|PORT|HOST|DATABASE_URL|NODE_TEST_CONTEXT)$/;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || ours.test(name) ? [] : [[name, value]],
    ),
  );
}

/** What a child says until its end, and how it ends. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', text => {
    said.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', text => {
    said.err += text;
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, ...said };
}

function lineOf(child: ChildProcess, stream: 'stdout' | 'stderr', wanted: RegExp): Promise<string> {
  return new Promise(resolve => {
    let said = '';
    child[stream]?.on('data', (text: string) => {
      said += text;
      const found = wanted.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
}
