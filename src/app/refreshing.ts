// Brings search up to this version's analyser beside the serving, so that an upgrade does not take search down.
import { refreshSearch } from '#projection/search';
import type { Store } from '#store';

/** The work under way. */
export interface Refreshing {
  close(): Promise<void>;
}

/** Starts it; most starts find nothing to do. What fails is told, and done at the next start. */
export function startRefreshing(store: Store, say: (line: string) => void): Refreshing {
  let goesOn = true;
  const work = refreshSearch(store.app, () => goesOn)
    .then(made => {
      if (made > 0) say(`search: ${made} rows were brought up to the new analyser`);
    })
    .catch(problem => say(`search: ${String(problem)}`));
  return {
    close() {
      goesOn = false;
      return work;
    },
  };
}
