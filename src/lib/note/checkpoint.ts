// The text of a checkpoint (C2SP tlog-checkpoint): whose log, how large, and its root. It is signed elsewhere.
import { NoteProblem } from './note-problem.ts';
import { fromBase64, fromDecimal, toBase64 } from './text-forms.ts';

/** The head of a log at one size. */
export interface Checkpoint {
  /** The log's identity, one line, like `data.example.la/log/enterprise`. */
  readonly origin: string;
  /** Number of entries, at most 2^53 - 1. */
  readonly size: number;
  /** The RFC 6962 root at that size, 32 bytes. */
  readonly root: Uint8Array;
  /** Further lines, opaque; none by default, and C2SP advises against them. */
  readonly extensions?: readonly string[];
}

/** The text to be signed. Refuses (`checkpoint`) an origin or extension that is empty or not one line, sizes and roots that are none. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root, extensions = [] } = checkpoint;
  const isWhole = Number.isSafeInteger(size) && size >= 0;
  if (!isWhole || root.length !== 32 || ![origin, ...extensions].every(isLine)) throw notACheckpoint();
  return [origin, size, toBase64(root), ...extensions].map(line => `${line}\n`).join('');
}

/** Reads the text of a note as a checkpoint. Refuses (`checkpoint`) all that `formatCheckpoint` would not write. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', decimal = '', base64 = '', ...rest] = text.split('\n');
  const size = fromDecimal(decimal);
  const root = fromBase64(base64);
  const extensions = rest.slice(0, -1);
  if (rest.at(-1) !== '' || size === undefined || root?.length !== 32) throw notACheckpoint();
  if (![origin, ...extensions].every(isLine)) throw notACheckpoint();
  return extensions.length === 0 ? { origin, size, root } : { origin, size, root, extensions };
}

function isLine(text: string): boolean {
  return text !== '' && text.isWellFormed() && !/[\u0000-\u001f]/.test(text);
}

function notACheckpoint(): NoteProblem {
  return new NoteProblem('checkpoint', 'not a checkpoint');
}
