// Splits normalised text into syllables by rule (initial, vowel frame, optional final with look-ahead) and words.
// It uses no dictionary and not Intl.Segmenter, whose result changes with the encoding of the same text.
import {
  CANCELLATION,
  CONSONANT,
  HO_SUNG,
  isLaoMark,
  kindOf,
  LO,
  MAI_KAN,
  MAI_KON,
  NIGGAHITA,
  NYO,
  O,
  OTHER_MARK,
  POSTVOWEL,
  PREVOWEL,
  RO,
  SARA_A,
  SARA_AA,
  SARA_AI,
  SARA_AM,
  SARA_AY,
  SARA_E,
  SEMIVOWEL,
  SEMIVOWEL_LO,
  TONE,
  VOWEL_MARK,
  WO,
} from './letter.ts';
import { normalise } from './normalise.ts';
import {
  isAfterHo,
  isConsonant,
  isInitialGlide,
  isNaturalFinal,
  isStopBeforeRo,
  opensAfter,
  signFollows,
  startsSyllable,
  takesWo,
} from './syllable-start.ts';

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
    else if (i > start && isLaoMark(c)) i++;
    else return i;
  }
}

// ຫຍ ຫງ, C + ຼ, C + ວ/ຣ/ລ with a vowel of its own. After a prevowel ວ and ຣ are doubtful (ໂຄ-ວິດ, ເປ-ຣູ).
function initialEnd(text: string, start: number, afterPrevowel: boolean): number {
  const c = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  const single = start + 1;
  if (next === SEMIVOWEL_LO) return start + 2;
  if (c === HO_SUNG && next !== WO && isAfterHo(next)) {
    return afterPrevowel || opensAfter(text, single) ? start + 2 : single;
  }
  if (afterPrevowel) return prevowelCluster(text, start) ? start + 2 : single;
  if (next === WO) return isInitialGlide(text, single) ? start + 2 : single;
  return (next === RO || next === LO) && opensAfter(text, single) ? start + 2 : single;
}

function prevowelCluster(text: string, start: number): boolean {
  const next = text.charCodeAt(start + 1);
  const third = text.charCodeAt(start + 2);
  const closed = isConsonant(third) && !startsSyllable(text, start + 2, false);
  if (next === WO && takesWo(text.charCodeAt(start))) {
    const toned = kindOf(third) === TONE && kindOf(text.charCodeAt(start + 3)) !== POSTVOWEL;
    return toned || !startsSyllable(text, start + 1, false);
  }
  if (next !== RO || !isStopBeforeRo(text.charCodeAt(start))) return false;
  return closed || kindOf(third) === TONE || third === MAI_KON || third === 0x0eb5 || third === 0x0eb7;
}

// What cannot begin a syllable belongs to the one before it: stray marks, doubled vowels, letters silenced with ໌.
function trailEnd(text: string, start: number): number {
  let i = start;
  for (;;) {
    const kind = kindOf(text.charCodeAt(i));
    if (kind === 0 || kind === PREVOWEL) return i;
    if (kind !== CONSONANT) i++;
    else if (text.charCodeAt(i + 1) === CANCELLATION) i += 2;
    else if (isConsonant(text.charCodeAt(i + 1)) && text.charCodeAt(i + 2) === CANCELLATION) i += 3;
    else return i;
  }
}

function finalEnd(text: string, start: number, needy: boolean): number {
  // A silenced letter may stand before the final (ຟິລ໌ມ).
  let index = start;
  while (isConsonant(text.charCodeAt(index)) && text.charCodeAt(index + 1) === CANCELLATION) index += 2;
  const c = text.charCodeAt(index);
  if (!isConsonant(c) || startsSyllable(text, index, needy)) return trailEnd(text, index);
  if (!needy && !isNaturalFinal(c)) {
    // A letter that ends loan words only, with another bare letter after it, begins an abbreviation (ສປປ).
    const next = text.charCodeAt(index + 1);
    if (isConsonant(next) && !startsSyllable(text, index + 1, false)) return trailEnd(text, index);
  }
  return trailEnd(text, index + 1);
}

function skipTone(text: string, index: number): number {
  return kindOf(text.charCodeAt(index)) === TONE ? index + 1 : index;
}

function isVowelGlide(text: string, index: number, glide: number): boolean {
  return text.charCodeAt(index) === glide && !isInitialGlide(text, index);
}

// The marks on the initial: returns their end, and leaves the vowel among them in markVowel.
let markVowel = 0;
function marksEnd(text: string, start: number): number {
  markVowel = 0;
  for (let i = start; ; i++) {
    const c = text.charCodeAt(i);
    const kind = kindOf(c);
    if (kind === VOWEL_MARK) markVowel = c;
    else if (kind !== TONE && kind !== OTHER_MARK) return i;
  }
}

// A run of consonants without a vowel is an abbreviation; it ends where a syllable with a native final begins.
function abbreviationEnd(text: string, start: number): number {
  let i = start + 1;
  while (isConsonant(text.charCodeAt(i)) && !breaksAbbreviation(text, i)) i++;
  return trailEnd(text, i);
}

function breaksAbbreviation(text: string, index: number): boolean {
  if (signFollows(text, index)) return true;
  const next = text.charCodeAt(index + 1);
  if (next === RO) return false;
  return startsSyllable(text, index, false) && (next !== O || isNaturalFinal(text.charCodeAt(index + 2)));
}

function plainEnd(text: string, start: number): number {
  const i = marksEnd(text, initialEnd(text, start, false));
  const c = text.charCodeAt(i);
  if (markVowel !== 0) return markedEnd(text, i, markVowel);
  if (c === SARA_AA) return finalEnd(text, i + 1, false);
  if (kindOf(c) === POSTVOWEL) return trailEnd(text, i + 1);
  if (kindOf(c) === SEMIVOWEL) return finalEnd(text, i + 1, true);
  if (isVowelGlide(text, i, O)) return finalEnd(text, skipTone(text, i + 1), true);
  if (isVowelGlide(text, i, WO) && isConsonant(text.charCodeAt(skipTone(text, i + 1)))) {
    return finalEnd(text, skipTone(text, i + 1), true);
  }
  if (kindOf(text.charCodeAt(i - 1)) === TONE) return finalEnd(text, i, true);
  return abbreviationEnd(text, start);
}

function markedEnd(text: string, index: number, vowel: number): number {
  if (vowel === NIGGAHITA) return trailEnd(text, index);
  if (vowel !== MAI_KAN && vowel !== MAI_KON) return finalEnd(text, index, false);
  const next = text.charCodeAt(index + 1);
  // ັອ is the short vowel of loan words (ລັອກ, ຊັອບ).
  if (isVowelGlide(text, index, O) && isConsonant(next)) return finalEnd(text, index + 1, true);
  if (text.charCodeAt(index) === WO && (next === SARA_A || !isInitialGlide(text, index)))
    return trailEnd(text, index + 1);
  return finalEnd(text, index, true);
}

function prevowelEnd(text: string, start: number): number {
  const prevowel = text.charCodeAt(start);
  if (!isConsonant(text.charCodeAt(start + 1))) return trailEnd(text, start + 1);
  const i = marksEnd(text, initialEnd(text, start + 1, true));
  const c = text.charCodeAt(i);
  if (prevowel === SARA_AY || prevowel === SARA_AI) return aiEnd(text, i);
  if (kindOf(c) === POSTVOWEL || kindOf(c) === SEMIVOWEL) {
    // ເ-າະ and ເ-ົາ close the syllable, ຽ may have a final.
    return c === SARA_AM || kindOf(c) === POSTVOWEL ? trailEnd(text, i + 1) : finalEnd(text, i + 1, false);
  }
  if (prevowel === SARA_E && isVowelGlide(text, i, O) && markVowel !== MAI_KAN) {
    return finalEnd(text, skipTone(text, i + 1), false);
  }
  return finalEnd(text, i, markVowel === MAI_KAN);
}

// ໃ and ໄ end the syllable, but for ຍ (ໄທຍ) and the one letter of a loan word (ໄລນ).
function aiEnd(text: string, index: number): number {
  const c = text.charCodeAt(index);
  const alone = c === NYO || !isConsonant(text.charCodeAt(index + 1));
  return alone ? finalEnd(text, index, false) : trailEnd(text, index);
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

function bareEnd(text: string, start: number): number {
  const kind = kindOf(text.charCodeAt(start));
  if (kind === CONSONANT) return plainEnd(text, start);
  return kind === PREVOWEL ? prevowelEnd(text, start) : wordEnd(text, start);
}

/** Where the syllable or word that begins at start ends; a mark of any script stays with its base. */
export function tokenEnd(text: string, start: number): number {
  let end = bareEnd(text, start);
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
