// Signs one log: its new entries hashed twice, their root against the committed one, the note on the disk, and only then
// in the database as served. On any disagreement it throws and has signed nothing.
import type { Sql } from 'postgres';
import { type Frontier, frontierRoot } from '#lib/merkle';
import { formatCheckpoint, type Signer, signNote } from '#lib/note';
import { holdLead } from '#store';
import { writeAnchor } from './anchor.ts';
import { type Base, type Folders, keepCheckpoint, openBase } from './base.ts';
import { Disagreement } from './disagreement.ts';
import { equalBytes, extendToHead } from './leaves.ts';
import { readStandings, type Standing } from './standing.ts';

/** Any number that nothing else locks: two signers of one database take turns. */
const lockSpace = 7_102_027;

/**
 * Brings the checkpoint of a log up to its committed head. `known` is the base of the last time, if it is still in
 * memory. Answers the base to go on from. With `sign` false it only checks.
 */
export async function signLog(
  pool: Sql,
  registerId: number,
  known: Base | undefined,
  folders: Folders,
  sign: boolean,
): Promise<Base | undefined> {
  const signed = await pool.begin(async sql => {
    await sql`select pg_advisory_xact_lock(${lockSpace}, ${registerId})`;
    if (folders.term !== undefined && (await holdLead(sql)) !== folders.term) throw new Error('another server leads');
    const [standing] = await readStandings(sql, registerId);
    if (standing === undefined) return undefined;
    const isCurrent = known !== undefined && known.frontier.size === standing.signed;
    const base = isCurrent ? known : await openBase(sql, standing, folders);
    if (!sign && standing.size > base.frontier.size) return base;
    checkGrowth(standing, base.frontier);
    const frontier = await extendToHead(sql, standing, base.frontier);
    checkRoot(standing, base.frontier, frontier);
    if (frontier.size > base.frontier.size) {
      const checkpoint = { origin: standing.origin, size: frontier.size, root: frontierRoot(frontier) };
      const note = noteOf(checkpoint, base.signers);
      await writeAnchor(folders.anchorFolder, standing.origin, note);
      await keepCheckpoint(sql, standing.id, checkpoint, note);
    }
    return { frontier, signers: base.signers };
    // Here the transaction commits, and the checkpoint is served. A stop before leaves an anchor ahead: openBase takes it.
  });
  return signed as Base | undefined;
}

function noteOf(checkpoint: Parameters<typeof formatCheckpoint>[0], signers: readonly Signer[]): string {
  return signNote(formatCheckpoint(checkpoint), signers);
}

function checkGrowth({ name, size }: Standing, { size: signed }: Frontier): void {
  if (size < signed) throw new Disagreement('shrunken', { register: name, size, signed });
}

function checkRoot(standing: Standing, from: Frontier, to: Frontier): void {
  if (equalBytes(frontierRoot(to), standing.root)) return;
  const register = standing.name;
  if (to.size === from.size) throw new Disagreement('forked', { register, size: standing.size, signed: from.size });
  throw new Disagreement('root', { register, from: from.size, to: to.size - 1 });
}
