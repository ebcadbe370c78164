// Opens the store that the settings name. A database that cannot be reached is the setting's fault, not ours: a refusal.
import { openStore, type Store } from '#store';
import { composerScript } from './composer-script.ts';
import type { Config } from './config.ts';
import { folds } from './folds.ts';
import { refuseApp } from './refusals.ts';

// Of the network and of PostgreSQL: no such user, wrong password, no such database, starting up, too many connections.
const unreachable = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOENT|CONNECT_TIMEOUT)$/;
const unopened = /^(28000|28P01|3D000|57P03|53300)$/;

/** Opens it; the caller closes it. */
export async function openConfiguredStore(
  config: Config,
  as: 'server' | 'command',
  log?: (line: string) => void,
): Promise<Store> {
  const { databaseUrl, dataFolder, diskReserve: reserve } = config;
  try {
    return await openStore({
      databaseUrl,
      dataFolder,
      as,
      folds,
      reserve,
      composer: composerScript,
      ...(log === undefined ? {} : { log }),
    });
  } catch (problem) {
    throw databaseUrl === undefined ? problem : reachProblem(problem, databaseUrl);
  }
}

/** What a failure to reach a database is to a person: the setting's refusal, or the fault itself. */
export function reachProblem(problem: unknown, databaseUrl: string): unknown {
  const { code = '', message } = problem as NodeJS.ErrnoException;
  // Node's error would repeat the whole address, with the password that made it unreadable.
  if (code === 'ERR_INVALID_URL')
    return refuseApp('bad-setting', {
      name: 'DATABASE_URL',
      given: '…',
      wanted: 'postgres://user:password@host:5432/database',
    });
  if (!(unreachable.test(code) || unopened.test(code))) return problem;
  return refuseApp('database-unreachable', { place: placeOf(databaseUrl), detail: message || code });
}

// Never the whole address: it holds a password, which may hold any sign itself.
function placeOf(databaseUrl: string): string {
  const [place = ''] = databaseUrl
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^.*@/s, '')
    .split('?');
  return place === '' ? '?' : place;
}
