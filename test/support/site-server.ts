// The site on a small server with made-up views: for the tests that look at it in a browser. No database.
import Fastify, { type FastifyInstance } from 'fastify';
import { type Assets, openAssets, pageHeaders, type SiteReader, siteRoutes } from '#interface/site';
import { plainFront } from '#lib/traffic';
import { pages, previewFrame } from './site-pages.ts';
import * as views from './site-views.ts';

/** A reader that knows one enterprise, one place, and nothing else. */
export const previewReader: SiteReader = {
  version: async () => '1031',
  has: name => ['enterprise', 'article', 'jurisdiction', 'organisation', 'indicator'].includes(name),
  home: async () => views.homeView,
  registers: async () => views.registersView,
  list: async (_register, query) =>
    query.q === 'ບໍ່ມີ' ? views.emptyListView : { ...views.listView, q: query.q, filters: query.filters },
  record: async (_register, key, moment) => {
    if (key === '01-0000000') return views.withdrawnPageView;
    return key === '01-0001234' ? { ...views.recordPageView, ...moment } : undefined;
  },
  history: async (_register, key) => (key === '01-0001234' ? views.historyView : undefined),
  verify: async (_register, key) => (key === '01-0001234' ? views.verifyView : undefined),
  search: async ({ q }) => (q === 'ບໍ່ມີ' ? { ...views.nothingView, q } : { ...views.searchView, q }),
  searchStart: async () => views.searchStartView,
  place: async code => (code === '05' ? views.placeView : undefined),
};

/** Options over the preview reader; parts of the reader may be replaced. */
export async function openSite(changes: Partial<SiteReader> = {}): Promise<{ app: FastifyInstance; assets: Assets }> {
  const assets = await openAssets();
  const app = Fastify();
  const options = {
    reader: { ...previewReader, ...changes },
    assets,
    sample: true,
    build: 'test',
    origin: () => 'https://data.example.la',
    now: () => new Date('2026-11-22T03:00:00Z'),
    front: plainFront,
  };
  siteRoutes(options)(app);
  return { app, assets };
}

/** A server of the pages of `site-pages.ts` by name, under `/preview/{lang}/{name}`, with the headers of the site. */
export async function openPreview(
  changes: Partial<SiteReader> = {},
): Promise<{ address: string; close: () => Promise<void> }> {
  const { app, assets } = await openSite(changes);
  for (const lang of ['lo', 'en'] as const)
    for (const [name, make] of Object.entries(pages))
      app.get(`/preview/${lang}/${name}`, (_request, reply) =>
        reply
          .type('text/html; charset=utf-8')
          .headers(pageHeaders)
          .send(make(previewFrame(lang, `/${name}`, assets.addresses)).text),
      );
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { address, close: () => app.close() };
}
