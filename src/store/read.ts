// Reading the log: entries, bodies, tiles, checkpoints and proofs, never past the anchored checkpoint.

import {
  consistencyProof,
  inclusionProof,
  leafHash,
  type TileReader,
  tileOfHashes,
  tileRoot,
  tileWidth,
} from '#lib/merkle';
import { formatProof } from '#lib/note';
import type { Speaker } from './fold.ts';

/** An anchored checkpoint: what the signer vouches for. */
export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  readonly made: Date;
}

/** The newest anchored checkpoint of a register, if there is one yet. */
export async function findCheckpoint(sql: Speaker, registerId: number): Promise<StoredCheckpoint | undefined> {
  const rows = await sql`
    select size, root, note, made from laopedia.checkpoint
    where register_id = ${registerId} and anchored
    order by size desc limit 1`;
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    size: Number(row['size']),
    root: row['root'] as Uint8Array,
    note: String(row['note']),
    made: row['made'] as Date,
  };
}

/** The verifier keys of a log that everybody was told of, the current one first; none while nothing was signed. */
export async function readVerifierKeys(sql: Speaker, registerId: number): Promise<string[]> {
  const rows = await sql`select vkeys from laopedia.log_key where register_id = ${registerId}`;
  return rows.flatMap(row => String(row['vkeys']).split('\n').filter(Boolean));
}

/** The exact bytes of entries `from` to before `until`, in order. */
export async function readEntries(
  sql: Speaker,
  registerId: number,
  from: number,
  until: number,
): Promise<Uint8Array[]> {
  const rows = await sql`
    select bytes from laopedia.entry
    where register_id = ${registerId} and number >= ${from} and number < ${until}
    order by number`;
  return rows.map(row => row['bytes'] as Uint8Array);
}

/** A public body with its salt; undefined where the entry has none (withdrawals, publications) or it was redacted. */
export interface PublicBody {
  readonly salt: Uint8Array;
  readonly body: string;
}

/** Public bodies of entries `from` to before `until`, one place each. */
export async function readPublicBodies(
  sql: Speaker,
  registerId: number,
  from: number,
  until: number,
): Promise<(PublicBody | undefined)[]> {
  const rows = await sql`
    select number, salt, body from laopedia.body_public
    where register_id = ${registerId} and number >= ${from} and number < ${until}`;
  const bodies: (PublicBody | undefined)[] = Array.from({ length: Math.max(0, until - from) });
  for (const row of rows)
    bodies[Number(row['number']) - from] = { salt: row['salt'] as Uint8Array, body: String(row['body']) };
  return bodies;
}

/** Reads a tile of a log whose end is `size`: stored when full, else computed from what is below it. */
export function tileReader(sql: Speaker, registerId: number, size: number): TileReader {
  const read: TileReader = async (level, index, width) => {
    const rows = await sql`
      select hashes from laopedia.tile
      where register_id = ${registerId} and level = ${level} and index = ${index}`;
    const stored = rows[0]?.['hashes'] as Uint8Array | undefined;
    if (stored !== undefined) return stored.subarray(0, width * 32);
    const from = index * tileWidth;
    if (level === 0) {
      const entries = await readEntries(sql, registerId, from, Math.min(size, from + width));
      return tileOfHashes(entries.map(entry => leafHash(entry)));
    }
    const below = await sql`
      select hashes from laopedia.tile
      where register_id = ${registerId} and level = ${level - 1} and index >= ${from} and index < ${from + width}
      order by index`;
    return tileOfHashes(below.map(row => tileRoot(row['hashes'] as Uint8Array)));
  };
  return read;
}

/**
 * The C2SP tlog-proof of an entry under the newest anchored checkpoint; undefined while it is not signed. Its `extra` is
 * base64 of JSON: `entry`, the entry's exact text, and where it has a public body `salt` (base64) and `body`, so that
 * the file proves itself without a server.
 */
export async function readProof(sql: Speaker, registerId: number, number: number): Promise<string | undefined> {
  const checkpoint = await findCheckpoint(sql, registerId);
  if (checkpoint === undefined || number < 0 || number >= checkpoint.size) return undefined;
  const [hashes, [bytes], [body]] = await Promise.all([
    inclusionProof(tileReader(sql, registerId, checkpoint.size), number, checkpoint.size),
    readEntries(sql, registerId, number, number + 1),
    readPublicBodies(sql, registerId, number, number + 1),
  ]);
  if (bytes === undefined) throw new Error(`entry ${number} of register ${registerId} is gone`);
  const open = body === undefined ? {} : { salt: Buffer.from(body.salt).toString('base64'), body: body.body };
  const extra = Buffer.from(JSON.stringify({ entry: Buffer.from(bytes).toString('utf8'), ...open }));
  return formatProof({ index: number, hashes, checkpoint: checkpoint.note, extra });
}

/** The hashes that tie the tree of size `from` to the one of size `to`. */
export async function readConsistency(
  sql: Speaker,
  registerId: number,
  from: number,
  to: number,
): Promise<Uint8Array[]> {
  return consistencyProof(tileReader(sql, registerId, to), from, to);
}
