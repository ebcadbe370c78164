// A proof that something is in a log, as one text to keep or print (C2SP tlog-proof, v1): index, inclusion proof and
// signed checkpoint. It checks the form only; whether it proves anything is for whoever has keys and the entry.
import { parseCheckpoint } from './checkpoint.ts';
import { NoteProblem } from './note-problem.ts';
import { parseNote } from './signed-note.ts';
import { fromBase64, fromDecimal, toBase64 } from './text-forms.ts';

/** What such a text holds. */
export interface TlogProof {
  /** The entry's place in the log, from 0, at most 2^53 - 1. */
  readonly index: number;
  /** The RFC 6962 inclusion proof, 32 bytes a hash, from the leaf's neighbour upwards; at most 63. */
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint, word for word. */
  readonly checkpoint: string;
  /** Anything the application needs beside it. Nothing vouches for it. */
  readonly extra?: Uint8Array;
}

const firstLine = 'c2sp.org/tlog-proof@v1';
const maxHashes = 63;

/** Writes a proof. Refuses (`proof`, `note`, `checkpoint`) what could not be read back, and an index outside the checkpoint's log. Files of it end in `.tlog-proof`. */
export function formatProof(proof: TlogProof): string {
  const { index, hashes, checkpoint, extra } = proof;
  const isIndex = Number.isSafeInteger(index) && index >= 0 && index < sizeIn(checkpoint);
  if (!isIndex || hashes.length > maxHashes || hashes.some(hash => hash.length !== 32)) throw notAProof();
  const extraLine = extra === undefined ? [] : [`extra ${toBase64(extra)}`];
  return [firstLine, ...extraLine, `index ${index}`, ...hashes.map(toBase64), '', checkpoint].join('\n');
}

/** Reads a proof; nothing in it is verified yet. Refuses (`proof`, `note`, `checkpoint`) every text `formatProof` would not write. */
export function parseProof(text: string): TlogProof {
  const split = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  if (split < 0 || first !== firstLine) throw notAProof();
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined;
  const extra = extraText === undefined ? undefined : fromBase64(extraText);
  const index = indexOfLine(lines.shift() ?? '');
  if (index === undefined || (extraText !== undefined && extra === undefined)) throw notAProof();
  const checkpoint = text.slice(split + 2);
  if (index >= sizeIn(checkpoint)) throw notAProof();
  const read = { index, hashes: readHashes(lines), checkpoint };
  return extra === undefined ? read : { ...read, extra };
}

function sizeIn(checkpoint: string): number {
  return parseCheckpoint(parseNote(checkpoint).text).size;
}

function readHashes(lines: readonly string[]): Uint8Array[] {
  if (lines.length > maxHashes) throw notAProof();
  return lines.map(line => {
    const hash = fromBase64(line);
    if (hash?.length !== 32) throw notAProof();
    return hash;
  });
}

function indexOfLine(line: string): number | undefined {
  return line.startsWith('index ') ? fromDecimal(line.slice('index '.length)) : undefined;
}

function notAProof(): NoteProblem {
  return new NoteProblem('proof', `not a proof of the form ${firstLine}`);
}
