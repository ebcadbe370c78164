// Writes a small or middling change into its staging table: one COPY on the caller's own connection.
import type { Register } from '#register';
import { wholeColumns, wholeComposer } from './compose.ts';
import { openCopy } from './copy.ts';
import type { Fold, Speaker } from './fold.ts';
import type { Wanted } from './staging.ts';

/** Writes rows into a staging table; ordinals follow the order of writing. */
export interface StagingWriter {
  /** Rows so far, and the ordinal of the next one. */
  readonly count: number;
  /** A promise where the writer has to wait: the next row comes after it. */
  write(wanted: Wanted): Promise<void> | undefined;
  end(): Promise<void>;
  /** Gives up; after `end` it does nothing. */
  abort(): void;
}

/** Opens a staging table for writing by COPY; ordinals go on from `from`. */
export async function openStaging(
  sql: Speaker,
  table: string,
  register: Register,
  folds: readonly Fold[],
  from = 0,
): Promise<StagingWriter> {
  const copy = await openCopy(sql, table, wholeColumns(register, folds));
  const compose = wholeComposer(register, folds);
  const writer = {
    count: from,
    write: (wanted: Wanted) => copy.write(compose(wanted, writer.count++)),
    end: () => copy.end(),
    abort: () => copy.abort(),
  };
  return writer;
}
