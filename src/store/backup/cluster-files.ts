// Which files of a running PGDATA go into a base copy, in which order: what PostgreSQL makes anew is left out, and the control
// file comes last, as its manual says. It reads names only.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A file or an empty folder below PGDATA, with slashes. */
export interface ClusterFile {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** Folders whose contents are of the running server alone. */
const emptied = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
const leftOut =
  /^(postmaster\.(pid|opts)|recovery\.signal|standby\.signal|backup_label(\.old)?|tablespace_map(\.old)?|postgresql\.auto\.conf\.tmp|pg_internal\.init(\..*)?|pgsql_tmp.*|laopedia-[0-9a-f]{16})$/;
const control = 'global/pg_control';

/** The files, the control file last. Rows of unlogged tables are left out: recovery empties these anyway. */
export async function* clusterFiles(postgresFolder: string): AsyncIterable<ClusterFile> {
  yield* filesBelow(postgresFolder, '');
  yield { path: control, kind: 'file' };
}

async function* filesBelow(root: string, folder: string): AsyncIterable<ClusterFile> {
  const found = await readdir(join(root, folder), { withFileTypes: true });
  const names = new Set(found.map(one => one.name));
  for (const entry of found) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (leftOut.test(entry.name) || path === control || isUnlogged(entry.name, names)) continue;
    if (folder === 'pg_tblspc') throw new Error(`tablespaces are not backed up: ${path}`);
    const isFolder = entry.isDirectory() || emptied.includes(path);
    if (!isFolder) yield { path, kind: 'file' };
    else {
      yield { path, kind: 'folder' };
      if (!emptied.includes(path)) yield* filesBelow(root, path);
    }
  }
  if (folder === '') yield { path: 'pg_wal/archive_status', kind: 'folder' };
}

function isUnlogged(name: string, names: ReadonlySet<string>): boolean {
  const number = /^(\d+)(_(fsm|vm))?(\.\d+)?$/.exec(name)?.[1];
  return number !== undefined && names.has(`${number}_init`);
}
