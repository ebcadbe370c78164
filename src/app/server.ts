// The server: store, signer, and the interfaces on one HTTP port. Opened in this order, closed in the other.
import Fastify, { type FastifyInstance } from 'fastify';
import { logRoutes } from '#interface/log-api';
import { restRoutes } from '#interface/rest';
import { openAssets, type SiteOptions, sendAbsent, siteRoutes } from '#interface/site';
import { systemClock } from '#lib/clock';
import { type SignerProcess, startSigner } from '#signer';
import { openStore, type Store } from '#store';
import { build } from './build.ts';
import { type Catalogue, openCatalogue } from './catalogue.ts';
import type { Config } from './config.ts';
import { fillDemo } from './demo.ts';
import { folds } from './folds.ts';
import { healthRoutes } from './health.ts';
import { signerOptions } from './house.ts';
import { findInstallation } from './installation.ts';
import { readMap } from './province-map.ts';
import { refuseApp } from './refusals.ts';
import { searchHits } from './search-hits.ts';
import { startSequencing } from './sequencing.ts';
import { siteReader } from './site/site-reader.ts';

/** A running server. */
export interface Server {
  readonly address: string;
  close(): Promise<void>;
}

/** Starts everything. `say` is told what a person at the terminal wants to know. */
export async function startServer(config: Config, say: (line: string) => void): Promise<Server> {
  const { databaseUrl, dataFolder } = config;
  const store = await openStore({ databaseUrl, dataFolder, as: 'server', folds, log: say });
  const opened: { close(): Promise<unknown> }[] = [store];
  const close = async () => {
    for (const one of opened.reverse()) await one.close();
    opened.length = 0;
  };
  try {
    const found = await findInstallation(store);
    const fresh = found === undefined || found.filling === true;
    const http = makeHttp(config);
    opened.push(http);
    const state = { ready: false };
    healthRoutes(http, () => state.ready);
    const signer: SignerProcess = await startSigner(signerOptions(config, store, say));
    opened.push({ close: () => signer.stop() });
    if (fresh) await fillDemo(store, say);
    const demo = (await findInstallation(store))?.demo ?? false;
    opened.push(startSequencing(store, say));
    const catalogue = await openCatalogue(store);
    opened.push(catalogue);
    await addRoutes(http, config, store, catalogue, demo);
    const address = await listen(http, config);
    state.ready = true;
    await store.cluster?.announce(address);
    return { address, close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

const longestUrl = 8192;

function makeHttp(config: Config): FastifyInstance {
  return Fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel === 'info' ? 'warn' : config.logLevel },
    bodyLimit: 1 << 20,
    routerOptions: { maxParamLength: longestUrl, ignoreTrailingSlash: false },
    forceCloseConnections: true,
    requestTimeout: 60_000,
    return503OnClosing: true,
  });
}

async function addRoutes(
  http: FastifyInstance,
  config: Config,
  store: Store,
  catalogue: Catalogue,
  demo: boolean,
): Promise<void> {
  const [assets, cells] = await Promise.all([openAssets(), readMap()]);
  const today = () => new Date(systemClock().getTime() + vientianeMs).toISOString().slice(0, 10);
  const reader = siteReader({ sql: store.public, catalogue, cells, today });
  const origin = () => config.origin ?? addressOf(http, config);
  const site: SiteOptions = { reader, assets, sample: demo, build, origin, now: systemClock };
  await http.register(
    restRoutes({
      sql: () => store.public,
      catalogue,
      build,
      today,
      style: assets.addresses.style,
      search: (words: string, register: string | undefined, limit: number) =>
        searchHits(store.public, words, register, limit),
    }),
  );
  await http.register(logRoutes({ sql: () => store.public }));
  siteRoutes(site)(http);
  http.setNotFoundHandler({}, (request, reply) => sendAbsent(site, request, reply));
}

const vientianeMs = 7 * 3_600_000;

async function listen(http: FastifyInstance, config: Config): Promise<string> {
  try {
    await http.listen({ port: config.port, host: config.host });
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'EADDRINUSE') throw refuseApp('port-taken', { port: config.port });
    throw problem;
  }
  return addressOf(http, config);
}

function addressOf(http: FastifyInstance, config: Config): string {
  const bound = http.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
  const host = config.host === '127.0.0.1' || config.host === '::1' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
