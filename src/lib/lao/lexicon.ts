// A list of words, as an operator may load one, kept so small that a process can hold it: it says where a known word goes on
// over a place in a text. It keeps hashes of rows of syllables and no word itself; it has no word of its own.
import { analyse, type Tokens } from './token.ts';

/** Words of two to eight syllables. What is no word of it is taken for one less than once in a thousand places. */
export interface Lexicon {
  /** How many words it holds. */
  readonly size: number;
  /** True if a word of the list stands in the text so that it begins before the token and goes on with it. */
  crosses(tokens: Tokens, index: number): boolean;
}

const SYLLABLES_MOST = 8;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const LEAST_SLOTS = 1 << 10;

function extended(hash: number, token: number): number {
  const mixed = Math.imul(hash ^ token, FNV_PRIME);
  return (mixed ^ (mixed >>> 15)) | 0;
}

// An open-addressed set of hashes; 0 marks a free slot, and a hash of 0 is kept as 1.
class Hashes {
  size = 0;
  private slots = new Int32Array(LEAST_SLOTS);

  has(hash: number): boolean {
    return this.slots[this.slotOf(hash || 1)] !== 0;
  }

  add(hash: number): void {
    const slot = this.slotOf(hash || 1);
    if (this.slots[slot] !== 0) return;
    this.slots[slot] = hash || 1;
    if (++this.size * 2 > this.slots.length) this.grow();
  }

  private slotOf(hash: number): number {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0 && this.slots[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Int32Array(2 * before.length);
    for (const hash of before) if (hash !== 0) this.slots[this.slotOf(hash)] = hash;
  }
}

// Without a break before the token: no word goes on over a space or a sign.
function isJoined(tokens: Tokens, index: number): boolean {
  return tokens.starts[index] === tokens.ends[index - 1];
}

function hashOfWord(tokens: Tokens): number | undefined {
  if (tokens.count < 2 || tokens.count > SYLLABLES_MOST) return undefined;
  let hash = FNV_OFFSET;
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.lao[i] !== 1 || (i > 0 && !isJoined(tokens, i))) return undefined;
    hash = extended(hash, tokens.exact[i] ?? 0);
  }
  return hash;
}

// True if a word of the list begins at the token `first` and goes on with the one at the index.
function crossesFrom(hashes: Hashes, tokens: Tokens, first: number, index: number): boolean {
  let hash = FNV_OFFSET;
  for (let i = first; i < Math.min(tokens.count, first + SYLLABLES_MOST); i++) {
    if (i > first && !isJoined(tokens, i)) return false;
    hash = extended(hash, tokens.exact[i] ?? 0);
    if (i >= index && hashes.has(hash)) return true;
  }
  return false;
}

/**
 * The lexicon of these words. Each is normalised first; one syllable alone says nothing, and what has spaces, signs, other letters or
 * more than eight syllables is no word of it. Any strings will do; sixty thousand words take half a megabyte.
 */
export function lexiconOf(words: Iterable<string>): Lexicon {
  const hashes = new Hashes();
  for (const word of words) {
    const hash = hashOfWord(analyse(word));
    if (hash !== undefined) hashes.add(hash);
  }
  return {
    size: hashes.size,
    crosses(tokens, index) {
      for (let first = index - 1; first >= 0 && first > index - SYLLABLES_MOST; first--) {
        if (!isJoined(tokens, first + 1)) return false;
        if (crossesFrom(hashes, tokens, first, index)) return true;
      }
      return false;
    },
  };
}
