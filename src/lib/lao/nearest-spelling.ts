// Finds the part of a text that is spelled most like a query, for somebody who mistyped. It needs no list of words, and knows
// nothing of which text is the right one to look in.
import { fold } from './fold.ts';
import { normalise, normaliseWithOffsets } from './normalise.ts';
import { tokensOf } from './token.ts';

/** A part of a text, as it is written there. */
export interface NearestSpelling {
  readonly text: string;
  /** 1 less the edits it takes, by letter of the folded query; 1 is the same but for tones and sounds written in two ways. */
  readonly similarity: number;
  readonly edits: number;
}

const queryLettersMax = 80;
const textCharsMax = 4000;

/**
 * The whole syllables and words of a text, side by side or with one space between, that are reached from the query by the
 * fewest edits of folded letters: one put in, left out, mistaken for another, or two that changed places. Undefined where one of
 * the two has no letter, or where nothing in the text is alike. Reads 80 letters of the query and 4,000 characters of the text.
 */
export function nearestSpelling(query: string, text: string): NearestSpelling | undefined {
  const column = new EditColumn(foldedLetters(query).slice(0, queryLettersMax));
  const { text: normalised, offsets } = normaliseWithOffsets(text.slice(0, textCharsMax));
  const { count, starts, ends, joined } = tokensOf(normalised);
  // The last syllable may have lost its end to the limit.
  const whole = text.length > textCharsMax ? count - 1 : count;
  let best = { edits: column.letters, first: 0, last: -1 };
  for (let token = 0; token < whole; token++) {
    column.begin(token, joined[token] === 1);
    for (const letter of fold(normalised.slice(starts[token], ends[token]))) column.take(letter);
    const { edits, first } = column.outcome();
    if (edits < best.edits) best = { edits, first, last: token };
  }
  if (best.last < 0) return undefined;
  const from = offsets[starts[best.first] ?? 0] ?? 0;
  const to = offsets[ends[best.last] ?? 0] ?? text.length;
  return { text: text.slice(from, to), similarity: 1 - best.edits / column.letters, edits: best.edits };
}

function foldedLetters(query: string): string[] {
  const text = normalise(query.slice(0, textCharsMax));
  const { count, starts, ends } = tokensOf(text);
  const spans = Array.from({ length: count }, (_, token) => text.slice(starts[token], ends[token]));
  return [...spans.map(fold).join('')];
}

// Edits and the token where the part of the text begins, in one number: the least is the fewest edits, of equals the longest part.
const EDIT = 1 << 13;
const NONE = 1 << 30;

/** Edit distances of every beginning of the query to the parts of a text that end here and begin at a token (Sellers 1980). */
class EditColumn {
  readonly letters: number;
  private readonly query: readonly string[];
  private cells: Int32Array;
  private before: Int32Array;
  private next: Int32Array;
  private letter = '';

  constructor(query: readonly string[]) {
    this.query = query;
    this.letters = query.length;
    this.cells = new Int32Array(this.letters + 1).fill(NONE);
    this.before = this.cells.slice();
    this.next = this.cells.slice();
  }

  /** A token begins; one that is not joined to the token before it leaves that behind. */
  begin(token: number, joined: boolean): void {
    if (!joined) this.letter = '';
    for (let i = 0; i <= this.letters; i++) {
      const fresh = i * EDIT + token;
      this.cells[i] = joined ? Math.min(this.cells[i] ?? NONE, fresh) : fresh;
    }
  }

  /** The next letter of the text. */
  take(letter: string): void {
    const { query, cells, before, next } = this;
    next[0] = (cells[0] ?? NONE) + EDIT;
    for (let i = 1; i <= query.length; i++) {
      const kept = (cells[i - 1] ?? NONE) + (query[i - 1] === letter ? 0 : EDIT);
      let least = Math.min(kept, (next[i - 1] ?? NONE) + EDIT, (cells[i] ?? NONE) + EDIT);
      if (i > 1 && query[i - 1] === this.letter && query[i - 2] === letter)
        least = Math.min(least, (before[i - 2] ?? NONE) + EDIT);
      next[i] = least;
    }
    this.before = cells;
    this.cells = next;
    this.next = before;
    this.letter = letter;
  }

  /** The whole query against the best part that ends here. */
  outcome(): { readonly edits: number; readonly first: number } {
    const cell = this.cells[this.letters] ?? NONE;
    return { edits: Math.floor(cell / EDIT), first: cell % EDIT };
  }
}
