// Checks JSON strictly (RFC 8259) and finds the members of its outermost object or array as source text, so that a number keeps every
// digit. Refuses duplicate names, depth beyond a limit and lone surrogates. It builds nothing itself.
import { SheetProblem } from './problem.ts';

/** A member of an object or an element of an array, as it stands in the source. */
export interface JsonPart {
  /** Undefined in arrays. */
  readonly name?: string;
  readonly source: string;
}

/** An object or array with its parts in order. */
export interface JsonParts {
  readonly isObject: boolean;
  readonly parts: readonly JsonPart[];
}

/** The parts of one JSON text; a scalar is refused. Throws 'bad-json', 'json-too-deep' or 'lone-surrogate' without a row. */
export function jsonParts(text: string, depth: number): JsonParts {
  const scan = new JsonScan(text, depth);
  return scan.whole();
}

/** Checks a JSON text of any kind. */
export function checkJson(text: string, depth: number): void {
  new JsonScan(text, depth).any();
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const plainString = /"[^"\\\u0000-\u001f]*"/y;
const escapedString = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class JsonScan {
  readonly #text: string;
  readonly #deepest: number;
  #at = 0;
  #depth = 0;

  constructor(text: string, deepest: number) {
    this.#text = text;
    this.#deepest = deepest;
  }

  whole(): JsonParts {
    this.#space();
    const isObject = this.#text[this.#at] === '{';
    if (!isObject && this.#text[this.#at] !== '[') throw this.#bad();
    const parts: JsonPart[] = [];
    if (isObject) this.#object(parts);
    else this.#array(parts);
    this.#finish();
    return { isObject, parts };
  }

  any(): void {
    this.#space();
    this.#value();
    this.#finish();
  }

  #finish(): void {
    this.#space();
    if (this.#at < this.#text.length) throw this.#bad();
  }

  #bad(given?: string): SheetProblem {
    return new SheetProblem('bad-json', {
      column: this.#at + 1,
      given: given ?? this.#text.slice(this.#at, this.#at + 20),
    });
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at += 1;
    }
  }

  #value(): void {
    const sign = this.#text.charAt(this.#at);
    if (sign === '{') this.#object();
    else if (sign === '[') this.#array();
    else if (sign === '"') this.#string();
    else if (!this.#match(number) && !this.#match(word)) throw this.#bad();
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #enter(): void {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > this.#deepest) throw new SheetProblem('json-too-deep', { given: `> ${this.#deepest}` });
    this.#space();
  }

  #leave(closing: string): boolean {
    if (this.#text[this.#at] !== closing) return false;
    this.#at += 1;
    this.#depth -= 1;
    return true;
  }

  #object(parts?: JsonPart[]): void {
    const names = new Set<string>();
    this.#enter();
    if (this.#leave('}')) return;
    for (;;) {
      const name = this.#string();
      if (names.has(name)) throw this.#bad(`name ${name} twice`);
      names.add(name);
      this.#space();
      this.#expect(':');
      this.#member(parts, name);
      if (this.#leave('}')) return;
      this.#expect(',');
    }
  }

  #array(parts?: JsonPart[]): void {
    this.#enter();
    if (this.#leave(']')) return;
    for (;;) {
      this.#member(parts);
      if (this.#leave(']')) return;
      this.#expect(',');
    }
  }

  #member(parts: JsonPart[] | undefined, name?: string): void {
    this.#space();
    const start = this.#at;
    this.#value();
    const source = parts === undefined ? '' : this.#text.slice(start, this.#at);
    parts?.push(name === undefined ? { source } : { name, source });
    this.#space();
  }

  #expect(sign: string): void {
    if (this.#text[this.#at] !== sign) throw this.#bad();
    this.#at += 1;
    this.#space();
  }

  #string(): string {
    const start = this.#at;
    if (this.#match(plainString)) return this.#text.slice(start + 1, this.#at - 1);
    if (this.#text[start] !== '"' || !this.#match(escapedString)) throw this.#bad();
    const value: unknown = JSON.parse(this.#text.slice(start, this.#at));
    if (typeof value !== 'string') throw this.#bad();
    if (!value.isWellFormed()) throw new SheetProblem('lone-surrogate', { column: start + 1 });
    return value;
  }
}
