// Archives the WAL of a line: each finished segment once, and of the newest what is on the disk, so that a lost machine
// costs seconds. No archive_command: PostgreSQL need not reach the folder, start a program, or be restarted for it.
import { hash } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sql } from 'postgres';
import { archiveKeys } from './keys.ts';
import { type Line, letGo, nextOf } from './line.ts';
import { refuseBackup } from './refusals.ts';
import { glanceAt, writeSealed } from './sealed-file.ts';
import { nextSegment } from './segment.ts';

/** What a round did. `until` is the time of the database at which all that had been committed is in the backup. */
export interface Archived {
  readonly segments: number;
  readonly until: string;
}

/** Any numbers that nothing else locks: rounds of several processes take turns, and base copies are made one at a time. */
export const locks = { space: 7_102_040, wal: 1, base: 2 } as const;

/** One round. When it returns, what was committed before it is on the backup's disk. Throws where the WAL is broken off. */
export async function archiveWal(sql: Sql, line: Line): Promise<Archived> {
  const session = await sql.reserve();
  try {
    await session`select pg_advisory_lock(${locks.space}, ${locks.wal})`;
    const [now] = await session`
      with f as (select clock_timestamp() at time zone 'UTC' as time, pg_current_wal_flush_lsn() as lsn)
      select to_char(time, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time, (pg_walfile_name_offset(lsn)).file_name as segment, (pg_walfile_name_offset(lsn)).file_offset as bytes from f`;
    if (now === undefined) throw new Error('the database does not say where its WAL is');
    const [segment, bytes] = [String(now['segment']), Number(now['bytes'])];
    const until = String(now['time']);
    if (!segment.startsWith(line.timeline)) throw new Error(`the timeline is no longer ${line.timeline}`);
    let segments = 0;
    for (let next = await nextOf(line); next < segment; next = nextSegment(next), segments++)
      await archiveSegment(line, next, until);
    await archivePart(line, segment, bytes, until);
    await archiveKeys(line, dirname(line.postgresFolder));
    await letGo(session, segment);
    return { segments, until };
  } finally {
    // The lock goes with its session, also when that was lost.
    await session`select pg_advisory_unlock(${locks.space}, ${locks.wal})`.catch(() => {});
    session.release();
  }
}

async function archiveSegment(line: Line, segment: string, until: string): Promise<void> {
  const bytes = await readFile(join(line.postgresFolder, 'pg_wal', segment));
  const digest = hash('sha256', bytes, 'hex');
  const name = `${line.name}/wal/${segment}`;
  try {
    await writeSealed(line.set, { name, bytes: only(bytes), digest, until, replace: false });
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem;
    // A file of the same bytes is the same file; another one is never written over.
    if ((await glanceAt(line.set, name)).digest !== digest)
      throw refuseBackup('damaged', { file: join(line.set.folder, name) });
  }
  await rm(join(line.set.folder, `${name}.part`), { force: true });
}

async function archivePart(line: Line, segment: string, length: number, until: string): Promise<void> {
  if (length === 0) return;
  const name = `${line.name}/wal/${segment}.part`;
  const bytes = await readStart(join(line.postgresFolder, 'pg_wal', segment), length);
  const digest = hash('sha256', bytes, 'hex');
  if ((await known(line, name)) === digest) return;
  await writeSealed(line.set, { name, bytes: only(bytes), digest, until, replace: true });
}

async function known(line: Line, name: string): Promise<string | undefined> {
  return glanceAt(line.set, name).then(
    header => header.digest,
    () => undefined,
  );
}

async function readStart(path: string, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
