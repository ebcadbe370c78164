// The program: reads the settings, gives the command line its house, and ends with its code. bin/laopedia.js imports it.
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { type CommandContext, exitCodes, runCommand } from '#interface/command';
import { Refusal } from '#register';
import { version } from './build.ts';
import { type Config, readConfig } from './config.ts';
import { takeInheritedSocket } from './inherited-socket.ts';

/** Runs one command; gives the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    return await runCommand(argv, contextOf(readConfig(process.env)));
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    err(`✗ ${problem.words.lo}\n  ${problem.words.en}\n→ ${problem.next.lo}\n  ${problem.next.en}`);
    return exitCodes.refused;
  }
}

function contextOf(config: Config): CommandContext {
  return {
    openHouse: async () => (await import('./house.ts')).openHouse(config),
    startServer: started => serve(config, started),
    begin: async () => (await import('./begin.ts')).begin(config, stamp()),
    restore: async asked => (await import('./restoring.ts')).restore(config, asked, stamp()),
    out: text => void process.stdout.write(`${text}\n`),
    err,
    async outBytes(chunk) {
      if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    },
    input: () => process.stdin,
    isTerminal: process.stderr.isTTY === true,
    interruption,
    now: () => new Date(),
    version,
  };
}

function stamp(): string {
  return new Date().toISOString().slice(0, 19).replace(/\D/g, '');
}

function interruption(): AbortSignal {
  const given = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      given.abort();
      // The next one finds no listener, and ends the process as ever.
      for (const other of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(other);
    });
  }
  return given.signal;
}

function err(text: string): void {
  process.stderr.write(`${text}\n`);
}

// Serves until SIGTERM or SIGINT, then ends in order: no new requests, running ones finished, signer, pools, PostgreSQL.
async function serve(config: Config, started: (address: string) => void): Promise<number> {
  // Heard from the first moment on: a stop while it starts still ends in order. A second one ends at once.
  const ending = endOnSignal();
  const descriptor = takeInheritedSocket(process.env, process.pid);
  err('ກະດານຂໍ້ມູນຊຸມຊົນລາວ · Laopedia …');
  // Only the server needs the interfaces: a command starts faster without them.
  const [{ startServer }, { standBy }] = await Promise.all([import('./server.ts'), import('./standby.ts')]);
  for (let known = false; ; known = true) {
    const lead = await standBy(config, ending, err, { descriptor, known });
    if (lead === undefined) return exitCodes.done;
    try {
      const server = await startServer(config, err, { lead, descriptor });
      started(server.address);
      // Now, since a server that is killed writes nothing at its end.
      flushCompileCache();
      err('✓ ເປີດໜ້ານີ້ໃນບຣາວເຊີ; ກົດ Ctrl-C ເພື່ອປິດ · open this page in a browser; Ctrl-C ends');
      await Promise.race([aborted(ending), lead.taken]);
      await server.close();
    } finally {
      await lead.close();
    }
    if (ending.aborted) return exitCodes.done;
    err('… ເຊີບເວີອື່ນຮັບຊ່ວງແລ້ວ · another server has taken over');
    // A socket that was handed down went with the server: whoever holds it starts us anew.
    if (descriptor !== undefined) return exitCodes.fault;
  }
}

function endOnSignal(): AbortSignal {
  const ending = new AbortController();
  const end = () => {
    if (ending.signal.aborted) process.exit(exitCodes.fault);
    ending.abort();
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, end);
  return ending.signal;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

process.exitCode = await main(process.argv.slice(2));
