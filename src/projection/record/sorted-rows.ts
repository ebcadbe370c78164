// The rows of a query in the order of their keys, read by an SQL cursor and taken key by key for a merge.
import type { Speaker } from '#store';

/** A row of a merge; all its columns are text. */
export type SortedRow = Readonly<Record<string, string | null>> & { readonly key: string };

/** Rows still to be taken. */
export interface SortedRows {
  /** The rows of that key; the rows of keys before it go to `passed`. */
  take(key: string, passed: (row: SortedRow) => void): Promise<readonly SortedRow[]>;
  /** All rows that are left go to `passed`. */
  end(passed: (row: SortedRow) => void): Promise<void>;
}

const rowsAtOnce = 1000;

/** Opens a query whose rows come sorted by `key` under collation C, which is the order of the keys' UTF-8 bytes. */
export async function openSortedRows(sql: Speaker, cursor: string, query: string): Promise<SortedRows> {
  await sql.unsafe(`declare ${cursor} no scroll cursor for ${query}`);
  let rows: readonly SortedRow[] = [];
  let at = 0;
  let ended = false;
  const peek = async (): Promise<SortedRow | undefined> => {
    if (at < rows.length) return rows[at];
    if (ended) return undefined;
    rows = (await sql.unsafe(`fetch ${rowsAtOnce} from ${cursor}`)) as unknown as readonly SortedRow[];
    at = 0;
    ended = rows.length < rowsAtOnce;
    return rows[0];
  };
  return {
    async take(key, passed) {
      const taken: SortedRow[] = [];
      for (let row = await peek(); row !== undefined; row = await peek()) {
        const order = row.key === key ? 0 : Buffer.compare(Buffer.from(row.key), Buffer.from(key));
        if (order > 0) break;
        if (order === 0) taken.push(row);
        else passed(row);
        at += 1;
      }
      return taken;
    },
    async end(passed) {
      for (let row = await peek(); row !== undefined; row = await peek()) {
        passed(row);
        at += 1;
      }
      await sql.unsafe(`close ${cursor}`);
    },
  };
}
