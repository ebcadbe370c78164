// The one HTTP server of the house with all its routes. It opens no store, starts no signer and listens to nothing.
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from 'fastify';
import type { Sql } from 'postgres';
import { logRoutes } from '#interface/log-api';
import { restRoutes, sendProblem, unreadAnswer } from '#interface/rest';
import { openAssets, type SiteOptions, type SiteReader, sendAbsent, sendUnreadable, siteRoutes } from '#interface/site';
import { systemClock } from '#lib/clock';
import { findKeys } from '#projection/search';
import type { Store } from '#store';
import { build } from './build.ts';
import type { Catalogue } from './catalogue.ts';
import type { Config } from './config.ts';
import { openDoor } from './door.ts';
import type { Limits } from './limits.ts';
import type { LineStream } from './log/line-stream.ts';
import { openMachineLog } from './log/machine-log.ts';
import { policeRoute, strictHeaders } from './policy.ts';
import { readMap } from './province-map.ts';
import type { Reads } from './reads.ts';
import { hitCounts, searchHits } from './search-hits.ts';
import type { Shelf } from './site/shelf.ts';
import { siteReader } from './site/site-reader.ts';
import { suggestions } from './suggestions.ts';
import { healthRoutes } from './watch/health.ts';
import { laneNumbers } from './watch/lane-numbers.ts';
import { standingOf } from './watch/standing.ts';
import { type Traffic, watchTraffic } from './watch/traffic.ts';

const longestUrl = 8192;
// Read further than that, so that who pastes a long text into a box of search is told so on a page.
const longestHeadBytes = 64 * 1024;
/** The mark of this start in the name of a build, by which its requests are numbered. */
const startMarkLength = 8;
const vientianeMs = 7 * 3_600_000;

/** What the routes are put together from. `demo` marks every page as a sample; `ready` is what `/ready` answers. */
export interface HttpParts {
  readonly config: Config;
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly demo: boolean;
  ready(): boolean;
  /** Do the logs disagree with what was signed? Pages say so. */
  readonly barred?: () => boolean;
  /** Where public reading goes; the primary when it is not given. */
  readonly reads?: Reads;
  /** Watches every request; made when it is not given. */
  readonly traffic?: Traffic;
  /** Where the log's lines go; standard output when it is not given. */
  readonly lines?: LineStream;
  readonly limits?: Limits;
  /** Told of every route as it is added. */
  readonly onRoute?: (route: RouteOptions) => void;
}

/** Makes the server: health, site, API and log. A route that names no policy is a fault here, before anybody can ask it. */
export async function makeHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { config, store, catalogue, ready, traffic = watchTraffic() } = parts;
  const [assets, cells] = await Promise.all([openAssets(), readMap()]);
  const today = () => new Date(systemClock().getTime() + vientianeMs).toISOString().slice(0, 10);
  const door = openDoor(store, config, parts.limits);
  const { front, lanes } = door.admission;
  traffic.add(() => laneNumbers(lanes));
  // Taken anew for each statement: a copy's pool while it holds all that was published, else the primary's.
  const sql = () => parts.reads?.pool('light') ?? store.public;
  const heavy = () => parts.reads?.pool('heavy') ?? door.heavy;
  const shelf = { primary: store.public, catalogue, cells, today };
  const reader = readerOf(shelf, sql, heavy);
  const origin = () => config.origin ?? addressOf(http, config);
  const { barred = () => false } = parts;
  const site: SiteOptions = { reader, assets, sample: parts.demo, barred, build, origin, now: systemClock, front };
  const http = bareHttp(parts, door.limits, site, traffic);
  traffic.over(http);
  http.addHook('onRequest', strictHeaders);
  http.addHook('onRoute', policeRoute);
  door.guard(http);
  // Outside of the door: a second try is let in again.
  parts.reads?.over(http);
  if (parts.onRoute !== undefined) http.addHook('onRoute', parts.onRoute);
  healthRoutes(http, standingOf({ store, ready }));
  await http.register(
    restRoutes({
      sql,
      catalogue,
      build,
      today,
      style: assets.addresses.style,
      front,
      exportSql: () => parts.reads?.pool('exports') ?? door.exports,
      search: asked => searchHits(heavy(), asked),
      counts: asked => hitCounts(heavy(), asked),
      keys: async (words, register) => (await findKeys(heavy(), words, register.id)).keys,
      suggest: asked => suggestions(heavy(), asked),
    }),
  );
  // Heads, checkpoints and proofs are the primary's, always.
  await http.register(logRoutes({ sql: () => store.public, find: catalogue.find, front }));
  siteRoutes(site)(http);
  http.setNotFoundHandler({}, (request, reply) => sendAbsent(site, request, reply));
  return http;
}

// Whatever searches, on the site as in the API, does it on connections of its own.
function readerOf(shelf: Omit<Shelf, 'sql'>, sql: () => Sql, heavy: () => Sql): SiteReader {
  const [reader, searching] = [sql, heavy].map(pool =>
    siteReader({
      ...shelf,
      get sql() {
        return pool();
      },
    }),
  ) as [SiteReader, SiteReader];
  return {
    ...reader,
    search: asked => searching.search(asked),
    list: (name, query) => (query.q === '' ? reader : searching).list(name, query),
  };
}

function bareHttp({ config, lines }: HttpParts, limits: Limits, site: SiteOptions, traffic: Traffic): FastifyInstance {
  const log = openMachineLog(config.logLevel, build.slice(-startMarkLength), lines);
  const http = Fastify({
    ...log.options,
    bodyLimit: 1 << 20,
    // Whoever answers checks and writes; what Fastify would load to do it from schemas takes 10 MB.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    routerOptions: { maxParamLength: longestUrl, ignoreTrailingSlash: false },
    forceCloseConnections: true,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    return503OnClosing: true,
    frameworkErrors(error, request, reply) {
      traffic.meet(request, reply);
      return sendUnroutable(site, error, request, reply);
    },
    http: {
      maxHeaderSize: longestHeadBytes,
      headersTimeout: limits.headMs,
      connectionsCheckingInterval: limits.checkMs,
    },
    ...(config.trustedProxies.length === 0 ? {} : { trustProxy: [...config.trustedProxies] }),
    clientErrorHandler(error, socket) {
      traffic.unread();
      if (socket.writable) socket.write(unreadAnswer(error));
      socket.destroy(error);
    },
  });
  // What is gathered of the log is written at the end.
  http.addHook('onClose', async () => log.lines.flush());
  return http;
}

function noSchemas(): never {
  throw new Error('a route has a schema, and nothing here reads one');
}

// An address that no router can read (`%ff`) has met no hook and no interface yet: it is answered as its beginning asks.
function sendUnroutable(site: SiteOptions, error: FastifyError, request: FastifyRequest, reply: FastifyReply): unknown {
  strictHeaders(request, reply, () => {});
  const url = request.raw.url ?? '';
  if (url.startsWith('/api') || url.startsWith('/log')) return sendProblem(error, request, reply);
  return sendUnreadable(site, request, reply);
}

/** The address a browser on this machine uses. */
export function addressOf(http: FastifyInstance, config: Config): string {
  const bound = http.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
  const host = config.host === '127.0.0.1' || config.host === '::1' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
