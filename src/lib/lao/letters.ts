// Letters of a text compared with those of a query, as typed or as they sound: how many would have to change. For words that are
// spelled otherwise than folding foresees. It knows no syllables and no index.
import { kindOf, TONE } from './letter.ts';

/** As many letters of a query are compared as a word of the machine has bits. */
export const LETTERS_MAX = 32;

const LAO = 0x80;
const OTHER = 0x100;
const SLOTS = 0x101;

/** Unit of a normalised text to its class: 0 is left out, equal ones are one letter. */
export type Classes = Uint16Array;

// One slot for each ASCII character and each Lao letter; all other characters share one that no pattern has.
function slotOf(c: number): number {
  if (c < 0x80) return c;
  return c >>> 7 === 0x1d ? LAO | (c & 0x7f) : OTHER;
}

function classesOf(groups: string): Classes {
  const classes = Uint16Array.from({ length: SLOTS }, (_, slot) => slot + 1);
  for (const gap of [0x20, 0x0a, 0x0d, 0x09]) classes[gap] = 0;
  for (const group of groups.split(' ')) {
    const [first = ''] = group;
    for (const letter of group) classes[slotOf(letter.charCodeAt(0))] = slotOf(first.charCodeAt(0)) + 1;
  }
  return classes;
}

/** Letters as typed; spaces are left out. */
export const asTyped = classesOf('');
/** Letters as they sound: high and low, short and long are one, tones are left out. */
export const asHeard = classesOf('ຂຄ ຖທ ຜພ ຝຟ ສຊ ຫຮ ໜນ ໝມ ຣລ ະາັ ິີຶື ຸູ ົໂ ໍອ ໃໄ ຍຽ');
for (let c = 0x0e80; c < 0x0f00; c++) if (kindOf(c) === TONE) asHeard[slotOf(c)] = 0;

/** A query's letters in one reading, ready to be looked for. */
export class Letters {
  /** Letters of the query; at most the first 32 are looked for. */
  readonly length: number;
  private readonly classes: Classes;
  // Where in the query a text's character stands, a bit for each letter; by slot, so that one look does.
  private readonly masks: Int32Array;

  constructor(query: string, classes: Classes) {
    this.classes = classes;
    const masks = new Int32Array(SLOTS + 1);
    let length = 0;
    for (let i = 0; i < query.length; i++) {
      const c = classes[slotOf(query.charCodeAt(i))] ?? 0;
      if (c === 0) continue;
      if (length < LETTERS_MAX) masks[c] = (masks[c] ?? 0) | (1 << length);
      length++;
    }
    // Characters that share a slot are not known to be equal.
    masks[OTHER + 1] = 0;
    this.masks = Int32Array.from(classes, c => masks[c] ?? 0);
    this.length = length;
  }

  /** The fewest changes, 0 to length, that make a stretch of the text the query. */
  changes(text: string): number {
    return this.compare(text, 0).fewest;
  }

  /** How alike the whole text is, 0 to 1: the share of the longer one's letters that need no change. */
  likeness(text: string): number {
    const { last, read } = this.compare(text, 1);
    return Math.max(0, 1 - last / Math.max(1, read, Math.min(this.length, LETTERS_MAX)));
  }

  // All rows of the table of changes at once, as bits (Myers 1999, 'A fast bit-vector algorithm for approximate string
  // matching'). `start` is what each letter of the text before the stretch costs, 0 or 1.
  private compare(text: string, start: 0 | 1): { fewest: number; last: number; read: number } {
    const { classes, masks } = this;
    const length = Math.min(this.length, LETTERS_MAX);
    const end = length === 0 ? 0 : 1 << (length - 1);
    let [plus, minus, score, fewest, read] = [-1, 0, length, length, 0];
    for (let i = 0; i < text.length; i++) {
      const slot = slotOf(text.charCodeAt(i));
      const equal = masks[slot] ?? 0;
      if (equal === 0 && classes[slot] === 0) continue;
      const vertical = equal | minus;
      const horizontal = ((((equal & plus) + plus) | 0) ^ plus) | equal;
      let up = minus | ~(horizontal | plus);
      let down = plus & horizontal;
      if ((up & end) !== 0) score++;
      else if ((down & end) !== 0) score--;
      if (score < fewest) fewest = score;
      read++;
      up = (up << 1) | start;
      down <<= 1;
      plus = down | ~(vertical | up);
      minus = up & vertical;
    }
    return { fewest, last: length === 0 ? read : score, read };
  }
}
