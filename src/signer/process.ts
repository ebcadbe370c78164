// The signer's process: forked by start.ts, told its settings by a message, ended by another or by its parent's end. It
// opens no port, and is the only process that reads a signing key.
import { once } from 'node:events';
import { openRolePool } from '#store';
import type { Order, Report, SignerSettings } from './message.ts';
import { openRounds } from './rounds.ts';

const pauseMs = 1000;
const stopMs = 3000;

const stopping = new AbortController();
let wake = () => {};

process.on('message', (order: Order) => {
  if (order.order === 'start') void run(order.settings).catch(fail);
  else stop();
});
// The server is gone, by kill -9 too: nobody is left to sign for.
process.on('disconnect', stop);
// Ctrl-C on a terminal reaches every process of the group; the server says when to stop.
process.on('SIGINT', () => {});

async function run(settings: SignerSettings): Promise<void> {
  const pool = openRolePool(settings.databaseUrl, 'laopedia_signer', 2);
  const rounds = openRounds(pool, settings, tell);
  await pool.listen('laopedia_head', registerId => {
    rounds.reconsider(Number(registerId));
    wake();
  });
  await rounds.check();
  tell({ report: 'ready' });
  while (!stopping.signal.aborted) {
    const called = nextCall();
    await rounds.sign();
    await called;
  }
  await pool.end({ timeout: 1 });
  process.exit(0);
}

// Made before the round, so that a notification during it is not missed.
function nextCall(): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<void>();
  wake = resolve;
  const timer = setTimeout(resolve, pauseMs);
  return Promise.race([promise, once(stopping.signal, 'abort')]).finally(() => clearTimeout(timer));
}

function stop(): void {
  stopping.abort();
  // A round may be in the midst of a million entries. Ending it anywhere is safe: nothing half-done is ever served.
  setTimeout(() => process.exit(0), stopMs).unref();
}

function fail(problem: unknown): void {
  tell({ report: 'line', line: `the signer failed: ${problem instanceof Error ? problem.message : String(problem)}` });
  process.exitCode = 1;
  setImmediate(() => process.exit(1));
}

function tell(report: Report): void {
  if (process.connected) process.send?.(report);
}
