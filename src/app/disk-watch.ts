// Watches the disk beside the server: below the reserve the installation is read-only, before PostgreSQL panics; with room again
// it goes back to writing by itself and makes its ballast anew. It refuses nobody itself: the store does, by the mark.
import { setTimeout as pause } from 'node:timers/promises';
import { ballastIn, bytesText } from '#lib/disk';
import { markShortage, type Room, type Store, unmarkShortage } from '#store';
import { openTeller } from './teller.ts';

/** The watch at work. */
export interface DiskWatch {
  close(): Promise<void>;
}

const lookEveryMs = 1000;
/** Back to writing only with a quarter more than the reserve, so that it does not go to and fro. */
const returnTimes = 1.25;
/** Below this share of the reserve whatever still writes is ended. */
const lastShare = 0.5;
/** A checkpoint writes before it frees: with less room it may fail. */
const checkpointBytes = 32 * 2 ** 20;

interface Watched {
  readonly store: Store;
  readonly dataFolder: string;
  readonly say: (line: string) => void;
  /** Was there too little at the last look? */
  isShort: boolean;
  /** Does the mark stand? Undefined before the first word of the database: a server that was killed may have left it. */
  marked: boolean | undefined;
}

/** Starts it. A disk that cannot be seen (DATABASE_URL) is not watched: there a write that failed makes the mark. */
export function startDiskWatch(store: Store, dataFolder: string, say: (line: string) => void): DiskWatch {
  const watched: Watched = { store, dataFolder, say, isShort: false, marked: undefined };
  const ending = new AbortController();
  const watch = async () => {
    // A database that is away is told of once; the look goes on.
    const teller = openTeller('disk', say);
    while (!ending.signal.aborted) {
      await look(watched).then(teller.worked, teller.failed);
      await pause(lookEveryMs, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  };
  const working = watch();
  return {
    async close() {
      ending.abort();
      await working;
    },
  };
}

async function look(watched: Watched): Promise<void> {
  const room = await watched.store.space.read();
  if (room === undefined || room.reserveBytes === 0) return;
  if (room.freeBytes < room.reserveBytes) await keepReadOnly(watched, room);
  else await goBack(watched, room);
}

async function keepReadOnly(watched: Watched, { freeBytes, reserveBytes }: Room): Promise<void> {
  const { store, say } = watched;
  if (!watched.isShort) say(`disk: ${bytesText(freeBytes)} free, ${bytesText(reserveBytes)} are kept: read-only`);
  watched.isShort = true;
  if (freeBytes < reserveBytes * lastShare) await endWriters(store, say);
  if (watched.marked === true) return;
  // Written once: while the disk is full every write is one too many.
  await markShortage(store.app, { freeBytes, reserveBytes });
  watched.marked = true;
  // Recycles the log that PostgreSQL would otherwise go on adding to.
  if (freeBytes > checkpointBytes) await store.owner`checkpoint`;
}

async function goBack(watched: Watched, room: Room): Promise<void> {
  const { store, dataFolder, say } = watched;
  const ballast = ballastIn(dataFolder);
  const missing = (await ballast.isThere()) ? 0 : ballast.sizeBytes(room);
  if (room.freeBytes < room.reserveBytes * returnTimes + missing) return;
  if (missing > 0) await ballast.make();
  if (watched.marked !== false && (await unmarkShortage(store.app)))
    say(`disk: ${bytesText(room.freeBytes)} free: publications go on`);
  watched.isShort = false;
  watched.marked = false;
}

// Imports and publications were refused before; what is still writing began with more room than there was. So did autovacuum,
// which writes whole pages to the log after a checkpoint; it comes again by itself.
async function endWriters({ owner }: Store, say: (line: string) => void): Promise<void> {
  const rows = await owner`
    select pg_cancel_backend(pid) as ended from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and (backend_type = 'autovacuum worker'
      or application_name = 'laopedia_app' and state = 'active' and backend_xid is not null
        and xact_start < now() - interval '1 second')`;
  if (rows.length > 0) say(`disk: ${rows.length} statements that were writing were ended`);
}
