// Look-ahead in normalised Lao: does the consonant here open a syllable of its own, or close the one before it?
// It reads at most four letters on, so that a text is split in one pass whatever it holds.

import {
  CANCELLATION,
  CONSONANT,
  HO_MO,
  HO_NO,
  HO_SUNG,
  kindOf,
  MAI_KAN,
  NGO,
  NYO,
  O,
  OTHER_MARK,
  POSTVOWEL,
  RO,
  SARA_AA,
  SEMIVOWEL,
  SEMIVOWEL_LO,
  TONE,
  VOWEL_MARK,
  WO,
} from './letter.ts';
import { look, type Units } from './units.ts';

const setOf = (letters: string): Uint8Array => {
  const set = new Uint8Array(128);
  for (const letter of letters) set[letter.charCodeAt(0) & 0x7f] = 1;
  return set;
};
const NATURAL_FINALS = setOf('ກງຍດນບມວ');
const NEVER_FINAL_BEFORE_WO = setOf('ຂຄຫຖ');
const SELDOM_FINAL_BEFORE_WO = setOf('ກຂຄຫຖສຊທຕຈ');
const BEFORE_RO = setOf('ກຂຄດຕທບປຜຝພຟສ');
const AFTER_HO = setOf('ງຍຣວ');
const has = (set: Uint8Array, c: number): boolean => (c & 0xff80) === 0x0e80 && set[c & 0x7f] === 1;

export const isConsonant = (c: number): boolean => kindOf(c) === CONSONANT;
/** One of the eight letters Lao words end in; others end loan words only. */
export const isNaturalFinal = (c: number): boolean => has(NATURAL_FINALS, c);
export const isStopBeforeRo = (c: number): boolean => has(BEFORE_RO, c);
export const isNeverFinalBeforeWo = (c: number): boolean => has(NEVER_FINAL_BEFORE_WO, c);
export const takesWo = (c: number): boolean => has(SELDOM_FINAL_BEFORE_WO, c);

/** True if a vowel sign, tone, ຽ or ຼ follows the consonant: it is an initial for certain. */
export function signFollows(text: Units, index: number): boolean {
  const c = look(text, index + 1);
  const kind = kindOf(c);
  if (kind === OTHER_MARK) return c === SEMIVOWEL_LO;
  return kind === VOWEL_MARK || kind === POSTVOWEL || kind === TONE || kind === SEMIVOWEL;
}

/** True if ອ or ວ here begins a syllable (or is the second half of one's initial), and is not the vowel after a consonant. */
export function isInitialGlide(text: Units, index: number): boolean {
  const next = look(text, index + 1);
  if (next === O || next === WO) return !signFollows(text, index + 1);
  if (kindOf(next) !== TONE) return signFollows(text, index);
  // A tone typed after the vowel (ກອ່ນ) is not a tone of its own syllable, unless a vowel follows it.
  const after = look(text, index + 2);
  return after === O || after === WO || kindOf(after) === POSTVOWEL || kindOf(after) === SEMIVOWEL;
}

// ກວ່າ, ຂວາ, ຄວາມ against ທຸກ-ວັນ: after ກ only ວ with າ is one initial, since ກ is also a common final.
function opensWithWo(text: Units, index: number): boolean {
  const c = look(text, index);
  if (isNeverFinalBeforeWo(c)) return true;
  if (!takesWo(c)) return false;
  const second = look(text, index + 2);
  const vowel = kindOf(second) === TONE ? look(text, index + 3) : second;
  return vowel === SARA_AA || (vowel === MAI_KAN && !isNaturalFinal(c));
}

// The vowels ອ and ວ in the middle of a syllable need a final after them.
function opensWithMedial(text: Units, index: number): boolean {
  if (isInitialGlide(text, index + 1)) return false;
  const after = look(text, index + 2);
  return isConsonant(after) || kindOf(after) === TONE;
}

/**
 * True if the consonant opens a syllable. `needy`: the vowel before it cannot stand without a final (ັ ົ, medial ອ and ວ),
 * so a doubtful two-letter initial gives its first letter away.
 */
export function startsSyllable(text: Units, index: number, needy: boolean): boolean {
  const c = look(text, index);
  if (signFollows(text, index) || c === HO_NO || c === HO_MO) return true;
  const next = look(text, index + 1);
  if (next === CANCELLATION) return false;
  if (next === O) return opensWithMedial(text, index);
  if (next === WO) return opensWithMedial(text, index) || (!needy && opensWithVowelledWo(text, index));
  if (c === HO_SUNG && isAfterHo(next)) return opensAfter(text, index + 1);
  return next === RO && !needy && isStopBeforeRo(c) && signFollows(text, index + 1);
}

function opensWithVowelledWo(text: Units, index: number): boolean {
  return isInitialGlide(text, index + 1) && opensWithWo(text, index);
}

/** The letters that stand behind a silent ຫ, other than those normalised away (ຫຼ ໜ ໝ). */
export function isAfterHo(c: number): boolean {
  return c === NGO || c === NYO || has(AFTER_HO, c);
}

/** True if the second letter of a two-letter initial carries the vowel. */
export function opensAfter(text: Units, index: number): boolean {
  if (signFollows(text, index)) return true;
  const next = look(text, index + 1);
  return (next === O || next === WO) && opensWithMedial(text, index);
}
