// The head of a log: its committed end. The lock on its row orders all publications of a register.
import { decodeFrontier, type Frontier } from '#lib/merkle';
import type { Speaker } from './fold.ts';

/** A log's committed end. `now` is the time of the next publication: UTC, never before the last one. */
export interface Head {
  readonly frontier: Frontier;
  readonly records: number;
  readonly series: number;
  readonly now: Date;
}

/**
 * Locks the head until the transaction ends, and reads it. From here on the transaction commits to the disk, and to the standby
 * that PostgreSQL is told to wait for, whatever the database or the role is set to: an administrator's `synchronous_commit` of
 * `off` would lose in a crash what was acknowledged, `local` and `remote_write` in a failover.
 */
export async function lockHead(sql: Speaker, registerId: number): Promise<Head> {
  const rows = await sql`
    select size, frontier, records, series, greatest(date_trunc('second', clock_timestamp()), time) as now,
      case when current_setting('synchronous_commit') not in ('on', 'remote_apply') then set_config('synchronous_commit', 'on', true) end
    from laopedia.head
    where register_id = ${registerId}
    for update`;
  const row = rows[0];
  if (row === undefined) throw new Error(`register ${registerId} has no head`);
  return {
    frontier: decodeFrontier(Number(row['size']), row['frontier'] as Uint8Array),
    records: Number(row['records']),
    series: Number(row['series']),
    now: row['now'] as Date,
  };
}

/**
 * Locks what a publication rests on until the transaction ends: its own head, and against their publications the heads of the
 * registers it refers to. In the order of their numbers, so that two publications never wait for each other.
 */
export async function lockHeads(sql: Speaker, own: number, others: readonly number[]): Promise<void> {
  for (const id of [...new Set([own, ...others])].sort((one, other) => one - other)) {
    if (id === own) await sql`select 1 from laopedia.head where register_id = ${id} for update`;
    else await sql`select 1 from laopedia.head where register_id = ${id} for share`;
  }
}
