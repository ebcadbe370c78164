// Splits normalised text into syllables, and words of other scripts, with their places.
// It uses no dictionary and not Intl.Segmenter, whose result changes with the encoding of the same text.
import { isForeignLetter, isForeignMark } from './character.ts';
import { CONSONANT, isLaoMark, kindOf, PREVOWEL, SARA_AM } from './letter.ts';
import { normalise } from './normalise.ts';
import { trailEnd } from './syllable-end.ts';
import { syllableEnd } from './syllable-trie.ts';
import { at, codePointAt, type Units, unitsOf } from './units.ts';

/** A Lao syllable (or abbreviation), or a run of letters and digits of another script: [start, end) in the text given. */
export interface Syllable {
  readonly start: number;
  readonly end: number;
  readonly kind: 'lao' | 'word';
}

function isAsciiWord(c: number): boolean {
  return (c >= 0x61 && c <= 0x7a) || (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a);
}

/** Where the run of letters and digits of another script ends that begins at start. */
export function wordEnd(text: Units, start: number): number {
  let i = start;
  for (;;) {
    const c = at(text, i);
    if (c < 0x80) {
      if (!isAsciiWord(c)) return i;
      i++;
    } else {
      const codePoint = codePointAt(text, i);
      if (isForeignLetter(codePoint) || isForeignMark(codePoint)) i += codePoint > 0xffff ? 2 : 1;
      // ໐ໍາ: what is drawn above a figure stays with it.
      else if (i > start && (isLaoMark(c) || c === SARA_AM)) i++;
      else return i;
    }
  }
}

// 1 for a unit that begins a Lao syllable, or a word in ASCII; 2 for one of which the platform has to be asked.
const BEGINNINGS = Uint8Array.from({ length: 0x10000 }, (_, c) => {
  const kind = kindOf(c);
  if (kind !== 0) return kind === CONSONANT || kind === PREVOWEL ? 1 : 0;
  return c < 0x80 ? Number(isAsciiWord(c)) : 2;
});

/** Where the next syllable or word begins, at or after the index; the length of the text if there is none. */
export function tokenStart(text: Units, index: number, length: number): number {
  let i = index;
  while (i < length) {
    const begins = BEGINNINGS[at(text, i)] ?? 0;
    if (begins === 1) return i;
    if (begins === 0) i++;
    else {
      const codePoint = codePointAt(text, i);
      if (isForeignLetter(codePoint)) return i;
      i += codePoint > 0xffff ? 2 : 1;
    }
  }
  return length;
}

/** Where the marks of another script end that follow a syllable or word, with Lao that cannot stand without them. */
export function foreignMarksEnd(text: Units, start: number): number {
  let end = start;
  for (let c = at(text, end); c >= 0x300 && (c & 0xff80) !== 0x0e80; c = at(text, end)) {
    const codePoint = codePointAt(text, end);
    if (!isForeignMark(codePoint)) break;
    end = trailEnd(text, end + (codePoint > 0xffff ? 2 : 1));
  }
  return end;
}

/** Where the syllable or word that begins at start ends; a mark of any script stays with its base. */
export function tokenEnd(text: Units, start: number): number {
  const isLao = kindOf(at(text, start)) !== 0;
  return foreignMarksEnd(text, isLao ? syllableEnd(text, start) : wordEnd(text, start));
}

/**
 * The syllables and words of a normalised text, in order, with their places in it; spaces, punctuation and marks without a
 * base belong to none. An abbreviation without vowels (ສປປ) is one syllable. Takes any string; refuses nothing.
 */
export function syllables(normalised: string): Syllable[] {
  const units = unitsOf(normalised);
  const { length } = normalised;
  const found: Syllable[] = [];
  for (let start = tokenStart(units, 0, length); start < length; ) {
    const end = tokenEnd(units, start);
    found.push({ start, end, kind: kindOf(at(units, start)) === 0 ? 'word' : 'lao' });
    start = tokenStart(units, end, length);
  }
  return found;
}

/** The syllables and words of any text as strings, after normalising it. */
export function splitSyllables(text: string): string[] {
  const normalised = normalise(text);
  return syllables(normalised).map(({ start, end }) => normalised.slice(start, end));
}
