// Connection pools, one a role. Numbers of 64 bits come as JavaScript numbers (log sizes stay far below 2^53), days as text.
import type { PostgresType, Sql } from 'postgres';
import { openPool } from '#lib/postgres';
import type { Role } from './roles.ts';

const int8: PostgresType<number> = { to: 20, from: [20], parse: Number, serialize: String };
const day: PostgresType<string> = {
  to: 1082,
  from: [1082],
  parse: (text: string) => text,
  serialize: (text: string) => text,
};

/** A pool of at most `max` connections to `url` that work as `role` (undefined: as the account itself). */
export function openRolePool(
  url: string,
  role: Role | undefined,
  max: number,
  lasting: {
    readonly idle_timeout?: number;
    readonly max_lifetime?: number | null;
    /** Called whenever a connection has ended. */
    readonly onclose?: () => void;
  } = {},
): Sql {
  return openPool(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 15,
    // Soon tried again: whoever asks while the database is away is told so at once, and served when it is back.
    backoff: () => 0.25,
    onnotice: () => {},
    ...lasting,
    types: { int8, day } as unknown as Record<string, never>,
    connection: {
      application_name: role ?? 'laopedia',
      // Set in the start packet, so that a connection can never be met before it has its role.
      ...(role === undefined ? {} : { options: `-c role=${role}${limitsOf(role)}` }),
    },
  });
}

// What anybody may ask is bounded in time, so that no question of a stranger's holds a connection for ever; an export,
// which streams for long, lifts the bound for its own transaction.
function limitsOf(role: Role): string {
  return role === 'laopedia_public' ? ' -c statement_timeout=20s -c idle_in_transaction_session_timeout=10min' : '';
}
