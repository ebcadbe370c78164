// One moment of the database, held on a connection of its own, so that the rows of an export and the head it names agree.
import type { Sql, TransactionSql } from 'postgres';
import { frontierFromTiles, frontierRoot } from '#lib/merkle';
import { type Moment, sizeAt } from '#projection/record';
import { getRegister, type StoredRegister, tileReader } from '#store';

/** The moment: the register as it stood, where its log ended, and the connection that sees it. */
export interface Snapshot {
  readonly sql: TransactionSql;
  readonly stored: StoredRegister;
  readonly size: number;
  readonly root: Uint8Array;
  close(): Promise<void>;
}

// Rows are streamed by an index and their bodies looked up one by one: a hash or a sort would read all bodies for each
// range of keys, and begin only when it has them.
const inOrderOfKeys = `set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_sort = off;
  set local max_parallel_workers_per_gather = 0; set local statement_timeout = 0`;

/** Opens a snapshot; `asAt` names a past size of the log. It must be closed. */
export async function openSnapshot(pool: Sql, name: string, moment: Moment | undefined): Promise<Snapshot> {
  const begun = Promise.withResolvers<TransactionSql>();
  const ended = Promise.withResolvers<void>();
  // A transaction of the pool, and not a reserved connection: what is said to one of those after its loss ends the process.
  const transaction = pool.begin('isolation level repeatable read read only', async sql => {
    begun.resolve(sql);
    await ended.promise;
  });
  transaction.catch(begun.reject);
  const sql = await begun.promise;
  const close = async () => {
    ended.resolve();
    // It has read only: how it ends changes nothing, and its loss was told to whoever read from it.
    await transaction.catch(() => {});
  };
  try {
    await sql.unsafe(inOrderOfKeys);
    const stored = await getRegister(sql, name);
    const size = moment?.asAt === undefined ? stored.size : await sizeAt(sql, stored, moment.asAt);
    const root = frontierRoot(await frontierFromTiles(tileReader(sql, stored.id, size), size));
    return { sql, stored, size, root, close };
  } catch (problem) {
    await close();
    throw problem;
  }
}
