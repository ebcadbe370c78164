// How much of a kind of work one network may have under way, so that a few slow connections never keep all others out. It holds
// only networks that have something under way.
import type { Leave } from './lane.ts';

/** The shares of all networks. */
export interface Shares {
  /** Takes one of a network's; undefined when it has as many as it may. */
  take(network: string): Leave | undefined;
}

/** `most` at once for each network. */
export function openShares(most: number): Shares {
  const taken = new Map<string, number>();
  return {
    take(network) {
      const before = taken.get(network) ?? 0;
      if (before >= most) return undefined;
      taken.set(network, before + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const now = (taken.get(network) ?? 1) - 1;
        if (now === 0) taken.delete(network);
        else taken.set(network, now);
      };
    },
  };
}
