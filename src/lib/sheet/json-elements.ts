// Cuts a large JSON text that arrives in pieces into the elements of one array: the outermost, or that of one member (GeoJSON's
// "features"). Elements come out as source text, unchecked; what surrounds them is kept and checked at the end.
import { checkJson } from './json-scan.ts';
import { SheetProblem } from './problem.ts';

const QUOTE = 34;
const COMMA = 44;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** Give it text with `push`, take finished elements with `take`; `end` checks what stood around them. */
export class JsonElements {
  readonly #member: string | undefined;
  readonly #limitChars: number;
  readonly #deepest: number;
  #elements: string[] = [];
  #hasElements = false;
  #text = '';
  #at = 0;
  /** Where the element, or what stands around the array, begins. */
  #start = 0;
  #depth = 0;
  #inString = false;
  #where: 'before' | 'inside' | 'after' = 'before';
  /** Everything but the elements, so that the array is left empty. */
  #around = '';

  /** `member` names the outermost object's array; undefined when the array itself is outermost. */
  constructor(member: string | undefined, limitChars: number, deepest: number) {
    this.#member = member;
    this.#limitChars = limitChars;
    this.#deepest = deepest;
  }

  /** The elements finished since last asked. */
  take(): string[] {
    const elements = this.#elements;
    this.#elements = [];
    return elements;
  }

  push(piece: string): void {
    this.#text = this.#text.slice(this.#start) + piece;
    this.#at -= this.#start;
    this.#start = 0;
    if (this.#text.length - piece.length > this.#limitChars)
      throw new SheetProblem('too-large-cell', { given: `> ${this.#limitChars}` });
    while (this.#at < this.#text.length) {
      if (this.#inString) this.#skipString();
      else this.#look();
    }
  }

  end(): void {
    if (this.#where === 'inside') throw new SheetProblem('bad-json', { given: `${this.#member ?? 'array'} …` });
    checkJson(this.#around + this.#text.slice(this.#start), this.#deepest);
    if (this.#where === 'before') throw new SheetProblem('bad-json', { given: `no ${this.#member ?? 'array'}` });
  }

  #look(): void {
    const code = this.#text.charCodeAt(this.#at);
    this.#at += 1;
    if (code === QUOTE) this.#inString = true;
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) this.#open(code);
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) this.#close();
    else if (code === COMMA && this.#isBetweenElements()) this.#endElement();
  }

  /** Goes to the end of a string; an escape is two characters, the second of which may not be here yet. */
  #skipString(): void {
    const text = this.#text;
    let at = this.#at;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) {
        this.#inString = false;
        at += 1;
        break;
      }
    }
    this.#at = at;
  }

  #isBetweenElements(): boolean {
    return this.#where === 'inside' && this.#depth === (this.#member === undefined ? 1 : 2);
  }

  #open(code: number): void {
    this.#depth += 1;
    if (this.#where !== 'before' || code !== OPEN_ARRAY) return;
    if (this.#member === undefined ? this.#depth !== 1 : !this.#isMemberAhead(this.#member)) return;
    this.#where = 'inside';
    this.#around += this.#text.slice(this.#start, this.#at);
    this.#start = this.#at;
  }

  /** The text before the bracket is the member's name and a colon, directly in the outermost object. */
  #isMemberAhead(member: string): boolean {
    const before = this.#text.slice(Math.max(0, this.#at - 200), this.#at - 1).trimEnd();
    return this.#depth === 2 && before.endsWith(':') && before.slice(0, -1).trimEnd().endsWith(`"${member}"`);
  }

  #close(): void {
    if (this.#isBetweenElements()) {
      if (this.#hasElements || this.#text.slice(this.#start, this.#at - 1).trim() !== '') this.#endElement();
      this.#where = 'after';
      this.#start = this.#at - 1;
    }
    this.#depth -= 1;
  }

  #endElement(): void {
    const element = this.#text.slice(this.#start, this.#at - 1);
    if (element.trim() === '') throw new SheetProblem('bad-json', { given: ',' });
    this.#elements.push(element);
    this.#hasElements = true;
    this.#start = this.#at;
  }
}
