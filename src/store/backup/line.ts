// A line: bases and the unbroken WAL behind them, of one timeline of one data folder. Where the WAL is not continued (after
// a restore, or when the slot was lost) a new line begins; an old one is never written to again.
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { isThere, makeFolder } from '#lib/durable';
import type { Speaker } from '../fold.ts';
import { isSegment, nextSegment, segmentOf, startOf } from './segment.ts';
import type { BackupSet } from './set.ts';
import { findStatement, writeStatement } from './statement.ts';

/** A line of a set that goes on. */
export interface Line {
  readonly set: BackupSet;
  readonly name: string;
  /** PGDATA, for its pg_wal. */
  readonly postgresFolder: string;
  /** The first segment it holds. */
  readonly first: string;
  readonly timeline: string;
}

/** What a data folder remembers of its backup, in backup.json. */
interface Remembered {
  readonly form: typeof form;
  readonly folder: string;
  readonly set: string;
  readonly line: string;
  readonly first: string;
}

const form = 'laopedia-backup-line/v1';
/** The slot that keeps WAL until it is archived. PostgreSQL gives it up at max_slot_wal_keep_size, so a disk never fills by it. */
export const slotName = 'laopedia_backup';

/** Where a data folder's WAL goes; undefined where no backup was ever begun, or it was ended. */
export async function findRemembered(dataFolder: string): Promise<Remembered | undefined> {
  return findStatement<Remembered>(join(dataFolder, 'backup.json'), form);
}

/** The line that this data folder goes on with in the set; undefined where a new one has to begin. */
export async function findLine(sql: Speaker, set: BackupSet, dataFolder: string): Promise<Line | undefined> {
  const known = await findRemembered(dataFolder);
  if (known === undefined || known.set !== set.id || known.folder !== set.folder) return undefined;
  if (!(await isThere(join(set.folder, known.line, 'wal')))) return undefined;
  const { timeline, kept } = await readWalState(sql);
  const postgresFolder = join(dataFolder, 'postgres');
  const line: Line = { set, name: known.line, postgresFolder, first: known.first, timeline };
  if (!known.first.startsWith(timeline) || !kept) return undefined;
  return (await isThere(join(postgresFolder, 'pg_wal', await nextOf(line)))) ? line : undefined;
}

/** Begins a line: a new slot, a new folder, and the data folder's memory of it. */
export async function beginLine(sql: Sql, set: BackupSet, dataFolder: string): Promise<Line> {
  await dropSlot(sql);
  const [slot] = await sql`select lsn from pg_create_physical_replication_slot(${slotName}, true)`;
  const { timeline } = await readWalState(sql);
  const first = segmentOf(timeline, String(slot?.['lsn']));
  const name = `line-${stamp(new Date())}-${randomBytes(2).toString('hex')}`;
  for (const part of ['base', 'wal']) await makeFolder(join(set.folder, name, part));
  await writeStatement(join(dataFolder, 'backup.json'), { form, folder: set.folder, set: set.id, line: name, first });
  return { set, name, postgresFolder: join(dataFolder, 'postgres'), first, timeline };
}

/** Lets the WAL go that waits to be archived. */
async function dropSlot(sql: Sql): Promise<void> {
  await sql`select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ${slotName} and not active`;
}

/** Ends the backup of a data folder: no WAL is kept for it any more. What lies in the backup's folder stays. */
export async function endBackup(sql: Sql, dataFolder: string): Promise<void> {
  await dropSlot(sql);
  await rm(join(dataFolder, 'backup.json'), { force: true });
}

/** The segment that the line needs next. */
export async function nextOf(line: Line): Promise<string> {
  const last = (await walOf(line.set, line.name)).filter(isSegment).at(-1);
  return last === undefined ? line.first : nextSegment(last);
}

/** Names of the WAL files of a line, in order; the one with `.part` is what was there of the newest segment. */
export async function walOf(set: BackupSet, line: string): Promise<string[]> {
  const names = await readdir(join(set.folder, line, 'wal')).catch(() => []);
  return names.filter(name => isSegment(name.replace(/\.part$/, ''))).sort();
}

/** Says PostgreSQL that it need not keep segments before this one. */
export async function letGo(sql: Speaker, before: string): Promise<void> {
  await sql`
    select pg_replication_slot_advance(slot_name, ${startOf(before)}::pg_lsn) from pg_replication_slots
    where slot_name = ${slotName} and not active and restart_lsn < ${startOf(before)}::pg_lsn`;
}

async function readWalState(sql: Speaker): Promise<{ readonly timeline: string; readonly kept: boolean }> {
  const [row] = await sql`
    select substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8) as timeline,
      exists (select from pg_replication_slots where slot_name = ${slotName} and wal_status <> 'lost') as kept`;
  return { timeline: String(row?.['timeline']), kept: row?.['kept'] === true };
}

/** A moment as part of a name: `20261130T131603Z`. */
export function stamp(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}
