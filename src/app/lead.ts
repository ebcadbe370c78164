// Who of several servers on one database (DATABASE_URL) is the active one: a session's advisory lock, and a row that names the server.
// A signer looks at the row in the transaction that signs, so one that was overtaken signs nothing more. It starts nothing.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { openPool } from '#lib/postgres';
import { claimLead, findLead } from '#store';

/** The lead of one server. */
export interface Lead {
  /** Names this server's time in the lead; the signer's fence. Undefined where the data folder's own lock decides. */
  readonly term: string | undefined;
  /** Comes when another server has the lead: then this one must become a standby again. */
  readonly taken: Promise<void>;
  /** Writes the term into the database, whose tables are there by now, and watches over the lock from then on. */
  claim(sql: Sql): Promise<void>;
  close(): Promise<void>;
}

const askEveryMs = 500;
/** Of a server that lost its power PostgreSQL hears nothing: it gives up after so long, and the lock is free. */
const keepalive = { tcp_keepalives_idle: 5, tcp_keepalives_interval: 2, tcp_keepalives_count: 3 };

/** The lead where there is one server by other means (the embedded database's folder). */
export const onlyServer: Lead = {
  term: undefined,
  taken: new Promise(() => {}),
  claim: async () => {},
  close: async () => {},
};

/**
 * Waits until this server has the lead; undefined when `ending` came before. `waits` is told once when it has to wait. A database that does not
 * answer at the first question is a wrong setting and thrown, unless it is `known` to have answered; later it is waited for.
 */
export async function awaitLead(
  databaseUrl: string,
  ending: AbortSignal,
  waits: (why: 'standby' | 'away') => void,
  known: boolean,
): Promise<Lead | undefined> {
  const session = openSession(databaseUrl);
  const told = new Set<string>();
  const ask = async () => {
    try {
      return await tryLock(session);
    } catch (problem) {
      if (known || told.size > 0) return undefined;
      await session.end({ timeout: 1 });
      throw problem;
    }
  };
  while (!ending.aborted) {
    const held = await ask();
    if (held === true) return leadOf(session);
    const why = held === false ? 'standby' : 'away';
    if (!told.has(why)) waits(why);
    told.add(why);
    await pause(askEveryMs, undefined, { signal: ending }).catch(() => {});
  }
  await session.end({ timeout: 1 });
  return undefined;
}

/** Does a server have the lead of this database? */
export async function isLed(sql: Sql): Promise<boolean> {
  const rows = await sql`select pg_try_advisory_xact_lock_shared(hashtext('laopedia server')) as free`;
  return rows[0]?.['free'] === false;
}

// One connection, never renewed by age or idleness. Should it break, the next question is asked on a new one, which has no lock.
function openSession(databaseUrl: string): Sql {
  const connection = { application_name: 'laopedia_lead', ...keepalive };
  return openPool(databaseUrl, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    connection,
    onnotice: () => {},
  }) as Sql;
}

// Asked again by the session that holds it, the answer is yes: the same question takes the lock and watches over it.
async function tryLock(session: Sql): Promise<boolean> {
  const rows = await session`select pg_try_advisory_lock(hashtext('laopedia server')) as held`;
  return rows[0]?.['held'] === true;
}

function leadOf(session: Sql): Lead {
  const term = randomUUID();
  const over = Promise.withResolvers<void>();
  const ending = new AbortController();
  let watching: Promise<void> = Promise.resolve();
  const watch = async () => {
    while (!ending.signal.aborted) {
      await pause(askEveryMs, undefined, { signal: ending.signal, ref: false }).catch(() => {});
      // A database that is away takes the lead from nobody. Back again, the lock is ours unless another has written its name.
      if (!ending.signal.aborted && (await isTaken(session, term).catch(() => false))) return over.resolve();
    }
  };
  return {
    term,
    taken: over.promise,
    async claim(sql) {
      await claimLead(sql, term);
      watching = watch();
    },
    async close() {
      ending.abort();
      await session.end({ timeout: 1 });
      await watching;
    },
  };
}

async function isTaken(session: Sql, term: string): Promise<boolean> {
  await tryLock(session);
  return (await findLead(session)) !== term;
}
