// How nearly a text holds a query: the fewest letters to change, put in or leave out so that the query stands there. For words
// that are spelled otherwise than folding foresees. It reads letters as typed and as they sound; it knows no index.
import { kindOf, TONE } from './letter.ts';

// As many letters are compared as a word of the machine has bits; a longer query is told by its words.
const LETTERS_MAX = 32;
// Of fewer letters a change leaves too little.
const LETTERS_LEAST = 4;
// With so great a share of its letters changed it is another word.
const CHANGED_MOST = 0.4;

const LAO = 0x80;
const OTHER = 0x100;
const SLOTS = 0x101;

// Unit of a normalised text to its class: 0 is left out, equal ones are one letter.
type Classes = Uint16Array;

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

// Letters as typed; spaces are left out.
const asTyped = classesOf('');
// Letters as they sound: high and low, short and long are one, tones are left out.
const asHeard = classesOf('ຂຄ ຖທ ຜພ ຝຟ ສຊ ຫຮ ໜນ ໝມ ຣລ ະາັ ິີຶື ຸູ ົໂ ໍອ ໃໄ ຍຽ');
for (let c = 0x0e80; c < 0x0f00; c++) if (kindOf(c) === TONE) asHeard[slotOf(c)] = 0;

/** A query's letters in one reading, ready to be looked for. */
class Letters {
  /** Letters of the query; at most the first 32 are looked for. */
  readonly length: number;
  private readonly classes: Classes;
  private readonly masks = new Int32Array(SLOTS + 1);

  constructor(query: string, classes: Classes) {
    this.classes = classes;
    let length = 0;
    for (let i = 0; i < query.length; i++) {
      const c = classes[slotOf(query.charCodeAt(i))] ?? 0;
      if (c === 0) continue;
      if (length < LETTERS_MAX) this.masks[c] = (this.masks[c] ?? 0) | (1 << length);
      length++;
    }
    // Characters that share a slot are not known to be equal.
    this.masks[OTHER + 1] = 0;
    this.length = length;
  }

  /**
   * The fewest changes, 0 to length, that make a stretch of the text the query (Myers 1999, 'A fast bit-vector algorithm for
   * approximate string matching': all rows of the table at once).
   */
  changes(text: string): number {
    const { classes, masks, length } = this;
    const last = 1 << (length - 1);
    let [plus, minus, score, best] = [-1, 0, length, length];
    for (let i = 0; i < text.length; i++) {
      const c = classes[slotOf(text.charCodeAt(i))] ?? 0;
      if (c === 0) continue;
      const equal = masks[c] ?? 0;
      const vertical = equal | minus;
      const horizontal = ((((equal & plus) + plus) | 0) ^ plus) | equal;
      let up = minus | ~(horizontal | plus);
      let down = plus & horizontal;
      if ((up & last) !== 0) score++;
      else if ((down & last) !== 0) score--;
      if (score < best) best = score;
      up <<= 1;
      down <<= 1;
      plus = down | ~(vertical | up);
      minus = up & vertical;
    }
    return best;
  }
}

/**
 * How nearly texts hold a normalised query, for a query of 4 to 32 letters: 1 where it stands there letter by letter, be it within
 * syllables, 0 where two in five would have to change. Spelling and sound count alike.
 */
export function nearnessTo(query: string): ((text: string) => number) | undefined {
  const typed = new Letters(query, asTyped);
  const heard = new Letters(query, asHeard);
  if (heard.length < LETTERS_LEAST || typed.length > LETTERS_MAX) return undefined;
  return text => {
    const changed = typed.changes(text) / typed.length + heard.changes(text) / heard.length;
    return Math.max(0, 1 - changed / 2 / CHANGED_MOST);
  };
}
