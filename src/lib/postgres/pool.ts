// A pool of connections from a URL, the launcher's own included. It never retries a statement.

import type postgres from 'postgres';
import { driver } from './driver.ts';
import { guardBegin } from './guarded-begin.ts';
import { hostsOf, primaryAddress } from './primary.ts';

/**
 * A postgres.js pool for a URL in libpq's form. postgres.js does not know `?host=/folder` (a Unix socket), which
 * `Cluster.url()` gives; everything else goes to it as it is: several hosts (`//one:5432,two:5432/`) lead to
 * whichever is the primary when a connection is made. `options` win over the URL.
 */
export function openPool(url: string, options: postgres.Options<Record<string, never>> = {}): postgres.Sql {
  const hosts = hostsOf(url);
  if (hosts !== undefined) {
    const { url: first, socket } = primaryAddress(url, hosts);
    return guardBegin(driver(first, { ...options, socket } as unknown as postgres.Options<Record<string, never>>));
  }
  const parsed = new URL(url);
  const host = parsed.searchParams.get('host');
  if (host === null) return guardBegin(driver(url, options));
  parsed.searchParams.delete('host');
  return guardBegin(driver(parsed.href, { host, ...options }));
}
