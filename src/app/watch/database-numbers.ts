// Numbers of PostgreSQL: connections, waiting, age of transactions, size, and the copies that follow it.
import type { Sql } from 'postgres';
import { findShortage, type Store } from '#store';
import { type Family, labelled, type NumberSource, single } from './exposition.ts';

const longestProbeMs = 2000;

/** What the database tells of itself, and how long a question waits for a connection of each pool. */
export function databaseNumbers(store: Store): NumberSource {
  return {
    name: 'database',
    read: async () => [
      ...(await ofConnections(store.owner)),
      await ofSize(store.owner),
      ...(await ofCopies(store.owner)),
      single(
        'disk_full',
        'gauge',
        'Whether nothing is published for want of room on the disk.',
        (await findShortage(store.app)) === undefined ? 0 : 1,
      ),
      labelled(
        'pool_answer_seconds',
        'gauge',
        'How long the smallest question took now, with its waiting for a connection.',
        'pool',
        [
          ['app', await probe(store.app)],
          ['public', await probe(store.public)],
        ],
      ),
    ],
  };
}

async function probe(sql: Sql): Promise<number> {
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, longestProbeMs);
  await Promise.race([sql`select 1`.then(() => {}), promise]);
  clearTimeout(timer);
  return (performance.now() - began) / 1000;
}

async function ofConnections(sql: Sql): Promise<Family[]> {
  const rows = await sql`
    select case when application_name like 'laopedia%' then application_name else 'other' end as pool,
      coalesce(state, 'none') as state, count(*) as count
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend'
    group by 1, 2`;
  const [now] = await sql`
    select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)::float8 as oldest,
      count(*) filter (where wait_event_type = 'Lock') as waiting,
      current_setting('max_connections')::int as most
    from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;
  const samples = rows.map(row => ({
    labels: { pool: String(row['pool']).replace(/^laopedia_/, ''), state: String(row['state']) },
    value: Number(row['count']),
  }));
  return [
    { name: 'database_connections', kind: 'gauge', means: 'Connections by whose they are and what they do.', samples },
    single('database_connections_most', 'gauge', 'Connections that PostgreSQL allows.', Number(now?.['most'])),
    single('database_lock_waits', 'gauge', 'Connections that wait for a lock.', Number(now?.['waiting'])),
    single('database_transaction_seconds', 'gauge', 'Age of the oldest transaction.', Number(now?.['oldest'])),
  ];
}

async function ofSize(sql: Sql): Promise<Family> {
  const rows = await sql`select pg_database_size(current_database()) as bytes`;
  return single(
    'database_bytes',
    'gauge',
    'Size of the database, without its write-ahead log.',
    Number(rows[0]?.['bytes']),
  );
}

async function ofCopies(sql: Sql): Promise<Family[]> {
  const rows = await sql`
    select count(*) as count, count(*) filter (where sync_state in ('sync', 'quorum')) as awaited,
      coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)), 0)::float8 as behind
    from pg_stat_replication where state = 'streaming'`;
  const [archived] = await sql`
    select failed_count as failed, extract(epoch from clock_timestamp() - last_archived_time)::float8 as age from pg_stat_archiver`;
  const held = await sql`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::float8 as behind
    from pg_replication_slots where slot_name = 'laopedia_backup'`;
  const backup = held.map(slot =>
    single(
      'backup_behind_bytes',
      'gauge',
      'Write-ahead log that the backup does not have yet.',
      Number(slot['behind']),
    ),
  );
  const [row] = rows;
  const age = archived?.['age'];
  return [
    single('standbys', 'gauge', 'Standbys that stream from this database.', Number(row?.['count'])),
    single('standbys_awaited', 'gauge', 'Those whose word a commit waits for.', Number(row?.['awaited'])),
    single(
      'standby_behind_bytes',
      'gauge',
      'Write-ahead log that the slowest standby has not replayed.',
      Number(row?.['behind']),
    ),
    ...backup,
    single(
      'wal_archive_failures_total',
      'counter',
      'Segments whose archiving failed.',
      Number(archived?.['failed'] ?? 0),
    ),
    ...(age === null || age === undefined
      ? []
      : [single('wal_archived_age_seconds', 'gauge', 'Since a segment was archived.', Number(age))]),
  ];
}
