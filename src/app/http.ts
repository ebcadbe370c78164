// The one HTTP server of the house and all its routes. It opens no store, starts no signer and listens to nothing.
import Fastify, { type FastifyInstance } from 'fastify';
import { logRoutes } from '#interface/log-api';
import { restRoutes } from '#interface/rest';
import { openAssets, type SiteOptions, sendAbsent, siteRoutes } from '#interface/site';
import { systemClock } from '#lib/clock';
import type { Store } from '#store';
import { build } from './build.ts';
import type { Catalogue } from './catalogue.ts';
import type { Config } from './config.ts';
import { readMap } from './province-map.ts';
import { searchHits } from './search-hits.ts';
import { siteReader } from './site/site-reader.ts';

const longestUrl = 8192;

/** The server without routes. What no interface answers carries the strictest headers; an interface sets its own. */
export function makeHttp(config: Config): FastifyInstance {
  return Fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel === 'info' ? 'warn' : config.logLevel },
    bodyLimit: 1 << 20,
    routerOptions: { maxParamLength: longestUrl, ignoreTrailingSlash: false },
    forceCloseConnections: true,
    requestTimeout: 60_000,
    return503OnClosing: true,
  });
}

/** Adds the site, the API and the log. */
export async function addRoutes(
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

/** The address a browser on this machine uses. */
export function addressOf(http: FastifyInstance, config: Config): string {
  const bound = http.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
  const host = config.host === '127.0.0.1' || config.host === '::1' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
