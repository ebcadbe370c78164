// One pass over the code units of a text that applies the rules N1-N15 and notes where each unit came from.
// It never allocates per letter: the two scratch arrays are kept between calls. NFC is canonical.ts's work.
import { isInvisible } from './canonical.ts';
import {
  HO_MO,
  HO_NO,
  HO_SUNG,
  isLaoMark,
  kindOf,
  LO,
  MO,
  NIGGAHITA,
  NO,
  SARA_AA,
  SARA_AM,
  SARA_E,
  SARA_EI,
  SEMIVOWEL_LO,
  VOWEL_MARK,
} from './letter.ts';
import { copiedLength, copyAltered, copySettled, isSettled, isWideSpace } from './spelling-state.ts';
import { endUnits, sizeFor, type Units } from './units.ts';

const SPACE = 0x20;
const CHUNK_UNITS = 4096;

let out = new Uint16Array(4096);
let from = new Uint32Array(4096);
let length = 0;
let changed = false;
// How far vowelMarkFollows has looked, and what it saw there.
let lookedTo = 0;
let markAhead = false;

// The last unit but so many; 0 where there is none.
const behind = (back: number): number => (length < back ? 0 : (out[length - back] ?? 0));
const isLaoDigit = (c: number): boolean => c >= 0x0ed0 && c <= 0x0ed9;
const isTone = (c: number): boolean => c >= 0x0ec8 && c <= 0x0ecb;

function push(c: number, index: number): void {
  out[length] = c;
  from[length++] = index;
}

/** Marks that belong before a tone: the vowels above and below, and ຼ. */
function goesBeforeTone(c: number): boolean {
  return c === SEMIVOWEL_LO || kindOf(c) === VOWEL_MARK;
}

// N5 and N6 against the mark that stands last. True if the mark was added.
function addMark(c: number, index: number): boolean {
  let origin = index;
  for (;;) {
    const last = behind(1);
    if (last === c) return false;
    if ((last === 0x0eb5 || last === 0x0eb7) && c >= 0x0eb4 && c <= 0x0eb6) return false;
    const long = c === 0x0eb5 || c === 0x0eb7;
    if (!long || (last !== 0x0eb4 && last !== 0x0eb6)) break;
    length--;
    changed = true;
    origin = from[length] ?? origin;
  }
  push(c, origin);
  return true;
}

// N4: a vowel typed after the tone goes before it. Origins stay in rising order: only letters change seats.
function markOn(c: number, index: number): void {
  const tone = behind(1);
  if (!isTone(tone) || !goesBeforeTone(c)) {
    if (!addMark(c, index)) changed = true;
    return;
  }
  changed = true;
  const origin = from[--length] ?? index;
  addMark(c, origin);
  push(tone, index);
}

// N5 for ຳ, which is a mark and a vowel in one.
function amOn(index: number): void {
  if (behind(1) === SARA_AM) changed = true;
  else push(SARA_AM, index);
}

// N9: the tone that stands last moves in front of the ຳ before it, and N7 may then drop it.
function settleTone(): void {
  if (behind(2) !== SARA_AM) return;
  changed = true;
  out[length - 2] = behind(1);
  if (isTone(behind(3))) length--;
  out[length - 1] = SARA_AM;
}

// A vowel mark still to come takes its place before the tone (N4), and N9 then has nothing to do. One look serves a
// whole run of tones, so that a hostile text costs no more than any other.
function vowelMarkFollows(text: string, index: number): boolean {
  if (index < lookedTo) return markAhead;
  lookedTo = index + 1;
  while (lookedTo < text.length && isSkippedAhead(text.charCodeAt(lookedTo))) lookedTo++;
  markAhead = goesBeforeTone(text.charCodeAt(lookedTo));
  return markAhead;
}

function isSkippedAhead(c: number): boolean {
  return isTone(c) || isInvisible(c);
}

function toneOn(c: number, index: number, text: string): void {
  if (isTone(behind(1))) {
    changed = true;
    return;
  }
  push(c, index);
  if (behind(2) === SARA_AM && !vowelMarkFollows(text, index)) settleTone();
}

// N8: ໍ + (tone) + າ is ຳ typed in two strokes.
function aaOn(index: number): void {
  const last = behind(1);
  if (last === NIGGAHITA) {
    amOn(from[--length] ?? index);
  } else if (isTone(last) && behind(2) === NIGGAHITA) {
    const vowelSeat = from[length - 1] ?? 0;
    length -= 2;
    push(last, from[length] ?? 0);
    settleTone();
    amOn(vowelSeat);
  } else {
    push(SARA_AA, index);
    return;
  }
  changed = true;
}

// N3, and N10-N12: the second half of a letter that was typed as two.
function joinOn(c: number, index: number, first: number, joined: number): void {
  if (behind(1) !== first) {
    push(c, index);
    return;
  }
  changed = true;
  if (joined === SEMIVOWEL_LO) addMark(joined, index);
  else out[length - 1] = joined;
}

// The second half of a letter that was typed as two: the first half, and what they make.
function joinedOn(c: number, index: number): void {
  if (c === SARA_E) joinOn(c, index, SARA_E, SARA_EI);
  else joinOn(c, index, HO_SUNG, c === NO ? HO_NO : c === MO ? HO_MO : SEMIVOWEL_LO);
}

function laoOn(c: number, index: number, text: string): void {
  if (isTone(c)) toneOn(c, index, text);
  else if (c === SARA_AA) aaOn(index);
  else if (c === SARA_AM) amOn(index);
  else if (c === SARA_E || c === NO || c === MO || c === LO) joinedOn(c, index);
  else if (isLaoMark(c)) markOn(c, index);
  else {
    changed = true;
    push(isLaoDigit(c) ? c - 0x0ea0 : SPACE, index);
  }
}

function otherOn(c: number, index: number): void {
  if (isWideSpace(c)) {
    changed = true;
    push(SPACE, index);
  } else push(c, index);
}

function prepare(units: number): void {
  length = 0;
  changed = false;
  lookedTo = 0;
  const size = sizeFor(units, out.length);
  if (size === out.length) return;
  out = new Uint16Array(size);
  from = new Uint32Array(size);
}

/** What a scan came to: a letter of another script stopped it, nothing had to change, or it was rewritten. */
export type Scan = 'foreign' | 'same' | 'rewritten';

// Applies the rules to a unit; false for a letter whose place NFC has to settle first.
function workOn(c: number, index: number, text: string, canonical: boolean): boolean {
  if (c >>> 7 === 0x1d && (c !== 0x0eba || canonical)) laoOn(c, index, text);
  else if (canonical || isSettled(c)) otherOn(c, index);
  else return false;
  return true;
}

/** Applies N1-N15 to the text; the outcome is read with scannedText and its like before the next scan. */
export function scan(text: string, canonical: boolean): Scan {
  prepare(text.length);
  for (let i = 0; i < text.length; i++) {
    i = copySettled(text, i, out, from, length);
    length = copiedLength();
    if (copyAltered()) changed = true;
    if (i < text.length && !workOn(text.charCodeAt(i), i, text, canonical)) return 'foreign';
  }
  endUnits(out, length);
  return changed ? 'rewritten' : 'same';
}

/** The units of the text the last scan made, and how many they are. */
export function scannedUnits(): Units {
  return out;
}
export function scannedLength(): number {
  return length;
}

/** The text the last scan made. */
export function scannedText(): string {
  const parts: string[] = [];
  for (let i = 0; i < length; i += CHUNK_UNITS) {
    const chunk = out.subarray(i, Math.min(length, i + CHUNK_UNITS));
    parts.push(String.fromCharCode.apply(null, chunk as unknown as number[]));
  }
  return parts.join('');
}

/** Where each unit of the last scan's text stood in the text it was given. */
export function scannedOffsets(givenLength: number): Uint32Array {
  const offsets = new Uint32Array(length + 1);
  offsets.set(from.subarray(0, length));
  offsets[length] = givenLength;
  return offsets;
}
