// The one PostgreSQL server of a run: an embedded cluster in a temporary folder, a database for each thing measured.
import type { Sql } from 'postgres';
import { type Cluster, openCluster, openPool } from '#lib/postgres';

/** A running server and how to get a new, empty database on it. */
export interface Server {
  readonly version: string;
  makeDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Opens the server with the settings the product itself uses. */
export async function openServer(dataFolder: string): Promise<Server> {
  const cluster: Cluster = await openCluster({ dataFolder, role: 'command' });
  const sql = openPool(cluster.url(), { max: 1, onnotice: () => {} });
  const rows = await sql`show server_version`;
  return {
    version: String(rows[0]?.['server_version']),
    async makeDatabase(name) {
      await sql`create database ${sql(name)} template template0 encoding 'UTF8' locale 'C.UTF-8'`;
      const url = new URL(cluster.url());
      url.pathname = `/${name}`;
      return url.href;
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
