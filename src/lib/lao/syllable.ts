// Splits normalised text into syllables, and words of other scripts, with their places.
// It uses no dictionary and not Intl.Segmenter, whose result changes with the encoding of the same text.
import { CONSONANT, isLaoMark, kindOf, PREVOWEL, SARA_AM } from './letter.ts';
import { normalise } from './normalise.ts';
import { syllableEnd, trailEnd } from './syllable-end.ts';

/** A Lao syllable (or abbreviation), or a run of letters and digits of another script: [start, end) in the text given. */
export interface Syllable {
  readonly start: number;
  readonly end: number;
  readonly kind: 'lao' | 'word';
}

const WORD_CHARACTER = /^[\p{L}\p{N}\p{M}]$/u;
const MARK = /^\p{M}$/u;

function isWordCharacter(codePoint: number): boolean {
  if (codePoint < 0x80) return (codePoint >= 0x61 && codePoint <= 0x7a) || (codePoint >= 0x30 && codePoint <= 0x39);
  return kindOf(codePoint) === 0 && WORD_CHARACTER.test(String.fromCodePoint(codePoint));
}

function wordEnd(text: string, start: number): number {
  let i = start;
  for (;;) {
    const c = text.codePointAt(i) ?? 0;
    if (c >= 0x41 && c <= 0x5a) i++;
    else if (isWordCharacter(c)) i += c > 0xffff ? 2 : 1;
    // ໐ໍາ: what is drawn above a figure stays with it.
    else if (i > start && (isLaoMark(c) || c === SARA_AM)) i++;
    else return i;
  }
}

function isForeignMark(codePoint: number): boolean {
  return codePoint >= 0x300 && kindOf(codePoint) === 0 && MARK.test(String.fromCodePoint(codePoint));
}

function beginsToken(codePoint: number): boolean {
  const kind = kindOf(codePoint);
  if (kind !== 0) return kind === CONSONANT || kind === PREVOWEL;
  if (codePoint >= 0x41 && codePoint <= 0x5a) return true;
  return isWordCharacter(codePoint) && !isForeignMark(codePoint);
}

/** Where the next syllable or word begins, at or after the index; the length of the text if there is none. */
export function tokenStart(text: string, index: number): number {
  let i = index;
  while (i < text.length) {
    const c = text.codePointAt(i) ?? 0;
    if (beginsToken(c)) return i;
    i += c > 0xffff ? 2 : 1;
  }
  return text.length;
}

/** Where the syllable or word that begins at start ends; a mark of any script stays with its base. */
export function tokenEnd(text: string, start: number): number {
  let end = kindOf(text.charCodeAt(start)) === 0 ? wordEnd(text, start) : syllableEnd(text, start);
  for (let c = text.charCodeAt(end); c >= 0x300 && (c & 0xff80) !== 0x0e80; c = text.charCodeAt(end)) {
    const codePoint = text.codePointAt(end) ?? 0;
    if (!isForeignMark(codePoint)) break;
    end = trailEnd(text, end + (codePoint > 0xffff ? 2 : 1));
  }
  return end;
}

/**
 * The syllables and words of a normalised text, in order, with their places in it; spaces, punctuation and marks without a
 * base belong to none. An abbreviation without vowels (ສປປ) is one syllable. Takes any string; refuses nothing.
 */
export function syllables(normalised: string): Syllable[] {
  const found: Syllable[] = [];
  for (let start = tokenStart(normalised, 0); start < normalised.length; ) {
    const end = tokenEnd(normalised, start);
    found.push({ start, end, kind: kindOf(normalised.charCodeAt(start)) === 0 ? 'word' : 'lao' });
    start = tokenStart(normalised, end);
  }
  return found;
}

/** The syllables and words of any text as strings, after normalising it. */
export function splitSyllables(text: string): string[] {
  const normalised = normalise(text);
  return syllables(normalised).map(({ start, end }) => normalised.slice(start, end));
}
