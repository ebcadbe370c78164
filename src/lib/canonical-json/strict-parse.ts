// A reader of JSON that takes no text two readers could take differently (RFC 7493, I-JSON): no name twice, no half
// surrogates, no number beyond a double. It never repairs, and never sets a prototype from the text.
import { JsonProblem, type JsonValue } from './json-value.ts';

/** How deep arrays and objects may nest; 1 is a flat object. */
export interface StrictJsonOptions {
  /** Default 64. */
  readonly maxDepth?: number;
}

const numberForm = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// A run of characters that stand for themselves in a string (RFC 8259, 7).
const plainRun = /[^"\\\u0000-\u001f]*/y;
const whiteSpace = /[ \t\n\r]*/y;

/**
 * Reads one JSON text (RFC 8259) strictly. Throws `JsonProblem` with the offset for anything but JSON (a byte order
 * mark and trailing text too), a name twice in an object (compared after unescaping), depth over `maxDepth`, lone
 * surrogates, and numbers too large for a double. An integer a double cannot hold exactly is rounded, as by
 * `JSON.parse`: write such numbers as strings. A member named `__proto__` is an ordinary own member.
 */
export function parseStrictJson(text: string, options: StrictJsonOptions = {}): JsonValue {
  const reader = new Reader(text, options.maxDepth ?? 64);
  return reader.document();
}

class Reader {
  readonly #text: string;
  readonly #maxDepth: number;
  #at = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  document(): JsonValue {
    const value = this.#value(0);
    this.#skip();
    if (this.#at < this.#text.length) throw this.#syntax('text after the value');
    return value;
  }

  #value(depth: number): JsonValue {
    this.#skip();
    const first = this.#text[this.#at];
    switch (first) {
      case '{':
        return this.#object(this.#deeper(depth));
      case '[':
        return this.#array(this.#deeper(depth));
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #object(depth: number): JsonValue {
    const object: { [name: string]: JsonValue } = {};
    this.#at++;
    if (this.#take('}')) return object;
    do {
      this.#skip();
      const nameAt = this.#at;
      if (this.#text[nameAt] !== '"') throw this.#syntax('a member has no name in quotes');
      const name = this.#string();
      if (Object.hasOwn(object, name))
        throw new JsonProblem('duplicate', `the name ${JSON.stringify(name)} twice`, nameAt);
      if (!this.#take(':')) throw this.#syntax('no colon after a name');
      setMember(object, name, this.#value(depth));
    } while (this.#take(','));
    if (!this.#take('}')) throw this.#syntax('an object does not end');
    return object;
  }

  #array(depth: number): JsonValue {
    const values: JsonValue[] = [];
    this.#at++;
    if (this.#take(']')) return values;
    do values.push(this.#value(depth));
    while (this.#take(','));
    if (!this.#take(']')) throw this.#syntax('an array does not end');
    return values;
  }

  #string(): string {
    const start = this.#at;
    this.#at++;
    this.#run(plainRun);
    let escaped = false;
    while (this.#text[this.#at] === '\\') {
      escaped = true;
      this.#at += 2; // whatever is escaped; JSON.parse below judges whether it may be
      this.#run(plainRun);
    }
    if (this.#text[this.#at] !== '"') throw this.#syntax('a text does not end, or holds a control character');
    this.#at++;
    const string = escaped ? this.#unescape(start) : this.#text.slice(start + 1, this.#at - 1);
    if (!string.isWellFormed()) throw new JsonProblem('surrogate', 'half of a surrogate pair', start);
    return string;
  }

  #unescape(start: number): string {
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      throw new JsonProblem('syntax', 'an escape JSON does not have', start);
    }
  }

  #number(): number {
    const start = this.#at;
    if (this.#run(numberForm) === 0) throw this.#syntax('no value');
    const number = Number(this.#text.slice(start, this.#at));
    if (!Number.isFinite(number)) throw new JsonProblem('number', 'a number too large for a double', start);
    return number;
  }

  #word<Value extends JsonValue>(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at)) throw this.#syntax('no value');
    this.#at += word.length;
    return value;
  }

  #take(sign: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #skip(): void {
    const code = this.#text.charCodeAt(this.#at);
    if (code <= 0x20) this.#run(whiteSpace); // most texts are compact: ask the pattern only where it can match
  }

  /** Moves over what the sticky pattern matches here and gives its length. */
  #run(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return 0;
    const length = pattern.lastIndex - this.#at;
    this.#at = pattern.lastIndex;
    return length;
  }

  #deeper(depth: number): number {
    if (depth >= this.#maxDepth) throw new JsonProblem('depth', `nested deeper than ${this.#maxDepth}`, this.#at);
    return depth + 1;
  }

  #syntax(message: string): JsonProblem {
    return new JsonProblem('syntax', message, this.#at);
  }
}

/** Assigning to `__proto__` would set the prototype; defining it makes an ordinary member. */
function setMember(object: { [name: string]: JsonValue }, name: string, value: JsonValue): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
