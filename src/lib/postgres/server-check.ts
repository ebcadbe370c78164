// Whether a PostgreSQL that somebody else runs (DATABASE_URL) can carry us. It changes nothing: what it tries is undone.

import type postgres from 'postgres';

/** What is wrong with a server, or (`superuser`) what to know about it. The room above words them. */
export type ServerFinding =
  | { readonly code: 'version-too-old'; readonly found: string; readonly wanted: string }
  | { readonly code: 'extension-missing'; readonly extension: string; readonly reason: string }
  | { readonly code: 'encoding-not-utf8'; readonly found: string }
  | { readonly code: 'lao-letters-unseen'; readonly ctype: string }
  | { readonly code: 'read-only' };

/** The server as found; it will do when `problems` is empty. */
export interface ServerReport {
  /** e.g. `18.4` */
  readonly version: string;
  readonly superuser: boolean;
  readonly problems: readonly ServerFinding[];
}

/** PostgreSQL 15: the oldest with everything the migrations use. */
const oldestVersionNumber = 150_000;
const extensions = ['pg_trgm', 'btree_gin', 'btree_gist'] as const;

/** Thrown to undo a transaction that only tried something. */
class Undo extends Error {}

/** Looks at version, encoding, extensions (present or creatable by this user) and whether pg_trgm sees Lao letters. */
export async function checkServer(sql: postgres.Sql): Promise<ServerReport> {
  const [row] = await sql<
    { version: string; number: number; encoding: string; superuser: boolean; readonly: boolean }[]
  >`
    select
      current_setting('server_version') as version,
      current_setting('server_version_num')::int as number,
      current_setting('server_encoding') as encoding,
      current_setting('is_superuser') = 'on' as superuser,
      pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as readonly`;
  if (row === undefined) throw new Error('the server answered nothing about itself');
  const problems: ServerFinding[] = [];
  if (row.number < oldestVersionNumber)
    problems.push({ code: 'version-too-old', found: row.version, wanted: String(oldestVersionNumber / 10_000) });
  if (row.encoding !== 'UTF8') problems.push({ code: 'encoding-not-utf8', found: row.encoding });
  if (row.readonly) problems.push({ code: 'read-only' });
  else for (const extension of extensions) problems.push(...(await tryExtension(sql, extension)));
  return { version: row.version, superuser: row.superuser, problems };
}

async function tryExtension(sql: postgres.Sql, extension: (typeof extensions)[number]): Promise<ServerFinding[]> {
  const problems: ServerFinding[] = [];
  try {
    await sql.begin(async trial => {
      await trial`create extension if not exists ${trial(extension)}`;
      if (extension === 'pg_trgm') problems.push(...(await seeLao(trial)));
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo))
      problems.push({ code: 'extension-missing', extension, reason: (error as Error).message });
  }
  return problems;
}

/** pg_trgm asks the C library's LC_CTYPE what a letter is; in C it finds none in Lao, and every Lao search is empty. */
async function seeLao(sql: postgres.TransactionSql): Promise<ServerFinding[]> {
  const [place] = await sql<{ schema: string }[]>`
    select extnamespace::regnamespace::text as schema
    from pg_extension
    where extname = 'pg_trgm'`;
  const show = sql.unsafe(`select cardinality(${place?.schema ?? 'public'}.show_trgm('ລາວ')) as letters,
    (select datctype from pg_database where datname = current_database()) as ctype`);
  const [seen] = (await show) as unknown as { letters: number; ctype: string }[];
  return seen === undefined || seen.letters === 0 ? [{ code: 'lao-letters-unseen', ctype: seen?.ctype ?? '' }] : [];
}
