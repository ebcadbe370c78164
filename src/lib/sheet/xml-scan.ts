// A small forward-only XML scanner for text that arrives in pieces. Strict: tags must match, a DOCTYPE is refused, no entity is ever
// declared or fetched. It never builds a tree.
import { SheetProblem } from './problem.ts';
import { unescapeXml } from './xml-text.ts';

/** What a scanner tells. Names come without their prefix, attributes as the raw text of the tag. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  /** Text between two tags, references resolved; one element's text may come in several parts. */
  text(text: string): void;
  /** Also told of an element that was written empty. */
  close(name: string): void;
}

const deepest = 64;
const longestPart = 16 * 1024 * 1024;

const LT = 60;
const GT = 62;

/** Give it text with `push`; call `end` after the last piece. */
export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #part: string;
  readonly #open: string[] = [];
  #rest = '';
  #isBegun = false;

  /** `part` is named in problems. */
  constructor(part: string, handler: XmlHandler) {
    this.#part = part;
    this.#handler = handler;
  }

  push(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    for (;;) {
      const next = text.charCodeAt(at) === LT ? this.#markup(text, at) : this.#characters(text, at);
      if (next < 0) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > longestPart) throw new SheetProblem('too-large-cell', { given: this.#part });
  }

  end(): void {
    if (this.#open.length > 0 || !this.#isBegun || this.#rest.trim() !== '') throw this.#bad('ends too early');
  }

  #bad(why: string): SheetProblem {
    return new SheetProblem('bad-xlsx', { given: `${this.#part}: ${why}` });
  }

  /** Text up to the next tag; -1 when that is not here yet. */
  #characters(text: string, at: number): number {
    const end = text.indexOf('<', at);
    if (end < 0) return -1;
    if (this.#open.length > 0) this.#handler.text(unescapeXml(text.slice(at, end)));
    else if (text.slice(at, end).trim() !== '') throw this.#bad('text outside');
    return end;
  }

  #markup(text: string, at: number): number {
    const sign = text.charAt(at + 1);
    if (sign === '') return -1;
    if (sign === '?') return this.#skipped(text, at, '?>');
    if (sign === '!') return this.#declaration(text, at);
    const end = tagEnd(text, at);
    if (end < 0) return -1;
    if (sign === '/') this.#closeTag(localName(text.slice(at + 2, end).trimEnd()));
    else this.#openTag(text.slice(at + 1, end));
    return end + 1;
  }

  #skipped(text: string, at: number, closing: string): number {
    const end = text.indexOf(closing, at + 2);
    return end < 0 ? -1 : end + closing.length;
  }

  #declaration(text: string, at: number): number {
    if (text.length < at + 9) return -1;
    if (text.startsWith('<!--', at)) return this.#skipped(text, at, '-->');
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end < 0) return -1;
      if (this.#open.length > 0) this.#handler.text(text.slice(at + 9, end));
      return end + 3;
    }
    if (/^<!doctype/i.test(text.slice(at, at + 9))) throw new SheetProblem('dtd', { given: this.#part });
    throw this.#bad('declaration');
  }

  #openTag(tag: string): void {
    const isEmpty = tag.endsWith('/');
    const body = isEmpty ? tag.slice(0, -1) : tag;
    const space = nameEnd(body);
    const name = localName(body.slice(0, space));
    if (name === '' || (this.#isBegun && this.#open.length === 0)) throw this.#bad('no single root');
    if (this.#open.length >= deepest) throw this.#bad('too deep');
    this.#isBegun = true;
    this.#handler.open(name, body.slice(space));
    if (isEmpty) this.#handler.close(name);
    else this.#open.push(name);
  }

  #closeTag(name: string): void {
    if (this.#open.pop() !== name) throw this.#bad(`stray end of ${name}`);
    this.#handler.close(name);
  }
}

/** Place of the `>` that ends a tag; one inside an attribute's quotes does not. */
function tagEnd(text: string, at: number): number {
  let quote = 0;
  for (let index = at + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === GT) return index;
  }
  return -1;
}

function nameEnd(body: string): number {
  for (let at = 0; at < body.length; at += 1) if (body.charCodeAt(at) <= 32) return at;
  return body.length;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
