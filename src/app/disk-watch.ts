// Watches the disk beside the server: below the reserve the installation is read-only, before PostgreSQL panics; with room again
// it goes back to writing by itself and makes its ballast anew. It refuses nobody itself: the store does, by the mark.
import { setTimeout as pause } from 'node:timers/promises';
import { ballastIn, bytesText } from '#lib/disk';
import { findShortage, markShortage, type Room, type Shortage, type Store, shortRefusal, unmarkShortage } from '#store';
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
/** The mark is not written anew at each look: that would be a write a second to a disk that is full. */
const markEveryMs = 30_000;

interface Seen {
  room?: Room;
  shortage: Shortage | undefined;
  markedMs: number;
}

/** Starts it. A disk that cannot be seen (DATABASE_URL) is not measured: there a write that failed has made the mark. */
export function startDiskWatch(store: Store, dataFolder: string, say: (line: string) => void): DiskWatch {
  const seen: Seen = { shortage: undefined, markedMs: 0 };
  const ending = new AbortController();
  const look = async () => {
    const room = await store.space.read();
    if (room === undefined || room.reserveBytes === 0) seen.shortage = await findShortage(store.app);
    else {
      seen.room = room;
      if (room.freeBytes < room.reserveBytes) await keepReadOnly(store, room, seen, say);
      else await goBack(store, dataFolder, room, seen, say);
    }
  };
  const watch = async () => {
    // A database that is away is told of once; the look goes on.
    const teller = openTeller('disk', say);
    while (!ending.signal.aborted) {
      await look().then(teller.worked, teller.failed);
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

async function keepReadOnly(store: Store, room: Room, seen: Seen, say: (line: string) => void): Promise<void> {
  const { freeBytes, reserveBytes } = room;
  const isNew = seen.shortage === undefined;
  // Known before it is written down: where not even the mark finds room, this process says so all the same.
  seen.shortage = { freeBytes, reserveBytes };
  if (isNew) say(`disk: ${bytesText(freeBytes)} left of ${bytesText(reserveBytes)} to be kept free: read-only`);
  if (freeBytes < reserveBytes * lastShare) await endWriters(store, say);
  if (Date.now() - seen.markedMs < markEveryMs) return;
  await markShortage(store.app, seen.shortage);
  seen.markedMs = Date.now();
  // Recycles the log that PostgreSQL would otherwise go on adding to.
  if (isNew) await store.owner`checkpoint`;
}

async function goBack(
  store: Store,
  dataFolder: string,
  room: Room,
  seen: Seen,
  say: (line: string) => void,
): Promise<void> {
  const ballast = ballastIn(dataFolder);
  const missing = (await ballast.isThere()) ? 0 : ballast.sizeBytes(room);
  if (room.freeBytes < room.reserveBytes * returnTimes + missing) return;
  if (missing > 0) await ballast.make();
  if (seen.shortage === undefined && seen.markedMs > 0) return;
  // At the first look too: a server that was killed while it was read-only has left its mark.
  if (await unmarkShortage(store.app)) say(`disk: ${bytesText(room.freeBytes)} free: publications go on`);
  seen.shortage = undefined;
  seen.markedMs = 1;
}

// Imports and publications were refused before; what is still writing began with more room than there was.
async function endWriters({ owner }: Store, say: (line: string) => void): Promise<void> {
  const rows = await owner`
    select pg_cancel_backend(pid) as ended from pg_stat_activity
    where datname = current_database() and application_name = 'laopedia_app' and state = 'active'
      and backend_xid is not null and pid <> pg_backend_pid() and xact_start < now() - interval '1 second'`;
  if (rows.length > 0) say(`disk: ${rows.length} statements that were writing were ended`);
}
