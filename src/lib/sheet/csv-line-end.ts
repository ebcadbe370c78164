// How the lines of a CSV end: LF, CR, CRLF, or a CRLF that was translated once too often. It cuts nothing itself.
import type { Notes } from './notes.ts';

const LF = 10;
const CR = 13;

/** Finds where a line end stops and remembers which kinds were seen. */
export class LineEnds {
  #hasLf = false;
  #hasCr = false;
  #hasCrlf = false;

  /** Place after the line end at `at`; -1 when it may go on beyond the text (unless that is the last). */
  after(text: string, at: number, isLast: boolean): number {
    if (text.charCodeAt(at) === LF) {
      this.#hasLf = true;
      return at + 1;
    }
    if (at + 1 === text.length && !isLast) return -1;
    const isTwice = text.charCodeAt(at + 1) === CR;
    if (isTwice && at + 2 === text.length && !isLast) return -1;
    // CR CR LF is a CRLF that was translated once too often, not an empty line.
    const lineFeed = isTwice && text.charCodeAt(at + 2) === LF ? at + 2 : at + 1;
    const isCrlf = text.charCodeAt(lineFeed) === LF;
    if (isCrlf) this.#hasCrlf = true;
    else this.#hasCr = true;
    return isCrlf ? lineFeed + 1 : at + 1;
  }

  note(notes: Notes): void {
    if (Number(this.#hasLf) + Number(this.#hasCr) + Number(this.#hasCrlf) > 1) notes.say('mixed-line-ends');
  }
}
