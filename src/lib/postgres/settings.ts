// PostgreSQL's settings as this launcher wants them: nothing acknowledged may be lost, sized for a laptop or small server.
// They go on the command line, so that a configuration file left in the data folder cannot weaken them.

import { statfs } from 'node:fs/promises';

/** What the caller adds or changes is laid over these. */
export const ownSettings: Readonly<Record<string, string>> = {
  // durability: the defaults, said aloud
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // macOS answers fsync before the disk has written; this one waits for the disk
  ...(process.platform === 'darwin' ? { wal_sync_method: 'fsync_writethrough' } : {}),
  // size
  shared_buffers: '128MB',
  maintenance_work_mem: '256MB',
  max_connections: '60',
  max_wal_size: '2GB',
  // a slot of a backup that is not reached any more must not fill the disk: then the next backup begins anew
  max_slot_wal_keep_size: '4GB',
  checkpoint_completion_target: '0.9',
  // nobody replicates logically into it: their file is the one thing that a checkpoint on a full disk cannot do without
  max_active_replication_origins: '0',
  // the embedded build has neither lz4 nor zstd
  wal_compression: 'pglz',
  // short statements of a web application lose more by compiling than they gain
  jit: 'off',
  autovacuum: 'on',
  // access
  listen_addresses: '',
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  // The log tells what waited and what was slow, but no values: parameters and the rows in DETAIL lines may be personal data.
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %a ',
  log_lock_waits: 'on',
  log_min_duration_statement: '2s',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

const mebibyte = 2 ** 20;

/**
 * What depends on the disk's size: on one under 20 GiB, WAL may take a tenth of it between checkpoints and not 2 GB. From the whole size,
 * not from what is free, so that every process reckons the same.
 */
export async function sizedSettings(folder: string): Promise<Readonly<Record<string, string>>> {
  const { blocks, bsize } = await statfs(folder);
  const tenth = Math.floor((blocks * bsize) / 10 / mebibyte);
  return tenth >= 2048 ? {} : { max_wal_size: `${Math.max(tenth, 96)}MB` };
}

/** `-c name=value` for each setting, in a fixed order. */
export function settingArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.keys(settings)
    .sort()
    .flatMap(name => ['-c', `${name}=${settings[name]}`]);
}
