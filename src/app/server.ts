// The server: store, signer, and the interfaces on one HTTP port. Opened in this order, closed in the other.
import type { FastifyInstance } from 'fastify';
import { type SignerProcess, startSigner } from '#signer';
import { sweepStaging } from '#store';
import { dropForgotten } from '#workflow/proposal';
import { startBackingUp } from './backing-up.ts';
import { openCatalogue } from './catalogue.ts';
import type { Config } from './config.ts';
import { fillDemo } from './demo.ts';
import { startDiskWatch } from './disk-watch.ts';
import { signerOptions } from './house.ts';
import { addressOf, makeHttp } from './http.ts';
import { findInstallation } from './installation.ts';
import { openConfiguredStore } from './open-store.ts';
import { portProblem, refuseTakenPort } from './port.ts';
import { startRefreshing } from './refreshing.ts';
import { startSequencing } from './sequencing.ts';
import { watchTraffic } from './watch/traffic.ts';
import { openWatch } from './watch/watch.ts';

/** A running server. */
export interface Server {
  readonly address: string;
  close(): Promise<void>;
}

/** Starts everything. `say` is told what a person at the terminal wants to know. */
export async function startServer(config: Config, say: (line: string) => void): Promise<Server> {
  const store = await openConfiguredStore(config, 'server', say);
  // Once it serves, what happens beside the requests is told where they are told.
  let tell = say;
  const told = (line: string) => tell(line);
  const opened: { close(): Promise<unknown> }[] = [store];
  const close = async () => {
    for (const one of opened.reverse()) await one.close();
    opened.length = 0;
  };
  try {
    await refuseTakenPort(config);
    // What an import left behind that was killed: nobody was promised those rows.
    await dropForgotten(store);
    await sweepStaging(store);
    const found = await findInstallation(store);
    const fresh = found === undefined || found.filling !== undefined;
    const state = { ready: false };
    const signer: SignerProcess = await startSigner(signerOptions(config, store, told));
    opened.push({ close: () => signer.stop() });
    if (fresh) await fillDemo(store, say);
    opened.push(startDiskWatch(store, config.dataFolder, told));
    const demo = (await findInstallation(store))?.demo ?? false;
    opened.push(startSequencing(store, told));
    const catalogue = await openCatalogue(store);
    opened.push(catalogue);
    const traffic = watchTraffic();
    const http = await makeHttp({ config, store, catalogue, demo, ready: () => state.ready, traffic });
    opened.push(http);
    opened.push(await openWatch({ config, store, signer, traffic }));
    const address = await listen(http, config);
    state.ready = true;
    if (process.stderr.isTTY !== true) tell = line => http.log.warn(line);
    opened.push(startRefreshing(store, told));
    opened.push(await startBackingUp(config, store, told));
    await store.cluster?.announce(address);
    return { address, close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

async function listen(http: FastifyInstance, config: Config): Promise<string> {
  try {
    await http.listen({ port: config.port, host: config.host });
  } catch (problem) {
    throw portProblem(problem, config.port);
  }
  return addressOf(http, config);
}
