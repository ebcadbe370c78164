// PostgreSQL or the server ended under load, in every way there is, while others write: the installation goes on by itself.

import { setTimeout as pause } from 'node:timers/promises';
import { killPostgres, readPostgres, signalIfThere } from '../killing.ts';
import { openRandom } from '../random.ts';
import { carelessControl, earlyControl } from './controls.ts';
import type { Kind } from './kind.ts';
import { type Live, openLive } from './live.ts';
import { withStore } from './scratch.ts';

type Blow = (live: Live, random: ReturnType<typeof openRandom>) => Promise<unknown>;

const signalPostmaster =
  (signal: NodeJS.Signals): Blow =>
  async live => {
    signalIfThere((await readPostgres(live.dataFolder)).postmaster, signal);
  };

const killBackend: Blow = async (live, random) => {
  const { children } = await readPostgres(live.dataFolder);
  const struck = children[random.below(children.length)];
  if (struck !== undefined) signalIfThere(struck, 'SIGKILL');
};

const endBackends: Blow = live =>
  withStore(
    live.dataFolder,
    'command',
    store => store.owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`,
  );

function kindOf(name: string, about: string, blows: readonly Blow[], controls: Kind['controls']): Kind {
  return {
    name,
    about,
    ciRounds: 20,
    unable: async () => undefined,
    controls,
    async open() {
      const live = await openLive();
      const random = openRandom();
      let at = 0;
      return {
        async round() {
          await pause(random.below(150));
          await blows[at++ % blows.length]?.(live, random);
          const stopped = await live.goesOn();
          const { acknowledged, wrong } = await live.judge();
          return { acknowledged, wrong: [...stopped, ...wrong] };
        },
        last: () => live.last(),
        close: () => live.close(),
      };
    },
  };
}

/** kill -9 of the postmaster with all its processes, and of single ones. */
export const killedPostgres = kindOf(
  'kill-postgres',
  'kill -9 of PostgreSQL, whole and single processes, under several writers',
  [live => killPostgres(live.dataFolder), killBackend, signalPostmaster('SIGKILL')],
  async () => [await carelessControl(), await earlyControl()],
);

/** A restart in order, at once, and all connections ended. */
export const restartedPostgres = kindOf(
  'restart',
  'PostgreSQL restarted under load: fast, immediate, all connections ended',
  [signalPostmaster('SIGINT'), signalPostmaster('SIGQUIT'), endBackends],
  async () => [await carelessControl()],
);

/** kill -9 of the real server with its signer, while a command beside it goes on. */
export const killedServer = kindOf(
  'kill-server',
  'kill -9 of the server at any moment, started again beside a command at work',
  [live => live.restartServer()],
  async () => [await earlyControl()],
);
