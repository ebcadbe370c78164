// The records of an export, page by page in the order of their keys: what a list shows, no more and no less.
import { type ListedRecord, listRecords, mostRows } from '#projection/record';
import type { ExportRequest } from './export.ts';
import type { Snapshot } from './snapshot.ts';

/** Counts what goes by. */
export interface Tally {
  rows: number;
}

/** The records one after the other, counted. */
export async function* exportedRecords(
  { sql, stored }: Snapshot,
  query: ExportRequest['query'],
  tally: Tally,
): AsyncIterable<ListedRecord> {
  let after: string | undefined;
  do {
    const page = await listRecords(sql, stored, {
      ...query,
      limit: mostRows,
      ...(after === undefined ? {} : { after }),
    });
    tally.rows += page.records.length;
    yield* page.records;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
