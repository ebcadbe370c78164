// Puts an apostrophe before what a spreadsheet would run as a formula, in CSV as PostgreSQL's COPY writes it. It looks at the first
// byte of each cell as the bytes go by: asking the database of every text took five times as long as reading it.
import { isFormulaLike } from '#lib/sheet';

const [comma, lineFeed, quote, apostrophe] = [0x2c, 0x0a, 0x22, 0x27];

// What a formula-like text may begin with: = + - @, tab, line ends, and the first byte of the wide forms of those signs.
const doubtful = new Uint8Array(256);
for (const byte of [0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0a, 0x0d, 0xef]) doubtful[byte] = 1;

/** Reads pieces of CSV and gives them back harmless. A piece may end anywhere; what is held back comes with the next one. */
export class HarmlessCells {
  /** Lines that have ended. */
  lines = 0;
  // The beginning of a cell whose end has not come yet.
  #held: Uint8Array = new Uint8Array();

  /** What of the text so far is certain. */
  take(piece: Uint8Array): Uint8Array {
    const bytes = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece]);
    const ready: Uint8Array[] = [];
    let [from, at] = [0, 0];
    for (;;) {
      const cell = at;
      const isQuoted = bytes[at] === quote;
      const text = isQuoted ? at + 1 : at;
      const end = isQuoted ? endOfQuoted(bytes, text) : endOfPlain(bytes, text);
      if (end === -1) {
        this.#held = bytes.subarray(cell);
        ready.push(bytes.subarray(from, cell));
        return ready.length === 1 ? bytes.subarray(0, cell) : Buffer.concat(ready);
      }
      if (doubtful[bytes[text] ?? 0] === 1 && isFormulaLike(textOf(bytes, text, isQuoted ? end - 1 : end))) {
        ready.push(bytes.subarray(from, text), Uint8Array.of(apostrophe));
        from = text;
      }
      if (bytes[end] === lineFeed) this.lines += 1;
      at = end + 1;
    }
  }

  /** What is left when there is no more: nothing, where the last line has its end. */
  end(): Uint8Array {
    return this.#held;
  }
}

function endOfPlain(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) if (bytes[at] === comma || bytes[at] === lineFeed) return at;
  return -1;
}

// Behind the closing quote; a doubled one does not close.
function endOfQuoted(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(quote, from); at !== -1; at = bytes.indexOf(quote, at + 2)) {
    if (at + 1 === bytes.length) return -1;
    if (bytes[at + 1] !== quote) return at + 1;
  }
  return -1;
}

function textOf(bytes: Uint8Array, from: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from)
    .toString('utf8')
    .replaceAll('""', '"');
}
