// A log as it is served: an open register with its newest anchored checkpoint. Nothing past that is ever answered.
import type { Sql } from 'postgres';
import { MerkleProblem, parseTileIndexPath, parseTilePath, type TileAddress, tileWidthAt } from '#lib/merkle';
import { findCheckpoint, findRegister, type StoredCheckpoint, type StoredRegister } from '#store';
import { refuseLogApi } from './refusals.ts';

/** What every address of a log needs first. */
export interface ServedLog {
  readonly stored: StoredRegister;
  readonly checkpoint: StoredCheckpoint;
}

const mayBeName = /^[a-z][a-z0-9-]{0,39}$/;

/** The log of an open register; a closed one is as absent as one that never was. */
export async function getServedLog(sql: Sql, name: string): Promise<ServedLog> {
  // What can be no name is not asked of the database, which takes no NUL.
  const stored = mayBeName.test(name) ? await findRegister(sql, name) : undefined;
  if (!stored?.open) throw refuseLogApi('no-such-log', { register: name.slice(0, 40) });
  const checkpoint = await findCheckpoint(sql, stored.id);
  if (checkpoint === undefined) throw refuseLogApi('not-signed-yet', { register: name });
  return { stored, checkpoint };
}

/** A tile or bundle that the checkpoint covers, from its path below the log's address. */
export function getTile({ checkpoint }: ServedLog, path: string): TileAddress {
  return covered(checkpoint, path, () => parseTilePath(path));
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
