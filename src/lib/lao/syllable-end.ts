// Where a Lao syllable ends, by rule: initial, vowel frame, and a final unless it opens the next syllable.
// Over running text of 50,000 words, 12 edges of dictionary words fell inside a syllable. It reads normalised text only.

import {
  CANCELLATION,
  CONSONANT,
  HO_SUNG,
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
import { look, type Units } from './units.ts';

const SHORT_Y = 0x0eb6;

// ຫຍ ຫງ, C + ຼ, C + ວ/ຣ/ລ with a vowel of its own. After a prevowel ວ and ຣ are doubtful (ໂຄ-ວິດ, ເປ-ຣູ).
function initialEnd(text: Units, start: number, afterPrevowel: boolean): number {
  const c = look(text, start);
  const next = look(text, start + 1);
  const single = start + 1;
  if (next === SEMIVOWEL_LO) return start + 2;
  if (c === HO_SUNG && next !== WO && isAfterHo(next)) {
    return afterPrevowel || opensAfter(text, single) ? start + 2 : single;
  }
  if (afterPrevowel) return prevowelCluster(text, start) ? start + 2 : single;
  if (next === WO) return isInitialGlide(text, single) ? start + 2 : single;
  return (next === RO || next === LO) && opensAfter(text, single) ? start + 2 : single;
}

function prevowelCluster(text: Units, start: number): boolean {
  const next = look(text, start + 1);
  const third = look(text, start + 2);
  const closed = isConsonant(third) && !startsSyllable(text, start + 2, false);
  if (next === WO && takesWo(look(text, start))) {
    const toned = kindOf(third) === TONE && kindOf(look(text, start + 3)) !== POSTVOWEL;
    return toned || !startsSyllable(text, start + 1, false);
  }
  if (next !== RO || !isStopBeforeRo(look(text, start))) return false;
  return closed || kindOf(third) === TONE || third === MAI_KON || third === 0x0eb5 || third === 0x0eb7;
}

/** What cannot begin a syllable belongs to the one before it: stray marks, doubled vowels, letters silenced with ໌. */
export function trailEnd(text: Units, start: number): number {
  let i = start;
  for (;;) {
    const kind = kindOf(look(text, i));
    if (kind === 0 || kind === PREVOWEL) return i;
    if (kind !== CONSONANT) i++;
    else if (look(text, i + 1) === CANCELLATION) i += 2;
    else if (isConsonant(look(text, i + 1)) && look(text, i + 2) === CANCELLATION) i += 3;
    else return i;
  }
}

function finalEnd(text: Units, start: number, needy: boolean): number {
  // A silenced letter may stand before the final (ຟິລ໌ມ).
  let index = start;
  while (isConsonant(look(text, index)) && look(text, index + 1) === CANCELLATION) index += 2;
  const c = look(text, index);
  if (!isConsonant(c) || startsSyllable(text, index, needy)) return trailEnd(text, index);
  if (!needy && !isNaturalFinal(c)) {
    // A letter that ends loan words only, with another bare letter after it, begins an abbreviation (ສປປ).
    const next = look(text, index + 1);
    if (isConsonant(next) && !startsSyllable(text, index + 1, false)) return trailEnd(text, index);
  }
  return trailEnd(text, index + 1);
}

function skipTone(text: Units, index: number): number {
  return kindOf(look(text, index)) === TONE ? index + 1 : index;
}

function isVowelGlide(text: Units, index: number, glide: number): boolean {
  return look(text, index) === glide && !isInitialGlide(text, index);
}

// The marks on the initial: returns their end, and leaves the vowel among them in markVowel.
let markVowel = 0;
function marksEnd(text: Units, start: number): number {
  markVowel = 0;
  for (let i = start; ; i++) {
    const c = look(text, i);
    const kind = kindOf(c);
    if (kind === VOWEL_MARK) markVowel = c;
    else if (kind !== TONE && kind !== OTHER_MARK) return i;
  }
}

// A run of consonants without a vowel is an abbreviation; it ends where a syllable with a native final begins.
function abbreviationEnd(text: Units, start: number): number {
  let i = start + 1;
  while (isConsonant(look(text, i)) && !breaksAbbreviation(text, i)) i++;
  return trailEnd(text, i);
}

function breaksAbbreviation(text: Units, index: number): boolean {
  if (signFollows(text, index)) return true;
  const next = look(text, index + 1);
  if (next === RO) return false;
  return startsSyllable(text, index, false) && (next !== O || isNaturalFinal(look(text, index + 2)));
}

function plainEnd(text: Units, start: number): number {
  const i = marksEnd(text, initialEnd(text, start, false));
  const c = look(text, i);
  if (markVowel !== 0) return markedEnd(text, i, markVowel);
  if (c === SARA_AA) return finalEnd(text, i + 1, false);
  if (kindOf(c) === POSTVOWEL) return trailEnd(text, i + 1);
  if (kindOf(c) === SEMIVOWEL) return finalEnd(text, i + 1, true);
  if (isVowelGlide(text, i, O)) return finalEnd(text, skipTone(text, i + 1), true);
  if (isVowelGlide(text, i, WO) && isConsonant(look(text, skipTone(text, i + 1)))) {
    return finalEnd(text, skipTone(text, i + 1), true);
  }
  if (kindOf(look(text, i - 1)) === TONE) return finalEnd(text, i, true);
  return abbreviationEnd(text, start);
}

function markedEnd(text: Units, index: number, vowel: number): number {
  if (vowel === NIGGAHITA) return trailEnd(text, index);
  // ຶ, being short, hardly ever ends a syllable (ຮູ້ສຶກ-ວ່າ, not ສຶ-ກວ່າ).
  if (vowel !== MAI_KAN && vowel !== MAI_KON) return finalEnd(text, index, vowel === SHORT_Y);
  const next = look(text, index + 1);
  // ັອ is the short vowel of loan words (ລັອກ, ຊັອບ).
  if (isVowelGlide(text, index, O) && isConsonant(next)) return finalEnd(text, index + 1, true);
  if (look(text, index) === WO && (next === SARA_A || !isInitialGlide(text, index))) return trailEnd(text, index + 1);
  return finalEnd(text, index, true);
}

function prevowelEnd(text: Units, start: number): number {
  const prevowel = look(text, start);
  if (!isConsonant(look(text, start + 1))) return trailEnd(text, start + 1);
  const i = marksEnd(text, initialEnd(text, start + 1, true));
  const c = look(text, i);
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
function aiEnd(text: Units, index: number): number {
  const c = look(text, index);
  const alone = c === NYO || !isConsonant(look(text, index + 1));
  return alone ? finalEnd(text, index, false) : trailEnd(text, index);
}

/** Where by the rules the Lao syllable or abbreviation ends that begins at start with a consonant or a vowel written first. */
export function ruledEnd(text: Units, start: number): number {
  return kindOf(look(text, start)) === PREVOWEL ? prevowelEnd(text, start) : plainEnd(text, start);
}
