// The shared strings of a workbook: texts that many cells point to, without phonetic hints, with the font of a rich text's first run.
import type { Limits } from './limits.ts';
import { SheetProblem } from './problem.ts';
import type { XlsxPackage } from './xlsx-package.ts';
import { attribute, unescapeXstring } from './xml-text.ts';

/** A text and, when it says so itself, its font. */
export interface SharedText {
  readonly text: string;
  readonly font?: string;
}

/** Gathers one string item (`si` or `is`) from the tags within it. */
export class StringItem {
  #text = '';
  #font: string | undefined;
  #inText = false;
  #inPhonetic = false;

  open(tag: string, attributes: string): void {
    if (tag === 't') this.#inText = true;
    else if (tag === 'rPh') this.#inPhonetic = true;
    else if (tag === 'rFont') this.#font ??= attribute(attributes, 'val');
  }

  add(text: string): void {
    if (this.#inText && !this.#inPhonetic) this.#text += text;
  }

  close(tag: string): void {
    if (tag === 't') this.#inText = false;
    else if (tag === 'rPh') this.#inPhonetic = false;
  }

  /** The finished item; begins a new one. */
  take(): SharedText {
    const text = unescapeXstring(this.#text);
    const item = this.#font === undefined ? { text } : { text, font: this.#font };
    this.#text = '';
    this.#font = undefined;
    return item;
  }
}

/** What an item costs in memory beyond its text, counted in characters, so that a million empty ones count too. */
const itemChars = 16;

/** All shared strings in order. They are held in memory, so their sum is limited. */
export async function readSharedStrings(
  parts: XlsxPackage,
  name: string,
  limits: Limits,
): Promise<readonly SharedText[]> {
  const items: SharedText[] = [];
  const item = new StringItem();
  let chars = 0;
  await parts.scan(name, {
    open: (tag, attributes) => item.open(tag, attributes),
    text: text => item.add(text),
    close(tag) {
      item.close(tag);
      if (tag !== 'si') return;
      const shared = item.take();
      chars += shared.text.length + itemChars;
      if (shared.text.length > limits.cellChars)
        throw new SheetProblem('too-large-cell', { given: `shared string ${items.length}` });
      if (chars > limits.sharedChars) throw new SheetProblem('zip-bomb', { given: 'shared strings' });
      items.push(shared);
    },
  });
  return items;
}
