// The signer's rounds: every log whose head moved, one after the other. A log it disagrees with is left alone until a
// notification asks to look again; everything else that fails ends the process, which is started anew.
import type { Sql } from 'postgres';
import type { Base, Folders } from './base.ts';
import { allowWrites, Disagreement, refuseWrites } from './disagreement.ts';
import type { Report } from './message.ts';
import { signLog } from './sign.ts';
import { readStandings, type Standing } from './standing.ts';

/** Rounds over all logs of a database. */
export interface Rounds {
  /** Checks each log against its anchor and signs nothing. */
  check(): Promise<void>;
  /** Signs what moved since the last round. */
  sign(): Promise<void>;
  /** Looks again at a log it disagreed with. */
  reconsider(registerId: number): void;
}

/** Rounds with nothing in memory yet. `tell` gets what the server should know. */
export function openRounds(pool: Sql, folders: Folders, tell: (report: Report) => void): Rounds {
  const bases = new Map<number, Base>();
  const refused = new Set<number>();

  const visit = async (standing: Standing, sign: boolean) => {
    const known = bases.get(standing.id);
    const isSettled = known?.frontier.size === standing.size && standing.signed === standing.size;
    if (refused.has(standing.id) || isSettled) return;
    try {
      const base = await signLog(pool, standing.id, known, folders, sign);
      if (base === undefined) return;
      bases.set(standing.id, base);
      tell({ report: 'signed', registerId: standing.id, size: base.frontier.size });
    } catch (problem) {
      if (!(problem instanceof Disagreement)) throw problem;
      bases.delete(standing.id);
      refused.add(standing.id);
      await refuseWrites(pool, problem);
      tell({ report: 'line', line: `nothing is published any more: ${problem.message}` });
    }
  };

  const round = async (sign: boolean) => {
    for (const standing of await readStandings(pool)) await visit(standing, sign);
  };

  return {
    check: () => round(false),
    async sign() {
      await round(true);
      if (refused.size === 0 && (await allowWrites(pool))) {
        tell({ report: 'line', line: 'every log agrees with its anchor again: publications go on' });
      }
    },
    reconsider(registerId) {
      if (refused.delete(registerId)) bases.delete(registerId);
    },
  };
}
