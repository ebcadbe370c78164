// Which database a public reading goes to: a copy that holds all that was promised, by turns, else the primary. Decisions,
// checkpoints and heads are never asked of a copy.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Sql } from 'postgres';
import { type CopyPools, type CopyTrouble, type ReadCopy, watchReadCopy } from './read-copy.ts';

/** How far a log was heard to reach: what a reading must hold at least. */
export interface PromisedSize {
  readonly origin: string;
  readonly size: number;
}

/** The copies of an installation; there may be none. */
export interface ReadCopies {
  /** The pools of a copy that holds at least these entries; undefined: the primary reads. Ask for each statement anew. */
  find(promised: readonly PromisedSize[]): CopyPools | undefined;
  /** Runs something whose readings all go to the primary: the second try of what failed on a copy. */
  onPrimary<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Looks at every copy now. */
  look(): void;
  readonly copies: readonly Pick<ReadCopy, 'number' | 'state'>[];
  close(): Promise<void>;
}

/** Watches the copies at these addresses beside the primary's public pool. `told` gets what becomes of each. */
export function openReadCopies(
  primary: Sql,
  urls: readonly string[],
  told: (number: number, trouble: CopyTrouble | undefined) => void,
): ReadCopies {
  const alone = new AsyncLocalStorage<true>();
  const copies = urls.map((url, at) =>
    watchReadCopy(primary, { url, number: at + 1 }, trouble => told(at + 1, trouble)),
  );
  let turn = 0;
  return {
    copies,
    find(promised) {
      if (copies.length === 0 || alone.getStore() === true) return undefined;
      for (let tries = 0; tries < copies.length; tries++) {
        turn = (turn + 1) % copies.length;
        const copy = copies[turn];
        if (copy === undefined) continue;
        if (holds(copy, promised)) return copy.pools;
        // It was well when last looked at: something has been published since, and it may have come there by now.
        if (copy.state().trouble === undefined) copy.look();
      }
      return undefined;
    },
    onPrimary: run => alone.run(true, run),
    look() {
      for (const copy of copies) copy.look();
    },
    async close() {
      await Promise.all(copies.map(copy => copy.close()));
    },
  };
}

function holds(copy: ReadCopy, promised: readonly PromisedSize[]): boolean {
  const { sizes } = copy.state();
  return promised.every(({ origin, size }) => (sizes.get(origin) ?? 0) >= size);
}
