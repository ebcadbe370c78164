// I4: every signed checkpoint, kept here or found in an anchor folder, is a beginning of today's tree and ends at a
// publication. It holds no key: whether a signature is right is the signer's and the verifiers' business.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appendLeaves, emptyFrontier, frontierRoot } from '#lib/merkle';
import { parseCheckpoint, parseNote } from '#lib/note';
import type { Speaker } from '../fold.ts';
import type { Examined } from './examined.ts';
import type { LoggedEntry } from './logged-entry.ts';
import type { Examiner } from './publications.ts';
import type { Tally } from './tally.ts';

/** A checkpoint to hold against the tree. */
export interface Anchor {
  readonly place: string;
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

const note = /[^\n]+\n\d+\n[^\n]+\n(?:[^\n]+\n)*\n(?:— [^\n]+\n)+/g;

/**
 * The checkpoints in an anchor folder: every signed note in every file, as the signer lays them down. A note that is not
 * larger than one before it in its file comes from an operator's declaration, which made the larger ones void; an empty
 * `checkpoint` beside a history says that none of them stands.
 */
export async function readAnchors(folder: string): Promise<Anchor[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (problem: NodeJS.ErrnoException) => {
      // Nothing was signed yet: there is no folder.
      if (problem.code === 'ENOENT') return [];
      throw problem;
    },
  );
  const files = found.filter(file => file.isFile());
  const anchors: Anchor[] = [];
  for (const file of files) {
    const place = join(file.parentPath, file.name);
    if (file.name === 'history' && (await isEmpty(join(file.parentPath, 'checkpoint')))) continue;
    anchors.push(...anchorsIn(await readFile(place, 'utf8'), place));
  }
  return anchors;
}

async function isEmpty(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.size === 0,
    () => false,
  );
}

function anchorsIn(text: string, place: string): Anchor[] {
  const anchors: Anchor[] = [];
  for (const [found] of text.matchAll(note)) {
    const checkpoint = checkpointIn(found);
    if (checkpoint === undefined) continue;
    while ((anchors.at(-1)?.size ?? -1) >= checkpoint.size) anchors.pop();
    anchors.push({ place: `${place}, size ${checkpoint.size}`, ...checkpoint });
  }
  return anchors;
}

function checkpointIn(text: string): Omit<Anchor, 'place'> | undefined {
  try {
    const { origin, size, root } = parseCheckpoint(parseNote(text).text);
    return { origin, size, root };
  } catch {
    return undefined;
  }
}

/** Examines the checkpoints of a log. `anchors` may hold those of other logs. */
export function examineCheckpoints(
  sql: Speaker,
  examined: Examined,
  anchors: readonly Anchor[],
  tally: Tally,
): Examiner {
  const own = anchors.filter(anchor => anchor.origin === examined.origin).sort((one, other) => one.size - other.size);
  let frontier = emptyFrontier;
  const hold = (anchor: Anchor, batch: readonly LoggedEntry[]) => {
    const from = batch[0]?.number ?? 0;
    const last = batch[anchor.size - from - 1];
    frontier = appendLeaves(frontier, leavesOf(batch.slice(frontier.size - from, anchor.size - from)));
    tally.looked('I4');
    if (Buffer.compare(frontierRoot(frontier), anchor.root) !== 0)
      tally.found('I4', 'checkpoint-differs', anchor.place);
    if (last?.entry?.['op'] !== 'publication') tally.found('I4', 'checkpoint-within', anchor.place);
  };
  return {
    async take(batch) {
      const from = batch[0]?.number ?? 0;
      const until = from + batch.length;
      const due = own.filter(anchor => anchor.size > from && anchor.size <= until);
      due.push(...(await readKept(sql, examined, from, until, tally)));
      for (const anchor of due.sort((one, other) => one.size - other.size)) hold(anchor, batch);
      frontier = appendLeaves(frontier, leavesOf(batch.slice(frontier.size - from)));
    },
    async end() {
      const { id, size } = examined;
      const beyond = own.filter(anchor => anchor.size > size || anchor.size <= 0);
      beyond.push(...(await readKept(sql, examined, size, Number.MAX_SAFE_INTEGER, tally)));
      beyond.push(...(await readKept(sql, examined, Number.MIN_SAFE_INTEGER, 0, tally)));
      tally.looked('I4', beyond.length);
      for (const { place } of beyond) tally.found('I4', 'checkpoint-beyond', place, { id });
    },
  };
}

function leavesOf(batch: readonly LoggedEntry[]): Uint8Array[] {
  return batch.map(({ leaf }) => leaf ?? new Uint8Array(32));
}

async function readKept(
  sql: Speaker,
  { id, origin }: Examined,
  from: number,
  until: number,
  tally: Tally,
): Promise<Anchor[]> {
  const rows = await sql`
    select size, root, note from laopedia.checkpoint
    where register_id = ${id} and size > ${from} and size <= ${until} order by size`;
  return rows.map(row => {
    const anchor = {
      place: `checkpoint ${row['size']}`,
      origin,
      size: Number(row['size']),
      root: row['root'] as Uint8Array,
    };
    const said = checkpointIn(String(row['note']));
    if (said?.origin !== origin || said.size !== anchor.size || Buffer.compare(said.root, anchor.root) !== 0) {
      tally.found('I4', 'checkpoint-unreadable', anchor.place);
    }
    return anchor;
  });
}
