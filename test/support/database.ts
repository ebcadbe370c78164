// A fresh database for a test file, copied from a template that is prepared once per run. Works under the whole run's
// PostgreSQL and, for a file run by itself, starts and ends its own.

import { createHash, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { openTestServer, type TestServer } from './server.ts';

/** How the template is made; `name` stands for it: the same name is prepared only once. */
export interface Preparation {
  readonly name: string;
  run(url: string): Promise<void>;
}

/** A database of one's own. `drop` cuts whoever is still connected. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Any number that nobody else locks on a server for tests. */
const templateLock = 7_102_026;

let own: Promise<TestServer> | undefined;

/** A new database, empty or a copy of the prepared template; about 50 ms. */
export async function testDatabase(prepare?: Preparation): Promise<TestDatabase> {
  const server = await serverUrl();
  const template = prepare === undefined ? 'template0' : await makeTemplate(server, prepare);
  const name = `${testPrefix()}${randomBytes(6).toString('hex')}`;
  await onServer(server, sql => sql`create database ${sql(name)} template ${sql(template)}`);
  return {
    url: withDatabase(server, name),
    drop: () => onServer(server, sql => sql`drop database if exists ${sql(name)} with (force)`),
  };
}

async function serverUrl(): Promise<string> {
  const given = process.env['LAOPEDIA_TEST_DATABASE'];
  if (given !== undefined && given !== '') return given;
  own ??= openTestServer().then(server => {
    // a file run by itself: when it has nothing left to do, its PostgreSQL ends
    process.once('beforeExit', () => void server.stop());
    return server;
  });
  return (await own).url;
}

/** Names carry the run, so that a lasting server (LAOPEDIA_TEST_SERVER) never gives an old run's template. */
function testPrefix(): string {
  return `test_${process.env['LAOPEDIA_TEST_RUN'] ?? process.pid}_`;
}

/** Removes every database of this run, for a server that outlives it. */
export async function dropTestDatabases(server: string): Promise<void> {
  await onServer(server, async sql => {
    const left = await sql<{ name: string }[]>`
      select datname as name from pg_database where starts_with(datname, ${testPrefix()})`;
    for (const { name } of left) await sql`drop database if exists ${sql(name)} with (force)`;
  });
}

async function makeTemplate(server: string, prepare: Preparation): Promise<string> {
  const digest = createHash('sha256').update(prepare.name).digest('hex').slice(0, 16);
  const template = `${testPrefix()}template_${digest}`;
  await onServer(server, async sql => {
    await sql`select pg_advisory_lock(${templateLock})`;
    const known = await sql`select from pg_database where datname = ${template}`;
    if (known.length > 0) return;
    // under another name until it is done: a template that failed half-way is never copied
    const unfinished = `${template}_unfinished`;
    await sql`drop database if exists ${sql(unfinished)} with (force)`;
    await sql`create database ${sql(unfinished)} template template0`;
    await prepare.run(withDatabase(server, unfinished));
    await sql`alter database ${sql(unfinished)} rename to ${sql(template)}`;
  });
  return template;
}

/** One connection to the server's own database, closed afterwards: closing also lets the advisory lock go. */
async function onServer(server: string, act: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await act(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
