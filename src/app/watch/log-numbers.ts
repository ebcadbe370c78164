// Numbers of the registers' logs and of the work that waits. Read from the primary, whatever else is read from a copy.
import type { Store } from '#store';
import { type Family, labelled, type NumberSource, single } from './exposition.ts';

/** Sizes, signatures, proposals and acts. A signed log has no unsigned time, however old its last entry is. */
export function logNumbers(store: Store): NumberSource {
  return {
    name: 'log',
    read: async () => [...(await ofRegisters(store)), ...(await ofWork(store))],
  };
}

async function ofRegisters({ app }: Store): Promise<Family[]> {
  const rows = await app`
    select r.name, h.size, h.records, c.size as signed, h.size = c.size or r.copied as whole,
      extract(epoch from clock_timestamp() - c.made)::float8 as age,
      extract(epoch from clock_timestamp() - p.time)::float8 as waiting
    from laopedia.register r
    join laopedia.head h on h.register_id = r.id
    left join lateral (
      select size, made from laopedia.checkpoint where register_id = r.id and anchored order by size desc limit 1
    ) c on true
    left join lateral (
      select time from laopedia.publication
      where register_id = r.id and number >= coalesce(c.size, 0) order by number limit 1
    ) p on true
    order by r.id`;
  const each = (value: (row: Record<string, unknown>) => unknown) =>
    rows.map(row => [String(row['name']), Number(value(row) ?? 0)] as const);
  const gauge = (name: string, means: string, value: (row: Record<string, unknown>) => unknown) =>
    labelled(name, 'gauge', means, 'register', each(value));
  return [
    gauge('log_entries', 'Entries of the log.', row => row['size']),
    gauge('log_entries_signed', 'Entries under the newest anchored checkpoint.', row => row['signed']),
    gauge('log_unsigned_seconds', 'How long the oldest unsigned publication has waited; 0: all is signed.', row =>
      row['whole'] === true ? 0 : row['waiting'],
    ),
    gauge(
      'checkpoint_age_seconds',
      'Since the newest checkpoint was made; old is well where nothing is published.',
      row => row['age'],
    ),
    gauge('records', 'Records that stand.', row => row['records']),
  ];
}

async function ofWork({ app, owner }: Store): Promise<Family[]> {
  const proposals = await app`select count(*) as count from laopedia.proposal where state = 'waiting'`;
  const acts = await app`select count(*) as count from laopedia.act`;
  const barred =
    await app`select count(*) as count from laopedia.installation where name = 'read-only' and value <> 'null'::jsonb`;
  const made =
    await owner`select n_tup_ins as count from pg_stat_user_tables where relid = 'laopedia.publication'::regclass`;
  const copying = await owner`
    select coalesce(sum(tuples_processed), 0) as rows, count(*) as count from pg_stat_progress_copy
    where datname = current_database()`;
  const count = (rows: readonly Record<string, unknown>[], column = 'count') => Number(rows[0]?.[column] ?? 0);
  return [
    single('publications_total', 'counter', 'Publications of all registers, as the database counts them.', count(made)),
    single('proposals_waiting', 'gauge', 'Proposals that wait for an approval.', count(proposals)),
    single('acts_waiting', 'gauge', 'Acts that the audit log does not have yet.', count(acts)),
    single(
      'read_only',
      'gauge',
      '1 while a log disagrees with what was signed, and nothing may be published.',
      count(barred),
    ),
    single('imports_copying', 'gauge', 'Streams of rows that go into the database now.', count(copying)),
    single('import_rows', 'gauge', 'Rows that these streams have brought so far.', count(copying, 'rows')),
  ];
}
