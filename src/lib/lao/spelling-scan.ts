// One pass over the code units of a text that applies the rules N1-N15 and notes where each unit came from.
// It never allocates per letter: the two scratch arrays are kept between calls. NFC is canonical.ts's work.
import { isInvisible } from './canonical.ts';
import {
  HO_MO,
  HO_NO,
  HO_SUNG,
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

const SPACE = 0x20;
const SCRATCH_KEPT_UNITS = 1 << 20;
const CHUNK_UNITS = 4096;

let out = new Uint16Array(4096);
let from = new Uint32Array(4096);
let length = 0;
let changed = false;
// How far vowelMarkFollows has looked, and what it saw there.
let lookedTo = 0;
let markAhead = false;

// What a Lao letter asks of the scan; 0 is "copy it".
const [DIGIT, REPEAT, TONE_MARK, MARK, AA, E, AFTER_HO, AM] = [1, 2, 3, 4, 5, 6, 7, 8];
const WORK = new Uint8Array(128);
WORK.fill(DIGIT, 0x50, 0x5a);
for (const c of [0x0eaf, 0x0ec6]) WORK[c & 0x7f] = REPEAT;
WORK.fill(TONE_MARK, 0x48, 0x4c);
WORK.fill(MARK, 0x34, 0x3d);
for (const c of [0x0eb1, 0x0ecc, 0x0ecd, 0x0ece]) WORK[c & 0x7f] = MARK;
WORK[SARA_AA & 0x7f] = AA;
WORK[SARA_AM & 0x7f] = AM;
WORK[SARA_E & 0x7f] = E;
for (const c of [NO, MO, LO]) WORK[c & 0x7f] = AFTER_HO;

const at = (index: number): number => out[index] ?? 0;
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
    const last = at(length - 1);
    if (length === 0) break;
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
  const tone = at(length - 1);
  if (length === 0 || !isTone(tone) || !goesBeforeTone(c)) {
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
  if (length > 0 && at(length - 1) === SARA_AM) changed = true;
  else push(SARA_AM, index);
}

// N9: the tone that stands last moves in front of the ຳ before it, and N7 may then drop it.
function settleTone(): void {
  if (length < 2 || at(length - 2) !== SARA_AM) return;
  changed = true;
  out[length - 2] = at(length - 1);
  if (length > 2 && isTone(at(length - 3))) length--;
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
  if (length > 0 && isTone(at(length - 1))) {
    changed = true;
    return;
  }
  push(c, index);
  if (at(length - 2) === SARA_AM && !vowelMarkFollows(text, index)) settleTone();
}

// N8: ໍ + (tone) + າ is ຳ typed in two strokes.
function aaOn(index: number): void {
  const last = at(length - 1);
  if (length > 0 && last === NIGGAHITA) {
    const seat = from[--length] ?? index;
    amOn(seat);
  } else if (length > 1 && isTone(last) && at(length - 2) === NIGGAHITA) {
    const [toneSeat = 0, vowelSeat = 0] = from.subarray(length - 2, length);
    length -= 2;
    push(last, toneSeat);
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
  if (length === 0 || at(length - 1) !== first) {
    push(c, index);
    return;
  }
  changed = true;
  if (joined === SEMIVOWEL_LO) addMark(joined, index);
  else out[length - 1] = joined;
}

function laoOn(c: number, index: number, text: string): void {
  const work = WORK[c & 0x7f] ?? 0;
  if (work === TONE_MARK) toneOn(c, index, text);
  else if (work === MARK) markOn(c, index);
  else if (work === AA) aaOn(index);
  else if (work === AM) amOn(index);
  else if (work === E) joinOn(c, index, SARA_E, SARA_EI);
  else if (work === AFTER_HO) joinOn(c, index, HO_SUNG, c === NO ? HO_NO : c === MO ? HO_MO : SEMIVOWEL_LO);
  else {
    changed = true;
    push(work === DIGIT ? c - 0x0ea0 : SPACE, index);
  }
}

function isWideSpace(c: number): boolean {
  return c === 0x00a0 || (c >= 0x2000 && c <= 0x200a) || c === 0x202f || c === 0x3000;
}

// Everything here is in NFC wherever it stands, so that only other letters send a text to canonical.ts.
function isSettled(c: number): boolean {
  return c < 0x100 || (c >= 0x2000 && c <= 0x20cf) || c === 0x3000 || c === 0xfeff;
}

function otherOn(c: number, index: number): void {
  if (isInvisible(c)) changed = true;
  else if (isWideSpace(c)) {
    changed = true;
    push(SPACE, index);
  } else if ((c >= 0x41 && c <= 0x5a) || (c >= 0xc0 && c <= 0xde && c !== 0xd7)) {
    changed = true;
    push(c + 0x20, index);
  } else push(c, index);
}

function prepare(units: number): void {
  length = 0;
  changed = false;
  lookedTo = 0;
  if (out.length >= units && (out.length <= SCRATCH_KEPT_UNITS || units > SCRATCH_KEPT_UNITS)) return;
  const size = Math.max(4096, Math.ceil(units * 1.25));
  out = new Uint16Array(size);
  from = new Uint32Array(size);
}

/** What a scan came to: a letter of another script stopped it, nothing had to change, or it was rewritten. */
export type Scan = 'foreign' | 'same' | 'rewritten';

/** Applies N1-N15 to the text; the outcome is read with scannedText and scannedOffsets before the next scan. */
export function scan(text: string, canonical: boolean): Scan {
  prepare(text.length);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if ((c & 0xff80) === 0x0e80) {
      if (WORK[c & 0x7f] === 0) {
        out[length] = c;
        from[length++] = i;
      } else if (c === 0x0eba && !canonical) return 'foreign';
      else laoOn(c, i, text);
    } else if (c >= 0x61 && c < 0x80) push(c, i);
    else if (canonical || isSettled(c)) otherOn(c, i);
    else return 'foreign';
  }
  return changed ? 'rewritten' : 'same';
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
