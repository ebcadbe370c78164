// Holds every log against the checkpoint anchored outside of the database, before anything may be written: a restored
// database that is shorter, or has another past, becomes read-only. It needs no key and signs nothing.
import { readdir } from 'node:fs/promises';
import { frontierFromTiles, frontierRoot, MerkleProblem } from '#lib/merkle';
import { NoteProblem, parseCheckpoint, parseNote } from '#lib/note';
import { type Speaker, tileReader } from '#store';
import { findAnchor } from './anchor.ts';
import { allowWrites, Disagreement, refuseWrites } from './disagreement.ts';
import { equalBytes } from './leaves.ts';
import { readStandings, type Standing } from './standing.ts';

/** A log beside its anchor. `anchored` is the anchor's size; undefined where there is none. Roots are in base64. */
export interface AnchorStanding {
  readonly register: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly anchored: number | undefined;
  readonly verdict: 'agrees' | 'behind' | 'differs' | 'unknown';
}

/**
 * The standing of each log of our own. Where one is behind or differs, publications are refused from then on, with the
 * signer's words. A log that was anchored and is gone stands there with size 0. With `roots` false only sizes are compared, which costs nothing. `sql` is the app's.
 */
export async function holdAgainstAnchors(sql: Speaker, folder: string, roots: boolean): Promise<AnchorStanding[]> {
  const found: AnchorStanding[] = [];
  for (const standing of await readStandings(sql)) {
    const { name: register, origin, size, root } = standing;
    const anchor = readAnchor(await findAnchor(folder, origin));
    const verdict = anchor === undefined ? 'unknown' : await judge(sql, standing, anchor, roots);
    if (verdict === 'behind' || verdict === 'differs') {
      const facts = { register, size, signed: anchor?.size };
      await refuseWrites(sql, new Disagreement(verdict === 'behind' ? 'shrunken' : 'forked', facts));
    }
    const shown = Buffer.from(root).toString('base64');
    found.push({ register, origin, size, root: shown, anchored: anchor?.size, verdict });
  }
  return [...found, ...(await readVanished(found, folder))];
}

// Logs that were anchored and are in no database any more: made after the backup was. Several installations may keep their
// anchors in one folder, so only those count that have the host of a log of ours.
async function readVanished(known: readonly AnchorStanding[], folder: string): Promise<AnchorStanding[]> {
  const hosts = new Set(known.map(({ origin }) => origin.slice(0, origin.lastIndexOf('/') + 1)));
  const vanished: AnchorStanding[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const origin = originNamed(name);
    const end = origin.lastIndexOf('/') + 1;
    if (!hosts.has(origin.slice(0, end)) || known.some(one => one.origin === origin)) continue;
    const anchor = readAnchor(await findAnchor(folder, origin));
    if (anchor === undefined) continue;
    const register = origin.slice(end);
    vanished.push({ register, origin, size: 0, root: '', anchored: anchor.size, verdict: 'behind' });
  }
  return vanished;
}

/** Lets publications go on where every log agrees with its anchor. True when they had been stopped. */
export async function allowWhereAgreed(sql: Speaker, standings: readonly AnchorStanding[]): Promise<boolean> {
  return standings.every(({ verdict }) => verdict === 'agrees') && allowWrites(sql);
}

function originNamed(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // not a folder of ours
  }
}

interface Anchored {
  readonly size: number;
  readonly root: Uint8Array;
}

function readAnchor(note: string | undefined): Anchored | undefined {
  if (note === undefined) return undefined;
  try {
    return parseCheckpoint(parseNote(note).text);
  } catch (problem) {
    if (problem instanceof NoteProblem) return undefined; // the signer says what is wrong with it
    throw problem;
  }
}

async function judge(sql: Speaker, standing: Standing, anchor: Anchored, roots: boolean) {
  if (anchor.size > standing.size) return 'behind';
  if (!roots) return 'agrees';
  try {
    const frontier = await frontierFromTiles(tileReader(sql, standing.id, anchor.size), anchor.size);
    return equalBytes(frontierRoot(frontier), anchor.root) ? 'agrees' : 'differs';
  } catch (problem) {
    if (problem instanceof MerkleProblem) return 'differs';
    throw problem;
  }
}
