// Whether a postmaster answers, asked by connecting with the password. It sends nothing but `select 1`.

import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

/** The superuser of every cluster made here. */
export const superuser = 'laopedia';

/** Where a postmaster listens: a socket folder or an address, and a port. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

export type Answer = 'ready' | 'not-yet' | 'wrong-password';

const pollMilliseconds = 20;
const tellEverySeconds = 10;

/** One connection attempt with the password, to the maintenance database. */
export async function ask(at: Listening, password: string): Promise<Answer> {
  const sql = postgres({
    ...at,
    database: 'postgres',
    username: superuser,
    password,
    max: 1,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => {},
  });
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
  let tellAt = performance.now() + tellEverySeconds * 1000;
  while (!(await ended())) {
    const answer = await ask(at, engine.password);
    if (answer !== 'not-yet') return (await ended()) ? undefined : answer;
    if (performance.now() > tellAt) {
      engine.log('PostgreSQL is still recovering; waiting');
      tellAt += tellEverySeconds * 1000;
    }
    await pause(pollMilliseconds);
  }
  return undefined;
}
