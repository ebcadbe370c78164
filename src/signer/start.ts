// Starts the signer's process and keeps it alive: one that ends is started again, later and later while it fails. It
// never reads a key itself.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Report, SignerSettings } from './message.ts';

/** Where the signer works. The folders are made at first need, for their owner alone; `log` gets one line at a time. */
export interface SignerOptions extends SignerSettings {
  readonly log: (line: string) => void;
}

/** The running signer. */
export interface SignerProcess {
  /** The process of the moment; undefined between an end and the next start. */
  readonly pid: number | undefined;
  /** Waits until the log is signed up to a size; false when it took longer. */
  settled(registerId: number, size: number, withinMs: number): Promise<boolean>;
  /** Ends it in order, or after a few seconds by force. */
  stop(): Promise<void>;
}

const program = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './process.ts' : './process.js', import.meta.url),
);
const shortestPauseMs = 100;
const longestPauseMs = 5000;
const forceMs = 5000;

/**
 * Starts the signer and waits until it has held every log against its anchor: from then on a database that was set back
 * is read-only. Throws when the first process ends before that.
 */
export async function startSigner(options: SignerOptions): Promise<SignerProcess> {
  const signed = new SignedSizes();
  let child: ChildProcess | undefined;
  let stopping = false;
  let pauseMs = shortestPauseMs;
  let timer: NodeJS.Timeout | undefined;

  const begin = (): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let said = '';
    const born = spawnSigner(options, report => {
      if (report.report === 'signed') signed.reach(report.registerId, report.size);
      if (report.report === 'line') {
        said = `: ${report.line}`;
        options.log(report.line);
      }
      if (report.report !== 'ready') return;
      pauseMs = shortestPauseMs;
      resolve();
    });
    child = born;
    born.once('exit', (code, signal) => {
      child = undefined;
      reject(new Error(`the signer ended before it was ready (${signal ?? code})${said}`));
      if (stopping) return;
      options.log(`the signer ended (${signal ?? code}) and is started again`);
      timer = setTimeout(() => void begin().catch(() => {}), pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    });
    return promise;
  };

  const stop = async () => {
    stopping = true;
    clearTimeout(timer);
    if (child !== undefined) await end(child);
    signed.give();
  };

  try {
    await begin();
  } catch (problem) {
    await stop();
    throw problem;
  }
  return {
    get pid() {
      return child?.pid;
    },
    settled: (registerId, size, withinMs) => signed.wait(registerId, size, withinMs),
    stop,
  };
}

function spawnSigner({ log, ...settings }: SignerOptions, hear: (report: Report) => void): ChildProcess {
  // The database's address has a password in it: it goes by message, not in the arguments that everybody can list.
  const child = fork(program, [], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) if (line.trim() !== '') log(`signer: ${line}`);
  });
  child.on('message', message => hear(message as Report));
  child.on('error', problem => log(`signer: ${problem.message}`));
  child.send({ order: 'start', settings } satisfies Order);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.send({ order: 'stop' } satisfies Order);
  const force = setTimeout(() => child.kill('SIGKILL'), forceMs);
  await gone;
  clearTimeout(force);
}

/** How far each log is signed, and who waits for more. */
class SignedSizes {
  readonly #sizes = new Map<number, number>();
  readonly #waiting = new Set<() => void>();

  reach(registerId: number, size: number): void {
    this.#sizes.set(registerId, size);
    this.give();
  }

  give(): void {
    for (const look of this.#waiting) look();
  }

  async wait(registerId: number, size: number, withinMs: number): Promise<boolean> {
    const isReached = () => (this.#sizes.get(registerId) ?? 0) >= size;
    if (isReached()) return true;
    return new Promise(resolve => {
      const end = (reached: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(reached);
      };
      const look = () => isReached() && end(true);
      const timer = setTimeout(() => end(isReached()), withinMs);
      this.#waiting.add(look);
    });
  }
}
