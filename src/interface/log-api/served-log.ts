// A log as it is served: an open register with its newest anchored checkpoint. Nothing past that is ever answered.
import type { Sql } from 'postgres';
import { MerkleProblem, parseTileIndexPath, parseTilePath, type TileAddress, tileWidthAt } from '#lib/merkle';
import { findCheckpoint, type StoredCheckpoint, type StoredRegister } from '#store';
import { refuseLogApi } from './refusals.ts';

/** What every address of a log needs first. */
export interface ServedLog {
  readonly stored: StoredRegister;
  readonly checkpoint: StoredCheckpoint;
}

/** Where served logs come from: the open registers, and the database for their newest anchored checkpoint. */
export interface LogShelf {
  readonly sql: () => Sql;
  find(name: string): Promise<StoredRegister | undefined>;
}

const mayBeName = /^[a-z][a-z0-9-]{0,39}$/;

/** The open register of that name; a closed one is as absent as one that never was. */
export async function getOpenRegister({ find }: LogShelf, name: string): Promise<StoredRegister> {
  // What can be no name is not asked of the database, which takes no NUL.
  const stored = mayBeName.test(name) ? await find(name) : undefined;
  if (!stored?.open) throw refuseLogApi('no-such-log', { register: name.slice(0, 40) });
  return stored;
}

/** The newest anchored checkpoints that were read, by register: a log never covers less than it did. */
export type KnownCheckpoints = Map<number, StoredCheckpoint>;

/** The log of a register with its newest anchored checkpoint. */
export async function getServedLog(sql: Sql, stored: StoredRegister, known?: KnownCheckpoints): Promise<ServedLog> {
  const checkpoint = await findCheckpoint(sql, stored.id);
  if (checkpoint === undefined) throw refuseLogApi('not-signed-yet', { register: stored.register.name });
  if (checkpoint.size >= (known?.get(stored.id)?.size ?? 0)) known?.set(stored.id, checkpoint);
  return { stored, checkpoint };
}

/** A tile or bundle that the checkpoint covers, from its path below the log's address. */
export function getTile({ checkpoint }: ServedLog, path: string): TileAddress {
  return covered(checkpoint, path, () => parseTilePath(path));
}

/** Whether the checkpoint covers the tile; what is no path of a tile is not covered. */
export function isCovered({ checkpoint }: ServedLog, path: string): boolean {
  try {
    const { level, index, width } = parseTilePath(path);
    return width <= tileWidthAt(level === 'entries' ? 0 : level, index, checkpoint.size);
  } catch (problem) {
    if (problem instanceof MerkleProblem) return false;
    throw problem;
  }
}

/** The same for the public bodies of 256 entries, from the path below `public/`. */
export function getBodies({ checkpoint }: ServedLog, path: string): TileAddress {
  return covered(checkpoint, `public/${path}`, () => ({ level: 'entries', ...parseTileIndexPath(path) }));
}

function covered(checkpoint: StoredCheckpoint, path: string, parse: () => TileAddress): TileAddress {
  let address: TileAddress;
  try {
    address = parse();
  } catch (problem) {
    if (problem instanceof MerkleProblem) throw refuseLogApi('bad-path', { path: path.slice(0, 100) });
    throw problem;
  }
  const level = address.level === 'entries' ? 0 : address.level;
  if (address.width > tileWidthAt(level, address.index, checkpoint.size)) {
    throw refuseLogApi('no-such-tile', { path: path.slice(0, 100), size: checkpoint.size });
  }
  return address;
}
