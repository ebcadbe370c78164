// Lines of a stream of bytes, numbered from 1, strictly UTF-8. It holds one line at a time, of bounded length.
import { refuseExport } from './refusals.ts';

/** A line without its LF. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

// Room for a body of 4 MiB and its entry.
const longestLineBytes = 8 * 1024 * 1024;
const lineFeed = 10;

/** The lines. Refuses (`export/rsf-form`) what is not UTF-8 or longer than 8 MiB, and (`export/rsf-short`) a last line without LF. */
export async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncIterable<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let line = 0;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const take = (bytes: Uint8Array): Line => {
    line += 1;
    try {
      return { line, text: decoder.decode(bytes) };
    } catch {
      throw refuseExport('rsf-form', { line });
    }
  };
  for await (const piece of source) {
    let from = 0;
    for (let end = piece.indexOf(lineFeed); end !== -1; end = piece.indexOf(lineFeed, from)) {
      const rest = piece.subarray(from, end);
      yield take(held.length === 0 ? rest : Buffer.concat([...held, rest]));
      held = [];
      heldBytes = 0;
      from = end + 1;
    }
    if (from === piece.length) continue;
    held.push(piece.subarray(from));
    heldBytes += piece.length - from;
    if (heldBytes > longestLineBytes) throw refuseExport('rsf-form', { line: line + 1 });
  }
  if (heldBytes > 0) throw refuseExport('rsf-short', { line });
}
