// Numbers of a key series for the rows of a proposal. A look takes none.
import { peekSeries, type Store, type StoredRegister, takeSeries } from '#store';

/** Gives the first of so many numbers. A look leaves no gap behind: its numbers are only what would be given now. */
export function seriesOf(store: Pick<Store, 'app'>, stored: StoredRegister, dryRun: boolean | undefined) {
  if (!dryRun) return (count: number) => takeSeries(store.app, stored.id, count);
  let shown = 0;
  return async (count: number) => {
    shown += count;
    return (await peekSeries(store.app, stored.id)) + shown - count;
  };
}
