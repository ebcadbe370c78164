// Shows where a text answers a query: pieces of the raw text, marked or not, cut at whole syllables.
// It never parts a base from its marks, and makes no HTML: whoever writes the page escapes and marks.
import { normalise, normaliseWithOffsets } from './normalise.ts';
import { type Tokens, tokensOf } from './token.ts';

/** A piece of the raw text; the pieces in a row are the text, or the snippet, unchanged. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** A part of a long text around its best matches. */
export interface Snippet {
  readonly pieces: readonly Piece[];
  /** True if text was left out before, or after. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** How much of a text to show. */
export interface HighlightOptions {
  /** Only that many syllables and words, where the matches are densest; the whole text if absent. */
  readonly maxSyllables?: number;
}

const SNIPPET_SYLLABLES = 40;
// Of a snippet, the share that stands before the first match.
const LEAD = 0.2;

interface Wanted {
  /** Folded hashes of all tokens, and of those that mean something by themselves. */
  readonly all: Set<number>;
  readonly alone: Set<number>;
  /** Folded hash to the hashes that follow it in the query, and how many of the query must stand in a row to mark the two. */
  readonly pairs: Map<number, Map<number, number>>;
  /** 1 at the last bits of every hash of the query: most tokens of a text are dismissed by one look. */
  readonly hints: Uint8Array;
}

const HINTS = 1 << 10;

// What a token of a text is worth to a snippet: one that is marked, and one of the query that is not.
const MARKED = 3;
const SHARED = 1;

// A page of hits asks for one query again and again.
let latest: { readonly query: string; readonly wanted: Wanted } | undefined;

function wantedOf(query: string): Wanted {
  if (latest?.query !== query) latest = { query, wanted: readWanted(query) };
  return latest.wanted;
}

// Of a word of three syllables two are another word: ບໍລິສັດ is not meant by ບໍລິການ.
const ROW = 3;

function readWanted(query: string): Wanted {
  const { count, folded, joined, starts, ends } = tokensOf(normalise(query));
  const pairs = new Map<number, Map<number, number>>();
  const pair = (index: number, row: number): void => {
    const after = pairs.get(folded[index - 1] ?? 0) ?? new Map<number, number>();
    const second = folded[index] ?? 0;
    pairs.set(folded[index - 1] ?? 0, after.set(second, Math.min(row, after.get(second) ?? row)));
  };
  const alone = new Set<number>();
  for (let first = 0, end = 1; first < count; first = end++) {
    if (first > 0 && joined[first] === 1) pair(first, 2);
    while (end < count && starts[end] === ends[end - 1]) end++;
    for (let i = first + 1; i < end; i++) pair(i, Math.min(ROW, end - first));
    // One syllable of a longer word is in half of all texts and explains nothing.
    if (end === first + 1) alone.add(folded[first] ?? 0);
  }
  const hints = new Uint8Array(HINTS);
  for (let i = 0; i < count; i++) hints[(folded[i] ?? 0) & (HINTS - 1)] = 1;
  return { all: new Set(folded.subarray(0, count)), alone, pairs, hints };
}

// Rows of neighbours are marked first; a token of the query that is in no row found is then marked alone.
function matchesOf({ count, folded, joined }: Tokens, wanted: Wanted): Uint8Array {
  const { hints } = wanted;
  const marks = new Uint8Array(count);
  const paired = new Set<number>();
  for (let i = 1; i < count; i++) {
    let [end, row] = [i, Number.POSITIVE_INFINITY];
    for (; end < count && joined[end] === 1 && hints[(folded[end] ?? 0) & (HINTS - 1)] === 1; end++) {
      const needed = wanted.pairs.get(folded[end - 1] ?? 0)?.get(folded[end] ?? 0);
      if (needed === undefined) break;
      row = Math.min(row, needed);
    }
    if (end - i + 1 < row) continue;
    for (let k = i - 1; k < end; k++) {
      marks[k] = MARKED;
      paired.add(folded[k] ?? 0);
    }
    i = end;
  }
  for (let i = 0; i < count; i++) {
    const token = folded[i] ?? 0;
    if (hints[token & (HINTS - 1)] === 0) continue;
    if (marks[i] === MARKED || !wanted.all.has(token)) continue;
    marks[i] = wanted.alone.has(token) && !paired.has(token) ? MARKED : SHARED;
  }
  return marks;
}

interface Range {
  readonly first: number;
  /** One past the last token. */
  readonly end: number;
}

// The first window that is worth most, moved so that its first match stands a little inside.
function densest(marks: Uint8Array, size: number): Range {
  if (marks.length <= size) return { first: 0, end: marks.length };
  let held = 0;
  let most = -1;
  let best = 0;
  for (let i = 0; i < marks.length; i++) {
    held += (marks[i] ?? 0) - (i >= size ? (marks[i - size] ?? 0) : 0);
    if (held > most) {
      most = held;
      best = Math.max(0, i - size + 1);
    }
  }
  const match = marks.findIndex((mark, at) => at >= best && mark > 0);
  const first = most <= 0 ? 0 : Math.max(0, Math.min(match - Math.floor(size * LEAD), marks.length - size));
  return { first, end: first + size };
}

// The way back is only asked for where the text is not normal as it stands.
function rawPlaces(raw: string, normalised: string): (index: number) => number {
  if (raw === normalised) return index => index;
  const { offsets } = normaliseWithOffsets(raw);
  return index => offsets[index] ?? raw.length;
}

function piecesOf(raw: string, tokens: Tokens, marks: Uint8Array, range: Range): Piece[] {
  if (range.end - range.first === tokens.count && !marks.includes(MARKED))
    return raw === '' ? [] : [{ text: raw, marked: false }];
  const pieces: Piece[] = [];
  const rawAt = rawPlaces(raw, tokens.text);
  let done = range.first === 0 ? 0 : rawAt(tokens.starts[range.first] ?? 0);
  const last = range.end >= tokens.count ? raw.length : rawAt(tokens.ends[range.end - 1] ?? 0);
  const put = (to: number, marked: boolean): void => {
    if (to > done) pieces.push({ text: raw.slice(done, to), marked });
    done = Math.max(done, to);
  };
  for (let i = range.first; i < range.end; i++) {
    if (marks[i] !== MARKED) continue;
    const from = i;
    while (i + 1 < range.end && marks[i + 1] === MARKED && tokens.joined[i + 1] === 1) i++;
    put(rawAt(tokens.starts[from] ?? 0), false);
    put(rawAt(tokens.ends[i] ?? 0), true);
  }
  put(last, false);
  return pieces;
}

/**
 * The part of a raw text where it answers the query best, in pieces: neighbours of the query found side by side (folded) are marked, and
 * its other words of one syllable wherever they stand. At most maxSyllables (40 unless said) syllables and words; the start
 * of the text if nothing is shared.
 */
export function snippet(query: string, text: string, options: HighlightOptions = {}): Snippet {
  const wanted = wantedOf(query);
  const tokens = tokensOf(normalise(text));
  const marks = matchesOf(tokens, wanted);
  const range = densest(marks, Math.max(1, options.maxSyllables ?? SNIPPET_SYLLABLES));
  return {
    pieces: piecesOf(text, tokens, marks, range),
    cutBefore: range.first > 0,
    cutAfter: range.end < tokens.count,
  };
}

/** The pieces of a snippet with … where text was left out. */
export function cutPieces({ pieces, cutBefore, cutAfter }: Snippet): readonly Piece[] {
  const cut = { text: '…', marked: false };
  return [...(cutBefore ? [cut] : []), ...pieces, ...(cutAfter ? [cut] : [])];
}

/** The pieces of snippet; without maxSyllables they are the whole text. */
export function highlight(query: string, text: string, options: HighlightOptions = {}): readonly Piece[] {
  return snippet(query, text, { maxSyllables: options.maxSyllables ?? Number.POSITIVE_INFINITY }).pieces;
}
