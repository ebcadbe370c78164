// A connection of one import's own, which holds its lock as long as it lives. Not out of the pool: imports would wait for each other's
// connections for ever.
import type { Sql } from 'postgres';
import { openRolePool } from './pool.ts';
import type { Store } from './store.ts';

/** Opens it; never renewed by age or idleness, so that a session's lock lasts. Close it with `end`. */
export function openImporter(store: Pick<Store, 'url'>): Sql {
  return openRolePool(store.url, 'laopedia_app', 1, { idle_timeout: 0, max_lifetime: null });
}
