// A store of one's own with its REST routes on a server: for the tests that read it.
import Fastify, { type FastifyInstance } from 'fastify';
import { restRoutes, sendProblem } from '#interface/rest';
import { plainFront } from '#lib/traffic';
import type { Item } from '#register';
import { findRegister, readRegisters, type Store, type StoredRegister } from '#store';
import { openPublished, type Published } from '#test/published';

/** A store of one's own with a server in front of it. */
export interface RestServer extends Published {
  readonly http: FastifyInstance;
  /** Every route with the policy it declares. */
  readonly policies: ReadonlyMap<string, unknown>;
}

/** Opens it. Searching finds the records whose values hold the words. */
export async function openRestServer(): Promise<RestServer> {
  const published = await openPublished();
  const { store } = published;
  const http = Fastify({ routerOptions: { maxParamLength: 8192 }, frameworkErrors: sendProblem });
  const policies = new Map<string, unknown>();
  http.addHook('onRoute', ({ method, url, config }) => {
    policies.set(`${method} ${url}`, (config as { readonly policy?: unknown } | undefined)?.policy);
  });
  await http.register(
    restRoutes({
      sql: () => store.public,
      catalogue: { all: () => readRegisters(store.public), find: name => findRegister(store.public, name) },
      build: 'test',
      today: () => '2026-11-22',
      style: '/style.css',
      front: plainFront,
      search: async ({ words, registers, limit }) => ({ results: await searchRecords(store, words, registers, limit) }),
      counts: async () => [],
      keys: async (words, stored) => (await searchRecords(store, words, [stored], 1000)).map(({ key }) => key),
      suggest: async () => [],
    }),
  );
  const close = async () => {
    await http.close();
    await published.close();
  };
  return { ...published, http, policies, close };
}

async function searchRecords(store: Store, words: string, registers: readonly StoredRegister[], limit: number) {
  const hits = [];
  for (const stored of registers) {
    const rows = await store.public`
      select b.body, e.key from ${store.public(`records.r${stored.id}`)} e
      join laopedia.body_public b on b.register_id = ${stored.id} and b.number = e.entry
      where not e.withdrawn and position(${words} in b.body) > 0 order by e.key limit ${limit}`;
    for (const row of rows) {
      const item = JSON.parse(String(row['body'])) as Item;
      const title = String(Object.values(item)[0]);
      hits.push({ register: stored.register.name, key: String(row['key']), title, snippet: title, score: 1 });
    }
  }
  return hits.slice(0, limit);
}
