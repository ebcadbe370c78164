// A base copy: all files of the running cluster between pg_backup_start and pg_backup_stop, in one sealed file, and last of
// all the statement that it is complete. Publishing goes on meanwhile.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ReservedSql, Sql } from 'postgres';
import { makeFolder } from '#lib/durable';
import { archiveWal, locks } from './archive.ts';
import { type ClusterFile, clusterFiles } from './cluster-files.ts';
import { beginLine, findLine, type Line, stamp } from './line.ts';
import { type LogState, readLogs } from './logs.ts';
import { type Packable, type PackedSize, pack } from './pack.ts';
import { refuseBackup } from './refusals.ts';
import { writeSealed } from './sealed-file.ts';
import { segmentOf } from './segment.ts';
import type { BackupSet } from './set.ts';
import { writeStatement } from './statement.ts';

/** What base.json says of a complete base copy. */
export interface BaseStatement {
  readonly form: typeof baseForm;
  readonly name: string;
  readonly line: string;
  /** Version of the program, and of PostgreSQL. */
  readonly version: string;
  readonly postgres: string;
  readonly began: string;
  /** From this time on it can be restored to. */
  readonly ended: string;
  /** The first segment its recovery reads, and the last it cannot do without. */
  readonly firstSegment: string;
  readonly lastSegment: string;
  /** What was packed, and the sealed file: its bytes and SHA-256. */
  readonly files: number;
  readonly bytes: number;
  readonly sealedBytes: number;
  readonly digest: string;
  /** Do the keys that sign the logs come along? Only where it is encrypted. */
  readonly keys: boolean;
  /** The logs as they were just after. */
  readonly logs: readonly LogState[];
}

/** Where the base lies and who makes it. */
export interface BaseOptions {
  readonly dataFolder: string;
  readonly version: string;
  /** Told how many bytes are packed by now. */
  readonly progress?: (bytes: number) => void;
}

/** The form of base.json. */
export const baseForm = 'laopedia-backup-base/v1';

/** Makes a base copy in the set's line, beginning a new line where the old one is broken. Refuses a second one at a time. */
export async function takeBase(sql: Sql, set: BackupSet, options: BaseOptions): Promise<BaseStatement> {
  const session = await sql.reserve();
  try {
    const [lock] = await session`select pg_try_advisory_lock(${locks.space}, ${locks.base}) as got`;
    if (lock?.['got'] !== true) throw refuseBackup('busy');
    const line = (await findLine(sql, set, options.dataFolder)) ?? (await beginLine(sql, set, options.dataFolder));
    return await copyCluster(sql, session, line, options);
  } catch (problem) {
    // A copy given up: PostgreSQL must not go on believing that one is being made on this connection.
    await session`select pg_backup_stop(false)`.catch(() => {});
    throw problem;
  } finally {
    await session`select pg_advisory_unlock(${locks.space}, ${locks.base})`.catch(() => {});
    session.release();
  }
}

async function copyCluster(sql: Sql, session: ReservedSql, line: Line, options: BaseOptions): Promise<BaseStatement> {
  const { set } = line;
  const began = new Date();
  const name = `${stamp(began)}-${randomBytes(2).toString('hex')}`;
  const folder = `${line.name}/base/${name}`;
  const size: PackedSize = { files: 0, bytes: 0 };
  await makeFolder(join(set.folder, folder));
  const [started] =
    await session`select pg_backup_start(${name}, true) as lsn, current_setting('server_version') as version`;
  const stopped: { lsn: string } = { lsn: '' };
  const all = async function* (): AsyncIterable<Packable> {
    for await (const file of clusterFiles(line.postgresFolder)) yield ofCluster(file, line.postgresFolder);
    // The copy is at rest from here on; the label says from where it has to be recovered.
    const [stop] = await session`select lsn, labelfile from pg_backup_stop(false)`;
    stopped.lsn = String(stop?.['lsn']);
    yield { path: 'postgres/backup_label', text: String(stop?.['labelfile']) };
  };
  const sealed = await writeSealed(set, {
    name: `${folder}/files`,
    bytes: counted(pack(all(), size), size, options.progress),
    replace: false,
  });
  const { until } = await archiveWal(sql, line);
  const statement: BaseStatement = {
    form: baseForm,
    name,
    line: line.name,
    version: options.version,
    postgres: String(started?.['version']),
    began: began.toISOString(),
    ended: until,
    firstSegment: segmentOf(line.timeline, String(started?.['lsn'])),
    lastSegment: segmentOf(line.timeline, stopped.lsn),
    files: size.files,
    bytes: size.bytes,
    sealedBytes: sealed.bytes,
    digest: sealed.digest,
    keys: set.recipient !== undefined,
    logs: await readLogs(sql),
  };
  await writeStatement(join(set.folder, folder, 'base.json'), statement);
  return statement;
}

function ofCluster({ path, kind }: ClusterFile, root: string): Packable {
  return kind === 'folder'
    ? { path: `postgres/${path}`, folder: true }
    : { path: `postgres/${path}`, from: join(root, path) };
}

async function* counted(stream: AsyncIterable<Uint8Array>, size: PackedSize, tell: BaseOptions['progress']) {
  for await (const bytes of stream) {
    yield bytes;
    tell?.(size.bytes);
  }
}
