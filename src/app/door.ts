// The door of the server with what belongs to it: admission, the watch over the event loop, and pools for what takes long,
// so that no record's page waits behind a search or an export on a connection. It is opened with the server and closed with it.
import type { FastifyInstance } from 'fastify';
import type { Sql } from 'postgres';
import { openRolePool, type Store } from '#store';
import { type Admission, openAdmission } from './admission.ts';
import type { Config } from './config.ts';
import { type Connections, holdConnections } from './connections.ts';
import { type Limits, standardLimits } from './limits.ts';
import { watchPressure } from './pressure.ts';

/** The door, and the public role's pools of searches and of exports. */
export interface Door {
  readonly admission: Admission;
  readonly limits: Limits;
  readonly heavy: Sql;
  readonly exports: Sql;
  /** Lays the door over a server, before its routes are added. */
  guard(http: FastifyInstance): void;
}

const heavyConnections = 4;

/** Opens the door. */
export function openDoor(store: Store, config: Config, given?: Limits): Door {
  const limits = given ?? { ...standardLimits, connections: config.connections };
  const pressure = watchPressure();
  const pool = () => openRolePool(store.url, 'laopedia_public', heavyConnections);
  const [heavy, exports] = [pool(), pool()];
  let connections: Connections | undefined;
  const admission = openAdmission({
    limits,
    perSecond: config.ratePerSecond,
    hasProxy: config.trustedProxies.length > 0,
    delayMs: () => pressure.delayMs,
    unreadBytes: () => connections?.unreadBytes ?? 0,
  });
  return {
    admission,
    limits,
    heavy,
    exports,
    guard(http) {
      admission.guard(http);
      connections = holdConnections(http.server, limits);
      http.addHook('onClose', async () => {
        pressure.close();
        connections?.close();
        await Promise.all([heavy.end({ timeout: 5 }), exports.end({ timeout: 5 })]);
      });
    },
  };
}
