// Reads the fixed parts of a template once and says what may stand in each gap. A gap in a place that cannot be made
// safe is a fault of the page's author, thrown at the first use.

/** Where a gap stands: as content, inside a double-quoted attribute (`address`: it begins a URL), or among attributes. */
export type Context = 'content' | 'value' | 'address' | 'attributes';

type Mode = 'content' | 'tag-name' | 'tag' | 'attribute' | 'unquoted' | 'value' | 'comment';

const addresses = new Set(['href', 'src', 'action', 'formaction', 'cite', 'poster']);
const withoutGaps = new Set(['script', 'style']);

/** The contexts of a template's gaps: one fewer than its parts. */
export function contextsOf(parts: readonly string[]): Context[] {
  const scan = new Scan();
  return parts.slice(0, -1).map(part => {
    scan.take(part);
    return scan.gap();
  });
}

class Scan {
  #mode: Mode = 'content';
  #element = '';
  #attribute = '';
  #valueLength = 0;

  take(part: string): void {
    for (let at = 0; at < part.length; at++) {
      if (this.#mode === 'content' && part.startsWith('<!--', at)) this.#mode = 'comment';
      if (this.#mode === 'comment') {
        const end = part.indexOf('-->', at);
        if (end === -1) return;
        at = end + 2;
        this.#mode = 'content';
      } else this.#step(part.charAt(at));
    }
  }

  gap(): Context {
    if (this.#mode === 'content' && !withoutGaps.has(this.#element)) return 'content';
    if (this.#mode === 'tag-name' && this.#element !== '') this.#mode = 'tag';
    if (this.#mode === 'tag') return 'attributes';
    if (this.#mode === 'value' && !/^on|^style$|^srcdoc$/.test(this.#attribute)) {
      const begins = this.#valueLength === 0 && addresses.has(this.#attribute);
      this.#valueLength++;
      return begins ? 'address' : 'value';
    }
    throw new Error(
      `a template has a gap where no value is safe: ${this.#mode} of <${this.#element} ${this.#attribute}>`,
    );
  }

  #step(letter: string): void {
    switch (this.#mode) {
      case 'content':
        if (letter === '<') this.#enter('tag-name');
        return;
      case 'tag-name':
        if (letter === '>') this.#mode = 'content';
        else if (/\s/.test(letter)) this.#mode = 'tag';
        else this.#element += letter.toLowerCase();
        return;
      case 'tag':
        if (letter === '>') this.#mode = 'content';
        else if (!/[\s/]/.test(letter)) {
          this.#attribute = letter.toLowerCase();
          this.#mode = 'attribute';
        }
        return;
      case 'attribute':
        this.#stepAttribute(letter);
        return;
      case 'unquoted':
        if (letter === '"') this.#enter('value');
        else if (letter === '>') this.#mode = 'content';
        else if (/\s/.test(letter)) this.#mode = 'tag';
        return;
      case 'value':
        if (letter === '"') this.#mode = 'tag';
        else this.#valueLength++;
        return;
      case 'comment':
        return;
      default:
        throw new Error(`no such mode: ${this.#mode satisfies never}`);
    }
  }

  #stepAttribute(letter: string): void {
    if (letter === '=') this.#mode = 'unquoted';
    else if (letter === '>') this.#mode = 'content';
    else if (/\s/.test(letter)) this.#mode = 'tag';
    else this.#attribute += letter.toLowerCase();
  }

  #enter(mode: 'tag-name' | 'value'): void {
    if (mode === 'tag-name') this.#element = '';
    else this.#valueLength = 0;
    this.#mode = mode;
  }
}
