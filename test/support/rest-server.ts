// A small register published by the workflow, with its REST routes on a server: for the tests that read it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { restRoutes } from '#interface/rest';
import type { JsonValue } from '#lib/canonical-json';
import { countsFold } from '#projection/counts';
import { recordFold } from '#projection/record';
import type { Definition, Item } from '#register';
import { findRegister, getRegister, openStore, readRegisters, type Store } from '#store';
import { testDatabase } from '#test/database';
import { approve } from '#workflow/approval';
import { propose } from '#workflow/proposal';
import { publish, publishDefinition } from '#workflow/publication';

/** A row to be published: the values of a record, or null to withdraw it. */
export type Row = readonly [key: string, given: Readonly<Record<string, JsonValue | null>> | null];

/** A store of one's own with a server in front of it. */
export interface RestServer {
  readonly store: Store;
  readonly http: FastifyInstance;
  /** Publishes rows as one publication. */
  publishRows(register: string, rows: readonly Row[]): Promise<void>;
  define(definition: Definition, open?: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Opens it. Searching finds the records whose values hold the words. */
export async function openRestServer(): Promise<RestServer> {
  const database = await testDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'laopedia-rest-'));
  const store = await openStore({
    databaseUrl: database.url,
    dataFolder,
    as: 'server',
    folds: [countsFold, recordFold],
  });
  const http = Fastify({ routerOptions: { maxParamLength: 8192 } });
  await http.register(
    restRoutes({
      sql: () => store.public,
      catalogue: { all: () => readRegisters(store.public), find: name => findRegister(store.public, name) },
      build: 'test',
      today: () => '2026-11-22',
      style: '/style.css',
      search: (words, register, limit) => searchRecords(store, words, register, limit),
    }),
  );
  return {
    store,
    http,
    publishRows: (register, rows) => publishRows(store, register, rows),
    async define(definition, open = true) {
      const origin = `test.example/log/${String(definition['name'])}`;
      await publishDefinition(store, definition, {
        officer: 'admin',
        origin,
        open,
        proposal: `define-${Math.random()}`,
      });
    },
    async close() {
      await http.close();
      await store.close();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function publishRows(store: Store, name: string, rows: readonly Row[]): Promise<void> {
  async function* drafts() {
    yield rows.map(([key, given], at) => ({
      sheet: null,
      row: at + 2,
      key,
      given: given ?? {},
      withdraw: given === null,
      findings: [],
      blocked: false,
      pending: [],
    }));
  }
  const proposed = await propose(store, await getRegister(store.app, name), drafts(), { officer: 'a' });
  if (proposed.id === null) throw new Error(`nothing to publish: ${JSON.stringify(proposed.findings.slice(0, 3))}`);
  for (let number = 0; number < proposed.needed; number++) await approve(store, proposed.id, `approver ${number}`);
  await publish(store, proposed.id);
}

async function searchRecords(store: Store, words: string, register: string | undefined, limit: number) {
  const hits = [];
  for (const stored of await readRegisters(store.public)) {
    if (!stored.open || (register !== undefined && stored.register.name !== register)) continue;
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
