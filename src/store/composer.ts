// The composing end of a bulk load: a worker thread that makes staged rows out of wanted ones and writes them by COPY on a
// connection of its own. It decides nothing: ordinals and the form of the rows are given.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type Definition, type Register, readDefinition } from '#register';
import { finishedComposer, finishedTables, keptColumns, wholeColumns, wholeComposer } from './compose.ts';
import { sendCopy } from './copy.ts';
import { openCopyBytes } from './copy-bytes.ts';
import { finishedTable } from './finished-name.ts';
import type { Fold, Speaker } from './fold.ts';
import { openImporter } from './importer.ts';
import type { Wanted } from './staging.ts';

/** What a composer is started with. */
export interface ComposerSettings {
  readonly url: string;
  readonly registerId: number;
  readonly definition: Definition;
  readonly staging: string;
  /** The number of the row with ordinal 0, for finished rows. */
  readonly first: number;
}

/** A batch: rows with the ordinals from `ordinal` on, to be written whole or finished. */
export interface Batch {
  readonly ordinal: number;
  readonly form: 'whole' | 'finished';
  readonly rows: readonly Wanted[];
}

/** What a composer says: a batch is in the database, or why it could not be. */
export type Composed = { readonly done: number } | { readonly failed: string };

/** Serves batches until the thread is ended. The app's own module calls it, since only the app knows the folds. */
export function serveComposer(folds: readonly Fold[]): void {
  const port = parentPort;
  if (port === null) throw new Error('a composer runs in a thread of its own');
  const settings = workerData as ComposerSettings;
  const sql = openImporter(settings);
  const write = batchWriter(sql, settings, folds);
  // One after the other: each is a row of COPYs on the one connection.
  let before: Promise<unknown> = relax(sql);
  port.on('message', (batch: Batch | 'end') => {
    if (batch === 'end') {
      before = before.then(() => sql.end({ timeout: 5 })).then(() => port.close());
      return;
    }
    before = before
      .then(() => write(batch))
      .then(
        () => say(port, { done: batch.rows.length }),
        problem =>
          say(port, { failed: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) }),
      );
  });
}

function say(port: MessagePort, message: Composed): void {
  port.postMessage(message);
}

// What is staged is promised to nobody yet; the commit that keeps the proposal flushes all that was written before it.
async function relax(sql: Speaker): Promise<void> {
  await sql.unsafe('set synchronous_commit = off');
}

function batchWriter(sql: Speaker, settings: ComposerSettings, folds: readonly Fold[]) {
  const register = readDefinition(settings.definition);
  const whole = wholeWriter(sql, settings, register, folds);
  const finished = finishedWriter(sql, settings, register, folds);
  return (batch: Batch) => (batch.form === 'whole' ? whole(batch) : finished(batch));
}

function wholeWriter(sql: Speaker, { staging }: ComposerSettings, register: Register, folds: readonly Fold[]) {
  const compose = wholeComposer(register, folds);
  const columns = wholeColumns(register, folds);
  const bytes = openCopyBytes();
  return async ({ ordinal, rows }: Batch) => {
    for (const [at, row] of rows.entries()) bytes.put(compose(row, ordinal + at));
    await sendCopy(sql, staging, columns, bytes.take());
  };
}

// What stays in the staging table is written last: a row that stands there has all its parts.
function finishedWriter(sql: Speaker, settings: ComposerSettings, register: Register, folds: readonly Fold[]) {
  const { registerId, staging, first } = settings;
  const compose = finishedComposer(registerId, register, folds, first);
  const tables = finishedTables(registerId, register, folds).map(table => ({ ...table, bytes: openCopyBytes() }));
  const kept = { columns: keptColumns(register, folds), bytes: openCopyBytes() };
  return async ({ ordinal, rows }: Batch) => {
    for (const [at, row] of rows.entries()) {
      const composed = compose(row, ordinal + at);
      for (const [place, values] of composed.tables.entries()) for (const one of values) tables[place]?.bytes.put(one);
      kept.bytes.put(composed.kept);
    }
    for (const { name, columns, bytes } of tables)
      await sendCopy(sql, finishedTable(staging, name), columns, bytes.take());
    await sendCopy(sql, staging, kept.columns, kept.bytes.take());
  };
}
