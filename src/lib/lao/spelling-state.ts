// Which letters of a text can be copied as they are, or as small letters, by the letter and by what stands before it: nearly all of a text.
// It knows the rules N1-N15 only so far as to see that none applies; spelling-scan.ts applies them.
import { isInvisible } from './canonical.ts';
import { HO_SUNG, LO, MO, NIGGAHITA, NO, SARA_AA, SARA_AM, SARA_E } from './letter.ts';
import { at, type Units } from './units.ts';

// What a unit asks of the scan, and at the same time the state in which it leaves it; WORK: a rule may apply, always. PLAIN is
// also the state at the start of a text.
const [PLAIN, TONE, AA, AM, E, HO, AFTER_HO, TONE_ON_NIGGAHITA, FIRST_MARK] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const WORK = 31;
const STATES = 32;
// This bit makes a capital of Latin-1 a small letter. In a class it says that the letter needs it.
const CASE = 0x20;
// And this one says that it is left out.
const OUT = 0x40;

const MARKS = [0x0eb1, 0x0eb4, 0x0eb5, 0x0eb6, 0x0eb7, 0x0eb8, 0x0eb9, 0x0ebb, 0x0ebc, 0x0ecc, 0x0ecd, 0x0ece];
const markState = (c: number): number => FIRST_MARK + MARKS.indexOf(c);
// ິ ີ ຶ ື stand in one place: of two the short one goes.
const isUpper = (state: number): boolean => state >= markState(0x0eb4) && state <= markState(0x0eb7);

/** True for the spaces that become U+0020. */
export function isWideSpace(c: number): boolean {
  return c === 0x00a0 || (c >= 0x2000 && c <= 0x200a) || c === 0x202f || c === 0x3000;
}

// True for a capital of Latin-1.
function isCapital(c: number): boolean {
  return (c >= 0x41 && c <= 0x5a) || (c >= 0xc0 && c <= 0xde && c !== 0xd7);
}

/** True for what is in NFC wherever it stands, so that only other letters send a text to canonical.ts. */
export function isSettled(c: number): boolean {
  return c < 0x100 || (c >= 0x2000 && c <= 0x20cf) || c === 0x3000 || c === 0xfeff;
}

function plainlyCopied(c: number): boolean {
  if ((c & 0xff80) === 0x0e80) return c !== 0x0eba && c !== 0x0eaf && c !== 0x0ec6 && !(c >= 0x0ed0 && c <= 0x0ed9);
  return isSettled(c) && !isWideSpace(c);
}

const CLASSES = new Uint8Array(0x10000).map((_, c) => (plainlyCopied(c) ? PLAIN : WORK));
CLASSES.fill(TONE, 0x0ec8, 0x0ecc);
for (const c of MARKS) CLASSES[c] = markState(c);
for (const c of [NO, MO, LO]) CLASSES[c] = AFTER_HO;
CLASSES[SARA_AA] = AA;
CLASSES[SARA_AM] = AM;
CLASSES[SARA_E] = E;
CLASSES[HO_SUNG] = HO;
for (let c = 0; c < 0x100; c++) if (isCapital(c)) CLASSES[c] = PLAIN | CASE;
// Breaks of width zero are as common in some news as spaces in others.
for (let c = 0; c < CLASSES.length; c++) if (isInvisible(c)) CLASSES[c] = OUT;

// Where no rule can apply, the state that follows; else WORK.
function nextOf(state: number, asked: number): number {
  if (asked >= OUT) return state;
  const unit = asked & WORK;
  const toned = state === TONE || state === TONE_ON_NIGGAHITA;
  const niggahita = state === markState(NIGGAHITA);
  if (unit === TONE) return toned || state === AM ? WORK : niggahita ? TONE_ON_NIGGAHITA : TONE;
  if (unit === AA) return niggahita || state === TONE_ON_NIGGAHITA ? WORK : AA;
  if (unit === AM || unit === E) return state === unit ? WORK : unit;
  if (unit === AFTER_HO) return state === HO ? WORK : unit;
  if (unit < FIRST_MARK) return unit;
  return toned || state === unit || (isUpper(state) && isUpper(unit)) ? WORK : unit;
}

const STEPS = Uint8Array.from({ length: 4 * STATES * STATES }, (_, step) => nextOf(step >> 7, step & 0x7f));

// The state behind so many units.
function stateBehind(units: Units, length: number): number {
  const state = length === 0 ? PLAIN : (CLASSES[at(units, length - 1)] ?? WORK);
  if (state === WORK) return PLAIN;
  return state === TONE && length > 1 && at(units, length - 2) === NIGGAHITA ? TONE_ON_NIGGAHITA : state;
}

let copied = 0;
let altered = false;

/** How many units there were after the last copy. */
export function copiedLength(): number {
  return copied;
}

/** True if the last copy made a capital small or left something out. */
export function copyAltered(): boolean {
  return altered;
}

/**
 * Copies units of a text in lower case, from the index on, behind the length units that are there, with their places in the text,
 * and leaves out what is invisible; returns the index of the first that a rule may apply to. It stands beside its tables, which
 * makes it half as fast again.
 */
export function copySettled(text: string, index: number, units: Units, origins: Uint32Array, length: number): number {
  let state = stateBehind(units, length);
  let seen = 0;
  let end = length;
  let i = index;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const asked = CLASSES[c] ?? WORK;
    state = STEPS[(state << 7) | asked] ?? WORK;
    if (state === WORK) break;
    seen |= asked;
    units[end] = c | (asked & CASE);
    origins[end] = i;
    end += 1 - (asked >> 6);
  }
  copied = end;
  altered = (seen & (CASE | OUT)) !== 0;
  return i;
}
