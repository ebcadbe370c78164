// Cuts text that arrives in pieces into CSV records (RFC 4180, and what real files do instead). Strict where a guess could
// swallow rows: a quote left open is refused with its row. It never trims, pads or drops a cell.
import { LineEnds } from './csv-line-end.ts';
import { CsvRecords } from './csv-records.ts';
import type { Limits } from './limits.ts';
import type { Notes } from './notes.ts';
import type { SheetProblem } from './problem.ts';
import type { Row } from './workbook.ts';

/** How a CSV is written. */
export interface Dialect {
  /** One character, or '' where every line is one cell. */
  readonly delimiter: string;
  readonly quote: '"' | "'";
  /** Quotes inside quoted cells are written \" instead of "". */
  readonly backslash: boolean;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const BACKSLASH = 92;

/** Give it text with `push`, take finished rows with `take`; after the last piece call `end`. */
export class CsvScanner {
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #quoteText: string;
  readonly #backslash: boolean;
  readonly #cellChars: number;
  readonly #notes: Notes;
  readonly #records: CsvRecords;
  readonly #lineEnds = new LineEnds();
  #text = '';
  #last = false;
  #lastCode = 0;
  /** The line break found last and from where, and the place before which no quote ends a cell: what a line of stray quotes costs. */
  #lineFrom = 0;
  #lineBreak = -1;
  #noClosingBefore = -1;

  constructor(dialect: Dialect, limits: Limits, notes: Notes) {
    this.#delimiter = dialect.delimiter.charCodeAt(0);
    this.#quote = dialect.quote.charCodeAt(0);
    this.#quoteText = dialect.quote;
    this.#backslash = dialect.backslash;
    this.#cellChars = limits.cellChars;
    this.#records = new CsvRecords(limits);
    this.#notes = notes;
  }

  /** Number of the record being read. */
  get row(): number {
    return this.#records.row;
  }

  push(piece: string): void {
    if (piece === '') return;
    this.#lastCode = piece.charCodeAt(piece.length - 1);
    this.#scan(this.#text + piece);
  }

  end(): void {
    this.#last = true;
    this.#scan(this.#text);
    // A delimiter as the very last character still opens an empty cell.
    if (this.#records.isBegun && this.#lastCode === this.#delimiter) this.#records.addCell('');
    if (this.#records.isBegun) this.#records.endRow();
    this.#lineEnds.note(this.#notes);
  }

  /** The rows finished since last asked. */
  take(): Row[] {
    return this.#records.take();
  }

  #scan(text: string): void {
    this.#text = text;
    this.#lineBreak = -1;
    this.#noClosingBefore = -1;
    let at = 0;
    while (at < text.length) {
      const end = this.#field(at);
      if (end < 0) {
        this.#checkUnfinished(text, at);
        break;
      }
      at = end;
    }
    this.#text = text.slice(at);
  }

  /** Reads one field and what ends it; gives the place after, or -1 when the text stops too early to tell. */
  #field(start: number): number {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (first === this.#quote) return this.#quoted(start, start);
    if ((first === SPACE || first === TAB) && first !== this.#delimiter) {
      const at = this.#afterSpaces(start);
      if (at === text.length && !this.#last) return -1;
      if (text.charCodeAt(at) === this.#quote) return this.#quoted(start, at);
    }
    return this.#plain(start, start);
  }

  /** A field up to its delimiter or line end as it stands; `from` is where to look on. */
  #plain(start: number, from: number): number {
    const text = this.#text;
    const delimiter = this.#delimiter;
    const length = text.length;
    let at = from;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === delimiter) {
        this.#records.addCell(text.slice(start, at));
        return at + 1;
      }
      if (code <= CR && (code === LF || code === CR)) {
        const end = this.#lineEnd(at);
        if (end < 0) return -1;
        if (at > start || this.#records.isBegun) this.#records.addCell(text.slice(start, at));
        this.#records.endRow();
        return end;
      }
    }
    if (!this.#last) return -1;
    this.#records.addCell(text.slice(start));
    return length;
  }

  #quoted(start: number, open: number): number {
    const text = this.#text;
    let isEscaped = false;
    let at = open + 1;
    for (;;) {
      const quote = text.indexOf(this.#quoteText, at);
      if (quote < 0) return this.#unclosed(open);
      if (this.#backslash && this.#isBackslashed(quote, open)) {
        isEscaped = true;
        at = quote + 1;
        continue;
      }
      if (quote + 1 === text.length && !this.#last) return -1;
      if (text.charCodeAt(quote + 1) === this.#quote) {
        isEscaped = true;
        at = quote + 2;
        continue;
      }
      const after = this.#afterSpaces(quote + 1);
      if (after === text.length && !this.#last) return -1;
      if (this.#isFieldEnd(after)) return this.#closeQuoted(open, quote, after, isEscaped);
      return this.#strayQuote(start, open, quote);
    }
  }

  #closeQuoted(open: number, quote: number, after: number, isEscaped: boolean): number {
    const text = this.#text;
    const code = text.charCodeAt(after);
    const end = after >= text.length || code === this.#delimiter ? after + 1 : this.#lineEnd(after);
    if (end < 0) return -1;
    const inner = text.slice(open + 1, quote);
    this.#records.addCell(isEscaped || this.#backslash ? this.#unescape(inner) : inner);
    if (after < text.length && code !== this.#delimiter) this.#records.endRow();
    return end;
  }

  /**
   * A quote inside a quoted cell that is neither doubled nor the end. On the opening line it is taken as it stands: up to the
   * quote that does end a cell, else up to the delimiter. After a line break it means that the cell was never closed.
   */
  #strayQuote(start: number, open: number, quote: number): number {
    const text = this.#text;
    const lineBreak = this.#nextLineBreak(open);
    if (lineBreak < quote) return this.#neverClosed(open);
    if (lineBreak === text.length && !this.#last) return -1;
    this.#notes.say('stray-quote', { row: this.row });
    for (let at = quote + 1; at < lineBreak && quote > this.#noClosingBefore; at += 1) {
      at = text.indexOf(this.#quoteText, at);
      if (at < 0 || at >= lineBreak) break;
      const after = this.#afterSpaces(at + 1);
      if (this.#isFieldEnd(after)) return this.#closeQuoted(open, at, after, true);
    }
    this.#noClosingBefore = lineBreak;
    return this.#plain(start, quote + 1);
  }

  #nextLineBreak(from: number): number {
    if (from >= this.#lineFrom && from <= this.#lineBreak) return this.#lineBreak;
    const text = this.#text;
    let at = from;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === LF || code === CR) break;
    }
    this.#lineFrom = from;
    this.#lineBreak = at;
    return at;
  }

  #isFieldEnd(at: number): boolean {
    if (at >= this.#text.length) return true;
    const code = this.#text.charCodeAt(at);
    return code === this.#delimiter || code === LF || code === CR;
  }

  #afterSpaces(from: number): number {
    const text = this.#text;
    let at = from;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if ((code !== SPACE && code !== TAB) || code === this.#delimiter) break;
    }
    return at;
  }

  #isBackslashed(quote: number, open: number): boolean {
    let at = quote - 1;
    while (at > open && this.#text.charCodeAt(at) === BACKSLASH) at -= 1;
    return (quote - 1 - at) % 2 === 1;
  }

  #unescape(inner: string): string {
    const quote = this.#quoteText;
    const single = inner.replaceAll(quote + quote, quote);
    return this.#backslash ? single.replace(/\\(["'\\])/g, '$1') : single;
  }

  #lineEnd(at: number): number {
    return this.#lineEnds.after(this.#text, at, this.#last);
  }

  #unclosed(open: number): number {
    return this.#last ? this.#neverClosed(open) : -1;
  }

  /** A cell of three quotes and nothing else, where the file cannot be read otherwise, is an empty cell with a stray quote in it. */
  #neverClosed(open: number): number {
    const after = open + 3;
    const isStray = this.#text.startsWith(this.#quoteText.repeat(3), open) && this.#isFieldEnd(after);
    if (!isStray) throw this.#unclosedQuote();
    this.#notes.say('stray-quote', { row: this.row });
    return this.#closeQuoted(open, after - 1, after, false);
  }

  #unclosedQuote(): SheetProblem {
    return this.#records.problem('unclosed-quote');
  }

  /** A cell that is longer than any may be and still goes on: lines inside a quoted one say that its quote was left open. */
  #checkUnfinished(text: string, at: number): void {
    if (text.length - at <= this.#cellChars) return;
    const isOpen = text.charCodeAt(this.#afterSpaces(at)) === this.#quote;
    throw isOpen && this.#nextLineBreak(at) < text.length
      ? this.#unclosedQuote()
      : this.#records.problem('too-large-cell');
  }
}
