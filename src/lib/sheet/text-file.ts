// A text file whose encoding is known and whose beginning is decoded: what CSV and JSON are opened from.
import { decodeText } from './decode.ts';
import type { Encoding } from './encoding.ts';
import { atRow, SheetProblem } from './problem.ts';
import type { ByteSource } from './source.ts';

/** A text file ready to be read. */
export interface TextFile {
  readonly source: ByteSource;
  readonly encoding: Encoding;
  /** The first 64 k characters or more, or all; ends before a bad byte. */
  readonly head: string;
  /** The head is the whole file. */
  readonly isWhole: boolean;
}

const headChars = 64 * 1024;

/** Decodes the beginning; a bad byte in it is left for the reader that counts rows. */
export async function openText(source: ByteSource, encoding: Encoding): Promise<TextFile> {
  let head = '';
  try {
    for await (const piece of decodeText(source, encoding)) {
      head += piece;
      if (head.length >= headChars) break;
    }
  } catch (problem) {
    if (!(problem instanceof SheetProblem) || problem.code === 'unsupported-encoding') throw problem;
    if (head === '') throw atRow(problem, 1);
  }
  return { source, encoding, head, isWhole: source.sizeBytes <= headChars };
}
