// Folds a syllable to a form in which spellings that readers take for one word agree: a second token stream, for recall.
// It never ranks: an exact form always comes first, since folding joins words that differ too (ຄັ້ງ and ຄັງ).
import {
  CANCELLATION,
  CONSONANT,
  HO_SUNG,
  kindOf,
  LO,
  MAI_KAN,
  MAI_KON,
  MO,
  NGO,
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
  SARA_O,
  SEMIVOWEL,
  SEMIVOWEL_LO,
  SEMIVOWEL_NYO,
  TONE,
  VOWEL_MARK,
  WO,
} from './letter.ts';
import { type Units, at as unitAt, unitsOf } from './units.ts';

const SYLLABLE_UNITS_MAX = 64;
const clean = new Uint16Array(SYLLABLE_UNITS_MAX);
const folded = new Uint16Array(2 * SYLLABLE_UNITS_MAX);
let cleanLength = 0;
let foldedLength = 0;

function letterMap(pairs: string): Uint16Array {
  const map = Uint16Array.from({ length: 128 }, (_, i) => 0x0e80 + i);
  for (const pair of pairs.split(' ')) map[pair.charCodeAt(0) & 0x7f] = pair.charCodeAt(1);
  return map;
}
const INITIALS = letterMap('ຂຄ ຖທ ຜພ ຝຟ ສຊ ຫຮ ໜນ ໝມ ຣລ');
const FINALS = letterMap('ຣນ ລນ ສດ ຕດ ຈດ ຊດ ທດ ຖດ ພບ ຟບ ປບ ຄກ');
FINALS[SEMIVOWEL_NYO & 0x7f] = NYO;
const VOWELS = letterMap('ະາ');
for (const [from, to] of [
  [MAI_KAN, SARA_AA],
  [0x0eb5, 0x0eb4],
  [0x0eb6, 0x0eb4],
  [0x0eb7, 0x0eb4],
] as const)
  VOWELS[from & 0x7f] = to;
for (const [from, to] of [
  [0x0eb9, 0x0eb8],
  [NIGGAHITA, O],
  [SARA_AY, SARA_AI],
] as const)
  VOWELS[from & 0x7f] = to;

const at = (index: number): number => (index < cleanLength ? (clean[index] ?? 0) : 0);
const put = (c: number): void => {
  folded[foldedLength++] = c;
};
const initial = (c: number): number => INITIALS[c & 0x7f] ?? c;

// ຼ under anything but a consonant is a slip of the hand.
function isSecondLetter(c: number): boolean {
  return c === SEMIVOWEL_LO && kindOf(at(cleanLength - 1)) === CONSONANT;
}

// Tones, and letters silenced by ໌, are not part of the folded form.
function strip(text: Units, start: number, end: number): void {
  cleanLength = 0;
  for (let i = start; i < end && cleanLength < SYLLABLE_UNITS_MAX; i++) {
    const c = unitAt(text, i);
    const kind = kindOf(c);
    if (kind === TONE || (kind === OTHER_MARK && !isSecondLetter(c))) continue;
    if (i + 1 < end && unitAt(text, i + 1) === CANCELLATION) continue;
    clean[cleanLength++] = c;
  }
}

function isVowelSign(c: number): boolean {
  const kind = kindOf(c);
  return kind === VOWEL_MARK || kind === POSTVOWEL || kind === SEMIVOWEL;
}

// A vowel comes at this place: a sign, or ອ or ວ before a final.
function vowelAt(index: number): boolean {
  const c = at(index);
  return isVowelSign(c) || (c === O && at(index + 1) !== 0) || (c === WO && kindOf(at(index + 1)) === CONSONANT);
}

// Puts the folded initial, and returns the place after it.
function foldInitial(index: number, prevowel: number): number {
  const c = at(index);
  const next = at(index + 1);
  const vowelled = prevowel !== 0 || vowelAt(index + 2) || (at(index + 2) === O && at(index + 3) === 0);
  if (next === SEMIVOWEL_LO) put(c === HO_SUNG ? LO : initial(c));
  else if (c === HO_SUNG && vowelled && (next === NGO || next === NYO || next === RO)) put(initial(next));
  else if (next === RO && vowelled) put(initial(c));
  else if (next === WO && isConsonantalWo(index + 1, prevowel)) {
    if (c !== HO_SUNG) put(initial(c));
    put(WO);
  } else if (next === LO && prevowel === 0 && vowelled) {
    put(initial(c));
    put(LO);
  } else {
    put(initial(c));
    return index + 1;
  }
  return index + 2;
}

function isConsonantalWo(index: number, prevowel: number): boolean {
  if (isVowelSign(at(index + 1))) return true;
  if (prevowel === SARA_AI || prevowel === SARA_AY) return true;
  return prevowel !== 0 && kindOf(at(index + 1)) === CONSONANT;
}

function foldFinals(index: number): void {
  for (let i = index; i < cleanLength; i++) {
    const c = at(i);
    if (c === SARA_AM) {
      put(SARA_AA);
      put(MO);
    } else put((isVowelSign(c) && kindOf(c) !== SEMIVOWEL ? VOWELS[c & 0x7f] : FINALS[c & 0x7f]) ?? c);
  }
}

// After ເ: ເ-ັຍ and ເ-ຍ are ຽ, ເ-ົາ and ເ-າະ are vowels of their own, and ະ or ັ only shorten.
// Like the three below it returns the place where the finals begin.
function foldAfterE(index: number): number {
  const c = at(index);
  const next = at(index + 1);
  const glide = c === MAI_KAN ? next : c;
  if (glide === NYO || glide === SEMIVOWEL_NYO) {
    folded.copyWithin(0, 1, foldedLength);
    folded[foldedLength - 1] = SEMIVOWEL_NYO;
    return index + (c === MAI_KAN ? 2 : 1);
  }
  if ((c === MAI_KON && next === SARA_AA) || (c === SARA_AA && next === SARA_A)) {
    put(c);
    put(next);
    return index + 2;
  }
  return c === MAI_KAN || c === SARA_A ? index + 1 : index;
}

function foldAfterPrevowel(index: number, prevowel: number): number {
  const c = at(index);
  if (prevowel === SARA_E) return foldAfterE(index);
  if (prevowel === SARA_AI || prevowel === SARA_AY) return c === NYO || c === SEMIVOWEL_NYO ? index + 1 : index;
  return c === MAI_KAN || c === SARA_A ? index + 1 : index;
}

// Without a prevowel: ົວ and ັວ are ວ, ັອ is ອ, and ົ is ໂ, which is written first.
function foldPlain(index: number): number {
  const c = at(index);
  const next = at(index + 1);
  const closes = at(index + 2) === 0 || at(index + 2) === SARA_A;
  if ((c === MAI_KON || c === MAI_KAN) && next === WO && closes) {
    put(WO);
    return cleanLength;
  }
  if (c === MAI_KAN && next === O) return index + 1;
  // ປລົງ is left as it is: ໂປລງ would be read as ໂປນ.
  if (c === MAI_KON && !(foldedLength === 2 && folded[1] === LO)) {
    folded.copyWithin(1, 0, foldedLength++);
    folded[0] = SARA_O;
    return index + 1;
  }
  // ອ, ວ and ຽ between initial and final are vowels: they stay as they are.
  if (c !== O && c !== WO && c !== SEMIVOWEL_NYO) return index;
  put(c);
  return index + 1;
}

function foldLao(): void {
  const prevowel = kindOf(at(0)) === PREVOWEL ? at(0) : 0;
  const start = prevowel === 0 ? 0 : 1;
  if (prevowel !== 0) put(prevowel === SARA_AY ? SARA_AI : prevowel);
  if (kindOf(at(start)) !== CONSONANT) {
    foldFinals(start);
    return;
  }
  const rest = foldInitial(start, prevowel);
  const c = at(rest);
  if (prevowel !== 0) foldFinals(foldAfterPrevowel(rest, prevowel));
  else if (isVowelSign(c) || c === O || c === WO) foldFinals(foldPlain(rest));
  else foldAbbreviation();
}

function foldAbbreviation(): void {
  foldedLength = 0;
  for (let i = 0; i < cleanLength; i++) put(at(i));
}

/** The folded units of the last syllable folded; valid until the next fold. */
export function foldedUnits(): Uint16Array {
  return folded;
}

/** Folds the Lao syllable at [start, end) of a normalised text; returns how many units foldedUnits then holds. */
export function foldSpan(text: Units, start: number, end: number): number {
  strip(text, start, end);
  foldedLength = 0;
  foldLao();
  return foldedLength;
}

/**
 * The folded form of one normalised syllable, or of a word, which comes back as it is. Tones and silenced letters go;
 * short vowels become long; high and low letters of one sound become one; a letter after ຫ or before ຣ and ຼ is simplified;
 * finals become the one letter of their sound. Only the first 64 units count: no syllable is longer.
 */
export function fold(syllable: string): string {
  if (kindOf(syllable.charCodeAt(0)) === 0) return syllable;
  const length = foldSpan(unitsOf(syllable), 0, syllable.length);
  return String.fromCharCode(...folded.subarray(0, length));
}
