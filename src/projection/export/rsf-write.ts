// Writes a whole register as laopedia-rsf/v1 (rsf-form.ts). Exact bytes of entries, public bodies with their salts.
import { findCheckpoint, readEntries, readPublicBodies } from '#store';
import type { ExportRequest } from './export.ts';
import type { Tally } from './rows.ts';
import { rsfForm } from './rsf-form.ts';
import type { Snapshot } from './snapshot.ts';

const batchEntries = 1000;
const pieceChars = 64 * 1024;

/** The lines in pieces; the tally counts entries. */
export async function* rsfPieces(
  { sql, stored, size, root }: Snapshot,
  _query: ExportRequest['query'],
  tally: Tally,
): AsyncIterable<Uint8Array> {
  const checkpoint = await findCheckpoint(sql, stored.id);
  let head = `${rsfForm}\t${stored.origin}\t${stored.register.name}\n`;
  if (checkpoint !== undefined && checkpoint.size <= size)
    head += `checkpoint\t${Buffer.from(checkpoint.note).toString('base64')}\n`;
  yield Buffer.from(head);
  for (let from = 0; from < size; from += batchEntries) {
    const until = Math.min(size, from + batchEntries);
    const entries = await readEntries(sql, stored.id, from, until);
    const bodies = await readPublicBodies(sql, stored.id, from, until);
    tally.rows += entries.length;
    let piece = '';
    for (const [at, bytes] of entries.entries()) {
      const open = bodies[at];
      piece += `entry\t${lineOf(bytes, from + at)}`;
      piece += open === undefined ? '\n' : `\t${Buffer.from(open.salt).toString('base64')}\t${open.body}\n`;
      if (piece.length < pieceChars) continue;
      yield Buffer.from(piece);
      piece = '';
    }
    yield Buffer.from(piece);
  }
  yield Buffer.from(`end\t${size}\t${Buffer.from(root).toString('base64')}\n`);
}

function lineOf(bytes: Uint8Array, number: number): string {
  const text = Buffer.from(bytes).toString('utf8');
  if (/[\t\n]/.test(text)) throw new Error(`entry ${number} is not canonical JSON`);
  return text;
}
