// Whether a postmaster answers, asked by connecting with the password. It changes nothing there.

import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { driver } from './driver.ts';

/** The superuser of every cluster made here. */
export const superuser = 'laopedia';

/** Where a postmaster listens: a socket folder or an address, and a port. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

export type Answer = 'ready' | 'not-yet' | 'wrong-password';

const pollMilliseconds = 20;
/** Recovery may take minutes, and each question is a line of PostgreSQL's log. */
const slowestPollMilliseconds = 500;
const tellEverySeconds = 10;

function connect(at: Listening, password: string): postgres.Sql {
  return driver({
    ...at,
    database: 'postgres',
    username: superuser,
    password,
    max: 1,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => {},
  });
}

/** One connection attempt with the password, to the maintenance database. */
export async function ask(at: Listening, password: string): Promise<Answer> {
  const sql = connect(at, password);
  try {
    await sql`select 1`;
    return 'ready';
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'wrong-password' : 'not-yet';
  } finally {
    await sql.end({ timeout: 0 });
  }
}

/** Asks until it answers; undefined once it has ended. */
export async function waitForAnswer(
  engine: { readonly password: string; readonly log: (line: string) => void },
  at: Listening,
  ended: () => boolean | Promise<boolean>,
): Promise<Answer | undefined> {
  let wait = pollMilliseconds;
  let tellAt = performance.now() + tellEverySeconds * 1000;
  while (!(await ended())) {
    const answer = await ask(at, engine.password);
    if (answer !== 'not-yet') return (await ended()) ? undefined : answer;
    if (performance.now() > tellAt) {
      engine.log('PostgreSQL is still recovering; waiting');
      tellAt += tellEverySeconds * 1000;
    }
    await pause(wait);
    wait = Math.min(wait * 1.3, slowestPollMilliseconds);
  }
  return undefined;
}

/**
 * Does this server work on that PGDATA? A copy of a live data folder names the original's server: same pid, socket, password. Only
 * a file that was written here and is read there proves it.
 */
export async function worksOn(at: Listening, password: string, postgresFolder: string): Promise<boolean> {
  const name = `laopedia-${randomBytes(8).toString('hex')}`;
  const sql = connect(at, password);
  try {
    await writeFile(join(postgresFolder, name), name, { flag: 'wx', mode: 0o644 });
    const [row] = await sql<{ text: string | null }[]>`select pg_read_file(${name}, true) as text`;
    return row?.text === name;
  } finally {
    await rm(join(postgresFolder, name), { force: true });
    await sql.end({ timeout: 1 });
  }
}
