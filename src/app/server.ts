// The server: store, signer, and the interfaces on one HTTP port. Opened in this order, closed in the other.
import type { FastifyInstance } from 'fastify';
import { type SignerProcess, startSigner } from '#signer';
import { sweepStaging } from '#store';
import { openCatalogue } from './catalogue.ts';
import type { Config } from './config.ts';
import { fillDemo } from './demo.ts';
import { signerOptions } from './house.ts';
import { addressOf, makeHttp } from './http.ts';
import { findInstallation } from './installation.ts';
import { openMetrics } from './metrics.ts';
import { openConfiguredStore } from './open-store.ts';
import { portProblem, refuseTakenPort } from './port.ts';
import { startRefreshing } from './refreshing.ts';
import { startSequencing } from './sequencing.ts';

/** A running server. */
export interface Server {
  readonly address: string;
  close(): Promise<void>;
}

/** Starts everything. `say` is told what a person at the terminal wants to know. */
export async function startServer(config: Config, say: (line: string) => void): Promise<Server> {
  const store = await openConfiguredStore(config, 'server', say);
  const opened: { close(): Promise<unknown> }[] = [store];
  const close = async () => {
    for (const one of opened.reverse()) await one.close();
    opened.length = 0;
  };
  try {
    await refuseTakenPort(config);
    // What an import left behind that was killed: nobody was promised those rows.
    await sweepStaging(store);
    const found = await findInstallation(store);
    const fresh = found === undefined || found.filling !== undefined;
    const state = { ready: false };
    const signer: SignerProcess = await startSigner(signerOptions(config, store, say));
    opened.push({ close: () => signer.stop() });
    if (fresh) await fillDemo(store, say);
    const demo = (await findInstallation(store))?.demo ?? false;
    opened.push(startSequencing(store, say));
    const catalogue = await openCatalogue(store);
    opened.push(catalogue);
    const http = await makeHttp({ config, store, catalogue, demo, ready: () => state.ready });
    opened.push(http);
    if (config.metricsPort !== undefined) opened.push(await openMetrics(http, store, config.metricsPort));
    const address = await listen(http, config);
    state.ready = true;
    opened.push(startRefreshing(store, say));
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
