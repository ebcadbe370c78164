// The addresses of the site. Each asks the reader for one view and sends one page; none writes anything but the cookie of
// the language.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from '#lib/html';
import type { Front } from '#lib/traffic';
import type { Assets } from '../assets.ts';
import { formatDay } from '../format.ts';
import { type Language, languages } from '../language.ts';
import { readListQuery } from '../list-query.ts';
import { aboutPage } from '../page/about.ts';
import { historyPage } from '../page/history.ts';
import { homePage } from '../page/home.ts';
import { listPage } from '../page/list.ts';
import { placePage } from '../page/place.ts';
import { recordPage } from '../page/record.ts';
import { registersPage } from '../page/registers.ts';
import { searchPage } from '../page/search.ts';
import { verifyPage } from '../page/verify.ts';
import type { Frame } from '../part/frame.ts';
import type { SiteReader } from '../reader.ts';
import { etagOf, failureOf, sendFailure, sendPage } from './answer.ts';
import { askedKey, askedMoment, askedSearch, pathParts, querySearch, UnreadableQuery } from './asked.ts';
import { assetRoutes } from './asset-routes.ts';
import { setPageHeaders } from './headers.ts';
import { languageRoutes } from './language-routes.ts';
import { publicRoute } from './public-route.ts';

const longestAddressBytes = 8192;

/** What the site is put together from. `build` names this version of the program; `now` is the clock. */
export interface SiteOptions {
  readonly reader: SiteReader;
  readonly assets: Assets;
  readonly sample: boolean;
  /** Do the logs disagree with what was signed, so that newer publications may be missing here? */
  readonly barred?: () => boolean;
  readonly build: string;
  /** The public address, without a slash at its end. */
  readonly origin: () => string;
  readonly now: () => Date;
  /** Stands before every page, and packs it. */
  readonly front: Front;
}

/** A page from a request; undefined where there is none. */
type MakePage = (frame: Frame, request: FastifyRequest, reply: FastifyReply) => Promise<Html | undefined>;

/** Adds the site to a server, in a scope of its own: its headers and failure pages touch no other routes. */
export function siteRoutes(options: SiteOptions): (app: FastifyInstance) => void {
  return app => {
    app.register(async scope => {
      scope.addHook('onRequest', async (_request, reply) => setPageHeaders(reply));
      scope.setErrorHandler((error, request, reply) => {
        // Whom the door turned away has not met the hook above.
        setPageHeaders(reply);
        const frame = frameOf(options, languageOf(request), request);
        return sendFailure(options.front, request, reply, frame, failureOf(error, request, frame.lang));
      });
      languageRoutes(scope);
      assetRoutes(scope, options.assets);
      for (const lang of languages) pageRoutes(scope, lang, options);
    });
  };
}

/** Sends the site's page for an address that leads nowhere; for the server's own not-found handler. */
export function sendAbsent(options: SiteOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  setPageHeaders(reply);
  return sendFailure(options.front, request, reply, frameOf(options, languageOf(request), request), { kind: 'absent' });
}

/** Sends the site's page for an address that no router can read. */
export function sendUnreadable(
  options: SiteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  setPageHeaders(reply);
  return sendFailure(options.front, request, reply, frameOf(options, languageOf(request), request), {
    kind: 'invalid',
  });
}

function pageRoutes(scope: FastifyInstance, lang: Language, options: SiteOptions): void {
  const { reader } = options;
  const at = (path: string, make: MakePage) =>
    scope.get(`/${lang}${path}`, publicRoute, (request, reply) => answer({ lang, options, make }, request, reply));

  at('/', async frame => homePage(frame, await reader.home()));
  at('/registers', async frame => registersPage(frame, await reader.registers()));
  at('/about', async frame => aboutPage(frame));
  at('/search', async (frame, request) => {
    const asked = askedSearch(request);
    return searchPage(frame, await (asked.q === '' ? reader.searchStart() : reader.search(asked)));
  });
  at('/places/:code', async (frame, request) => {
    const code = askedKey(request, 1);
    return page(placePage, frame, code === undefined ? undefined : await reader.place(code));
  });
  at('/:register', async (frame, request) => {
    const [register = ''] = pathParts(request);
    const query = readListQuery(querySearch(request));
    if (query === undefined) throw new UnreadableQuery('tooLong');
    askedMoment(request);
    return page(listPage, frame, reader.has(register) ? await reader.list(register, query) : undefined);
  });
  recordRoutes(at, reader);
  scope.get(`/${lang}/*`, publicRoute, (request, reply) =>
    absent(options, request, reply, frameOf(options, lang, request)),
  );
}

// One wildcard for the record and what belongs to it: a key may be longer than a router lets a parameter be.
function recordRoutes(at: (path: string, make: MakePage) => unknown, reader: SiteReader): void {
  at('/:register/*', async (frame, request, reply) => {
    const [register = '', , part, ...rest] = pathParts(request);
    const key = askedKey(request, 1);
    if (key === undefined || rest.length > 0 || !reader.has(register)) return undefined;
    if (part === 'history') return page(historyPage, frame, await reader.history(register, key));
    if (part === 'verify') return page(verifyPage, frame, await reader.verify(register, key));
    if (part !== undefined) return undefined;
    const view = await reader.record(register, key, askedMoment(request));
    // Gone, yet shown with its history: people see it, collectors of pages let it go.
    if (view?.record.withdrawn === true) reply.code(410);
    return page(recordPage, frame, view);
  });
}

function page<View>(make: (frame: Frame, view: View) => Html, frame: Frame, view: View | undefined): Html | undefined {
  return view === undefined ? undefined : make(frame, view);
}

interface Asked {
  readonly lang: Language;
  readonly options: SiteOptions;
  readonly make: MakePage;
}

async function answer({ lang, options, make }: Asked, request: FastifyRequest, reply: FastifyReply) {
  const frame = frameOf(options, lang, request);
  // A proof is never kept: whether its checkpoint is signed yet changes without a new entry.
  const isProof = pathParts(request)[2] === 'verify';
  if (isProof) reply.header('cache-control', 'no-store');
  if (await options.front.settle(request, reply, isProof ? undefined : await etagFor(frame, options))) return reply;
  const made = await make(frame, request, reply);
  return made === undefined ? absent(options, request, reply, frame) : sendPage(options.front, request, reply, made);
}

// The day is in it because what holds today may change at midnight in Vientiane without a new entry.
async function etagFor(frame: Frame, { reader, build, assets }: SiteOptions): Promise<string> {
  return etagOf([
    await reader.version(),
    frame.lang,
    build,
    assets.digest,
    frame.path,
    formatDay(frame.madeAt, 'en'),
    `${frame.barred}`,
  ]);
}

function absent(
  options: SiteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  frame: Frame,
): Promise<FastifyReply> | FastifyReply {
  const [path = ''] = (request.raw.url ?? '').split('?');
  if (path.length > 4 && path.endsWith('/')) return reply.redirect(path.slice(0, -1) + querySearch(request), 308);
  return sendFailure(options.front, request, reply, frame, { kind: 'absent' });
}

function languageOf(request: FastifyRequest): Language {
  return (request.raw.url ?? '').startsWith('/en') ? 'en' : 'lo';
}

function frameOf(
  { reader, assets, sample, barred, origin, now }: SiteOptions,
  lang: Language,
  request: FastifyRequest,
): Frame {
  const given = request.raw.url ?? '/';
  // What is refused for its length is not said again in every link of the page that refuses it.
  const url = given.length > longestAddressBytes ? given.slice(0, Math.max(0, given.indexOf('?'))) : given;
  return {
    lang,
    path: /^\/(?:lo|en)(?=\/)/.test(url) ? url.slice(3) : '/',
    origin: origin(),
    sample,
    barred: barred?.() ?? false,
    news: reader.has('article'),
    madeAt: now().toISOString(),
    assets: assets.addresses,
  };
}
