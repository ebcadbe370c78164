// Room to write: whether an import or a publication may begin, since a full disk makes PostgreSQL panic and stay down. It
// measures the disk where it can be seen and heeds the mark that the server or an earlier failure left; it frees nothing.
import type { Sql } from 'postgres';
import { bytesText, type Disk, type Reserve, readDisk, reserveBytes } from '#lib/disk';
import type { Refusal } from '#register';
import { refuseStore } from './refusals.ts';
import { findShortage, isCancelled, isShortage, markShortage, type Shortage } from './shortage.ts';

/** The disk now, and what of it is kept free: below that nothing is published, proposed or imported. */
export interface Room extends Disk {
  readonly reserveBytes: number;
}

/** Room to write in one installation. */
export interface Space {
  /** The disk of an embedded database; undefined of one elsewhere, whose disk cannot be seen from here. */
  read(): Promise<Room | undefined>;
  /** Refuses (`store/disk-full`, busy) where the disk is short of room, or would be after so many bytes more. Asks no database. */
  refuseShort(neededBytes: number): Promise<void>;
  /**
   * Does something that writes much: refused when there is no room, and what fails half-way for want of room becomes the same refusal,
   * after which the installation is read-only for some minutes.
   */
  withRoom<T>(neededBytes: number, act: () => Promise<T>): Promise<T>;
  /**
   * The same for a short transaction that reads the mark itself: the disk is looked at meanwhile, and `seen`, awaited before the
   * commit, refuses.
   */
  meanwhile<T>(act: (seen: Promise<unknown>) => Promise<T>): Promise<T>;
  /** Hands batches on, and looks each second whether there still is room: an import under way is stopped in order. */
  watched<T>(batches: AsyncIterable<T>): AsyncIterable<T>;
}

const lookEveryMs = 1000;
/** A database elsewhere that said it was full is tried again after this. */
const restMs = 120_000;

/** The room of an installation; `folder` that of an embedded database. */
export function openSpace(sql: Sql, folder: string | undefined, reserve: Reserve): Space {
  const read = async (): Promise<Room | undefined> => {
    if (folder === undefined) return undefined;
    const disk = await readDisk(folder);
    return { ...disk, reserveBytes: reserveBytes(disk, reserve) };
  };
  const roomFor = async (neededBytes = 0) => {
    const room = await read();
    if (room !== undefined && room.reserveBytes > 0 && room.freeBytes - neededBytes < room.reserveBytes)
      throw shortRefusal({ ...room, neededBytes });
    return room;
  };
  const refuseFull = async (neededBytes = 0) => {
    const room = await roomFor(neededBytes);
    const marked = await findShortage(sql);
    if (marked !== undefined) throw shortRefusal({ ...marked, ...room });
  };
  const translated = async (problem: unknown): Promise<unknown> => {
    const room = await read().catch(() => undefined);
    const isEnded = isCancelled(problem) && room !== undefined && room.freeBytes < room.reserveBytes;
    if (!isShortage(problem) && !isEnded) return problem;
    const shortage = { ...room, untilMs: Date.now() + restMs };
    // The mark itself may find no room; then the next one who tries meets the same failure.
    await markShortage(sql, shortage).catch(() => {});
    return shortRefusal(shortage);
  };
  const rethrow = async (problem: unknown): Promise<never> => {
    throw await translated(problem);
  };
  return {
    read,
    async refuseShort(neededBytes) {
      await roomFor(neededBytes);
    },
    async withRoom(neededBytes, act) {
      await refuseFull(neededBytes);
      return act().catch(rethrow);
    },
    async meanwhile(act) {
      const seen = roomFor();
      // Who fails before looking is told of that failure.
      seen.catch(() => {});
      return act(seen).catch(rethrow);
    },
    watched: batches => watched(batches, refuseFull),
  };
}

async function* watched<T>(batches: AsyncIterable<T>, refuseFull: () => Promise<void>): AsyncIterable<T> {
  let looked = performance.now();
  for await (const batch of batches) {
    if (performance.now() - looked > lookEveryMs) {
      await refuseFull();
      looked = performance.now();
    }
    yield batch;
  }
}

/** The refusal, with what is free and what is wanted where that is known. */
export function shortRefusal({ freeBytes, reserveBytes: kept, neededBytes = 0 }: Partial<Shortage>): Refusal {
  if (freeBytes === undefined || kept === undefined) return refuseStore('database-full');
  return refuseStore('disk-full', { free: bytesText(freeBytes), wanted: bytesText(kept + neededBytes) });
}
