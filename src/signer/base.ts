// From where signing goes on: the last signed checkpoint, held against the anchor, the key and the tree of today. A
// database that is shorter than its anchor, or has another past, is never signed again.
import { emptyFrontier, type Frontier, frontierFromTiles, frontierRoot, MerkleProblem } from '#lib/merkle';
import { type Checkpoint, NoteProblem, openNote, openVerifier, parseCheckpoint, type Signer } from '#lib/note';
import { findCheckpoint, readVerifierKeys, type Speaker, tileReader } from '#store';
import { findAnchor, writeAnchor } from './anchor.ts';
import { Disagreement } from './disagreement.ts';
import { findKeys, makeKeys } from './key-file.ts';
import { equalBytes } from './leaves.ts';
import { publishKeys, type Standing } from './standing.ts';

/** Where the signer keeps its keys and its anchors. */
export interface Folders {
  readonly keyFolder: string;
  readonly anchorFolder: string;
  readonly term?: string | undefined;
}

/** The signed past of a log: its frontier at the last signed size, and the keys that go on signing. */
export interface Base {
  readonly frontier: Frontier;
  readonly signers: readonly Signer[];
}

/** Opens the base of a log. Where the anchor and the database stopped half-way between each other, it levels them. */
export async function openBase(sql: Speaker, standing: Standing, folders: Folders): Promise<Base> {
  const anchor = await findAnchor(folders.anchorFolder, standing.origin);
  const kept = (await findCheckpoint(sql, standing.id))?.note;
  const signers = await openKeys(sql, standing, folders, anchor !== undefined || kept !== undefined);
  if (anchor === undefined) {
    if (kept !== undefined) throw new Disagreement('anchor-lost', { register: standing.name });
    return { frontier: emptyFrontier, signers };
  }
  const anchored = readNote(anchor, standing, signers);
  const served = kept === undefined ? undefined : readNote(kept, standing, signers);
  const frontier = await frontierOf(sql, standing, anchored);
  if (served === undefined || served.size < anchored.size) {
    await keepCheckpoint(sql, standing.id, anchored, anchor);
    return { frontier, signers };
  }
  const later = await frontierOf(sql, standing, served);
  if (served.size > anchored.size) await writeAnchor(folders.anchorFolder, standing.origin, kept ?? '');
  return { frontier: later, signers };
}

/** Stores a checkpoint that is anchored already; from the commit on it is served. */
export async function keepCheckpoint(sql: Speaker, id: number, checkpoint: Checkpoint, note: string): Promise<void> {
  await sql`select laopedia.keep_checkpoint(${id}, ${checkpoint.size}, ${checkpoint.root}, ${note})`;
  await sql`select laopedia.anchor_checkpoint(${id}, ${checkpoint.size})`;
}

async function openKeys(sql: Speaker, standing: Standing, folders: Folders, hasPast: boolean): Promise<Signer[]> {
  const known = await readVerifierKeys(sql, standing.id);
  const found = await findKeys(folders.keyFolder, standing.origin);
  if (found === undefined && (hasPast || known.length > 0)) {
    throw new Disagreement('key-lost', { register: standing.name });
  }
  const signers = found ?? (await makeKeys(folders.keyFolder, standing.origin));
  const vkeys = signers.map(signer => signer.vkey);
  if (known.length > 0 && !vkeys.some(vkey => known.includes(vkey))) {
    throw new Disagreement('key-lost', { register: standing.name });
  }
  await publishKeys(sql, standing.id, vkeys);
  return signers;
}

function readNote(note: string, standing: Standing, signers: readonly Signer[]): Checkpoint {
  try {
    const opened = openNote(
      note,
      signers.map(signer => openVerifier(signer.vkey)),
    );
    const checkpoint = parseCheckpoint(opened.text);
    if (checkpoint.origin === standing.origin) return checkpoint;
  } catch (problem) {
    if (!(problem instanceof NoteProblem)) throw problem;
  }
  throw new Disagreement('anchor-broken', { register: standing.name });
}

async function frontierOf(sql: Speaker, standing: Standing, { size, root }: Checkpoint): Promise<Frontier> {
  const facts = { register: standing.name, size: standing.size, signed: size };
  if (size > standing.size) throw new Disagreement('shrunken', facts);
  try {
    const frontier = await frontierFromTiles(tileReader(sql, standing.id, size), size);
    if (equalBytes(frontierRoot(frontier), root)) return frontier;
  } catch (problem) {
    if (!(problem instanceof MerkleProblem)) throw problem; // a tile that is too short has lost entries
  }
  throw new Disagreement('forked', facts);
}
