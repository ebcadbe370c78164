// The app's own HTTP server, all its routes, over the store of a walk: for the tests that ask as anybody may. It listens only
// where a test does, and signs only where a test asks for it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { startSigner } from '#signer';
import { readRegisters, type StoredRegister } from '#store';
import { openCatalogue } from '../../src/app/catalogue.ts';
import { readConfig } from '../../src/app/config.ts';
import { makeHttp } from '../../src/app/http.ts';
import { type Limits, standardLimits } from '../../src/app/limits.ts';
import type { LineStream } from '../../src/app/log/line-stream.ts';
import { openReads, type Reads } from '../../src/app/reads.ts';
import type { Traffic } from '../../src/app/watch/traffic.ts';
import type { Walk } from './walk.ts';

/** A server to be asked by `inject`, or listening. */
export interface AppServer {
  readonly http: FastifyInstance;
  readonly routes: readonly RouteOptions[];
  readonly reads: Reads;
  /** What it said of its copies. */
  readonly said: readonly string[];
  /** Waits until every publication so far has been heard of. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** What a test watches of it. */
export interface Watched {
  readonly level?: string;
  readonly lines?: LineStream;
  readonly traffic?: Traffic;
  /** Other limits than the standard ones without their look at the event loop. */
  readonly limits?: Limits;
  /** Settings of the environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

// A test asks as fast as it can, on a machine that may have other work: how late the event loop is says nothing then.
const unhurried: Limits = {
  ...standardLimits,
  heavyDelayMs: Number.POSITIVE_INFINITY,
  delayMs: Number.POSITIVE_INFINITY,
};

/** Opens it. Its log is silent, since what fails is seen in the answers, unless a test reads `lines` at a level. */
export async function openAppServer({ store }: Pick<Walk, 'store'>, watched: Watched = {}): Promise<AppServer> {
  const { level, settings = {}, limits = unhurried, ...watching } = watched;
  const catalogue = await openCatalogue(store);
  const config = readConfig({
    LAOPEDIA_LOG: level ?? 'silent',
    LAOPEDIA_ORIGIN: 'https://data.example.la',
    ...settings,
  });
  const said: string[] = [];
  const reads = openReads(store, catalogue, config.readUrls, line => said.push(line));
  const routes: RouteOptions[] = [];
  const onRoute = (route: RouteOptions) => void routes.push(route);
  const http = await makeHttp({
    config,
    store,
    catalogue,
    demo: false,
    ready: () => true,
    onRoute,
    reads,
    limits,
    ...watching,
  });
  await http.ready();
  return {
    http,
    routes,
    reads,
    said,
    async caughtUp() {
      const sizes = (registers: readonly StoredRegister[]) => registers.filter(one => one.open).map(one => one.size);
      const now = String(sizes(await readRegisters(store.public)));
      while (String(sizes(await catalogue.all())) !== now) await new Promise(resolve => setTimeout(resolve, 10));
    },
    async close() {
      await http.close();
      await reads.close();
      await catalogue.close();
    },
  };
}

/** Signs every open register of a walk as far as it is now. */
export async function signAll({ store }: Walk): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'laopedia-sign-'));
  const folders = { keyFolder: join(folder, 'keys'), anchorFolder: join(folder, 'anchor') };
  const signer = await startSigner({ databaseUrl: store.url, ...folders, log: () => {} });
  try {
    for (const { id, size, register } of await readRegisters(store.public)) {
      if (!(await signer.settled(id, size, 20_000))) throw new Error(`${register.name} is not signed`);
    }
  } finally {
    await signer.stop();
    await rm(folder, { recursive: true });
  }
}
