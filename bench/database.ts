// The one PostgreSQL server of a run: an embedded cluster in a temporary folder, a database for each thing measured.
import type { Sql } from 'postgres';
import { type Cluster, openCluster, openPool } from '#lib/postgres';
import { familyOf, parentOf } from './process.ts';

/** A running server and how to get a new, empty database on it. */
export interface Server {
  readonly version: string;
  makeDatabase(name: string): Promise<string>;
  dropDatabase(url: string): Promise<void>;
  /** Milliseconds that the server and its processes have been on the processor so far. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Opens the server with the settings the product itself uses. */
export async function openServer(dataFolder: string): Promise<Server> {
  const cluster: Cluster = await openCluster({ dataFolder, role: 'command' });
  const sql = openPool(cluster.url(), { max: 1, onnotice: () => {} });
  const rows = await sql`select current_setting('server_version') as version, pg_backend_pid() as pid`;
  const postmaster = await parentOf(Number(rows[0]?.['pid']));
  return {
    version: String(rows[0]?.['version']),
    async makeDatabase(name) {
      await sql`create database ${sql(name)} template template0 encoding 'UTF8' locale 'C.UTF-8'`;
      const url = new URL(cluster.url());
      url.pathname = `/${name}`;
      return url.href;
    },
    async dropDatabase(url) {
      await sql`drop database if exists ${sql(new URL(url).pathname.slice(1))} with (force)`;
    },
    async cpuMs() {
      return (await familyOf(postmaster))?.cpuMs ?? Number.NaN;
    },
    async stop() {
      await sql.end();
      await cluster.stop();
    },
  };
}

/** Writes back what is dirty, so that one measurement does not pay for the one before. */
export async function settle(sql: Sql): Promise<void> {
  await sql`checkpoint`;
}
