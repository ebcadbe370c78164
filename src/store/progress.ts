// How far each fold has come in each log, and by which version of itself: what fsck holds as I8.
import type { Fold, Speaker } from './fold.ts';

/** Notes that these folds hold everything of a log up to an entry. In the transaction that applied them. */
export async function keepProgress(
  sql: Speaker,
  registerId: number,
  folds: readonly Fold[],
  entry: number,
): Promise<void> {
  if (folds.length === 0) return;
  const [names, versions] = [folds.map(fold => fold.name), folds.map(fold => fold.version)];
  await sql`
    insert into laopedia.projection (register_id, name, version, entry)
    select ${registerId}, name, version, ${entry} from unnest(${names}::text[], ${versions}::int[]) as f (name, version)
    on conflict (register_id, name) do update set version = excluded.version, entry = excluded.entry`;
}
