// Where registers live: opens the embedded PostgreSQL or DATABASE_URL, makes roles, migrates, and holds the pools.
import type { Sql } from 'postgres';
import { ballastIn, type Reserve, usualReserve } from '#lib/disk';
import { type Cluster, checkServer, openCluster, PostgresProblem } from '#lib/postgres';
import { convergeFolds } from './convergence.ts';
import type { Fold } from './fold.ts';
import { migrate } from './migrate.ts';
import { openRolePool } from './pool.ts';
import { refuseStore } from './refusals.ts';
import { makeRoles } from './roles.ts';
import { openSpace, type Space } from './space.ts';

/** An open store. `app` and `public` are pools of those roles; `owner` makes tables; `url` lets a child process connect. */
export interface Store {
  readonly url: string;
  readonly cluster: Cluster | undefined;
  readonly owner: Sql;
  readonly app: Sql;
  readonly public: Sql;
  readonly folds: readonly Fold[];
  /** The module that composes rows of a bulk load in threads (serveComposer); without it all is done in one. */
  readonly composer: URL | undefined;
  readonly space: Space;
  close(): Promise<void>;
}

/** What a store is opened with: a database elsewhere, or a data folder for the embedded one. */
export interface StoreOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataFolder: string;
  readonly as: 'server' | 'command';
  readonly folds: readonly Fold[];
  readonly composer?: URL;
  readonly log?: (line: string) => void;
  /** What of the disk is kept free; the usual tenth, at most 2 GiB, unless said otherwise. */
  readonly reserve?: Reserve;
}

/** Opens the store. Refuses an unfit server with the sentence that says what to do, before anything is written. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const cluster = options.databaseUrl === undefined ? await openEmbedded(options) : undefined;
  const url = cluster?.url() ?? String(options.databaseUrl);
  const owner = openRolePool(url, undefined, 2);
  const pools = [owner];
  const close = async () => {
    await Promise.all(pools.map(pool => pool.end({ timeout: 5 })));
    await cluster?.stop();
  };
  try {
    await refuseUnfitServer(owner);
    await makeRoles(owner);
    await migrate(owner);
    await owner.begin(async tx => {
      await tx`select pg_advisory_xact_lock(hashtext('laopedia migrate'))`;
      await tx.unsafe('set local role laopedia_owner');
      for (const fold of options.folds) await fold.prepare(tx);
    });
    await convergeFolds(owner, options.folds);
    const app = openRolePool(url, 'laopedia_app', options.as === 'server' ? 12 : 4);
    const open = openRolePool(url, 'laopedia_public', options.as === 'server' ? 16 : 2);
    pools.push(app, open);
    const { folds, composer } = options;
    const folder = cluster === undefined ? undefined : options.dataFolder;
    const space = openSpace(app, folder, options.reserve ?? usualReserve);
    return { url, cluster, owner, app, public: open, folds, composer, space, close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

async function openEmbedded(options: StoreOptions): Promise<Cluster> {
  try {
    return await openCluster({
      dataFolder: options.dataFolder,
      role: options.as,
      makeRoom: () => letBallastGo(options),
      ...(options.log === undefined ? {} : { log: options.log }),
    });
  } catch (problem) {
    if (!(problem instanceof PostgresProblem)) throw problem;
    if (problem.code === 'server-already-running') {
      const { folder, address, pid } = problem.detail;
      throw refuseStore('server-running', { detail: `${folder} (${address || `process ${pid}`})`, ...problem.detail });
    }
    const detail = `${problem.message} ${JSON.stringify(problem.detail)}`;
    throw refuseStore('cannot-start', { detail, ...problem.detail });
  }
}

// A PostgreSQL that cannot recover for want of room is given what was kept for it; the watch makes the ballast again later.
async function letBallastGo({ dataFolder, log }: StoreOptions): Promise<boolean> {
  const gone = await ballastIn(dataFolder).letGo();
  if (gone) log?.('the disk is full: the ballast was let go, so that PostgreSQL can recover');
  return gone;
}

async function refuseUnfitServer(sql: Sql): Promise<void> {
  const problem = (await checkServer(sql)).problems[0];
  switch (problem?.code) {
    case undefined:
      return;
    case 'version-too-old':
      throw refuseStore('server-too-old', { version: problem.found });
    case 'extension-missing':
      throw refuseStore('extension-missing', { extension: problem.extension });
    case 'encoding-not-utf8':
      throw refuseStore('not-utf8', { encoding: problem.found });
    case 'lao-letters-unseen':
      throw refuseStore('locale-c');
    case 'read-only':
      throw refuseStore('read-only', { whyLo: 'PostgreSQL', whyEn: 'PostgreSQL' });
  }
}
