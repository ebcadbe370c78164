// The order of Lao words as a key: text that sorts by plain comparison as the words sort in a list.
// It asks no ICU, so that a database, a cursor and a page agree whatever versions they were built with.
import { CONSONANT, HO_MO, HO_NO, HO_SUNG, kindOf, MO, NO, PREVOWEL } from './letter.ts';
import { normalise } from './normalise.ts';

// The primary order of CLDR's Lao collation. A mark that is missing here (tones, ໌, ໍ) decides only between words
// that are otherwise alike, as there.
const LAO = 'ໞກຂຄຆງຈຉສຊຌຎໟຍຏຐຑຒຓດຕຖທຘນບປຜຝພຟຠມຢຣລວຨຩຫຬອຮະັາຳິີຶືຸູ\u0ebaົຼຽເແໂໃໄ';
const SECONDARY = '\u0ece່້໊໋໌ໍ';
const PUNCTUATION = '_-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';

// Keys are written in the printable letters of ASCII (without space and backslash): one byte for a letter of Lao or Latin.
const UNITS = Array.from({ length: 93 }, (_, i) => (0x21 + i < 0x5c ? 0x21 + i : 0x22 + i));
const unit = (index: number): number => UNITS[index] ?? 0;
const LEVEL_END = unit(0);
const SPACE = unit(1);
const SIGN = unit(2);
const NUMBER = unit(3);
const FIRST_LETTER = 4;
const OTHER = unit(FIRST_LETTER + LAO.length + 26);
const FOREIGN_MARK = unit(20);
const RUN_MOST = 80;
// No text needs so many raw units for a unit of its key, but one made of marks and what cannot be read.
const RAW_PER_UNIT = 16;
const RUN_TOP = 88;
const CHUNK_UNITS = 4096;
const ZERO = 0x30;

// What a code unit is at the first level; 0 for what has no unit of its own.
const PRIMARY = new Uint8Array(0xf00);
for (const [index, letter] of [...LAO].entries()) PRIMARY[letter.charCodeAt(0)] = unit(FIRST_LETTER + index);
for (let i = 0; i < 26; i++) PRIMARY[0x61 + i] = unit(FIRST_LETTER + LAO.length + i);
for (const c of [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0]) PRIMARY[c] = SPACE;
const SECOND = new Uint8Array(128);
for (const [index, mark] of [...SECONDARY].entries()) SECOND[mark.charCodeAt(0) & 0x7f] = unit(1 + index);

const IGNORED = /^[\p{Cc}\p{Cf}]$/u;
const FOREIGN = /^(?=\p{M})\p{Script=Inherited}$/u;
const SIGN_LIKE = /^[\p{P}\p{S}]$/u;
const SPACE_LIKE = /^\p{Z}$/u;
const PLAIN = /^[\u0000-\u00bf\u0e80-\u0eff]*$/;

const SCRATCH_KEPT_UNITS = 1 << 16;
let first = new Uint8Array(2 * SCRATCH_KEPT_UNITS + 1);
let second = new Uint8Array(SCRATCH_KEPT_UNITS);
let firstLength = 0;
let secondLength = 0;
// Letters since the last mark.
let unmarked = 0;

function prepare(units: number): void {
  firstLength = 0;
  secondLength = 0;
  unmarked = 0;
  // A letter takes at most six units on the first level and seven on the second, which is put behind it.
  const wanted = Math.max(SCRATCH_KEPT_UNITS, 8 * units);
  if (second.length >= wanted && (second.length === SCRATCH_KEPT_UNITS || wanted > SCRATCH_KEPT_UNITS)) return;
  second = new Uint8Array(wanted);
  first = new Uint8Array(2 * wanted + 1);
}

function putLetter(primary: number): void {
  first[firstLength++] = primary;
  unmarked++;
}

// What has no unit of its own: a leader, and the code point in four more, so that the order is that of code points.
function putCodePoint(leader: number, codePoint: number): void {
  first[firstLength++] = leader;
  for (let shift = 18; shift >= 0; shift -= 6) first[firstLength++] = unit((codePoint >> shift) & 63);
  unmarked++;
}

// A number by its value: how many figures it has, and those.
function putNumber(text: string, start: number, end: number): void {
  let from = start;
  while (from < end && text.charCodeAt(from) === ZERO) from++;
  first[firstLength++] = NUMBER;
  let rest = end - from;
  for (; rest >= RUN_MOST; rest -= RUN_MOST) first[firstLength++] = unit(RUN_MOST);
  first[firstLength++] = unit(rest);
  for (let i = from; i < end; i++) first[firstLength++] = text.charCodeAt(i);
  unmarked++;
}

// A mark of the second level, with the letters without one before it: the fewer they are, the further behind.
function putMark(weight: number): void {
  for (; unmarked >= RUN_MOST; unmarked -= RUN_MOST) second[secondLength++] = unit(RUN_TOP - RUN_MOST);
  second[secondLength++] = unit(RUN_TOP - unmarked);
  second[secondLength++] = weight;
  unmarked = 0;
}

function putForeignMark(codePoint: number): void {
  putMark(FOREIGN_MARK);
  for (let shift = 18; shift >= 0; shift -= 6) second[secondLength++] = unit((codePoint >> shift) & 63);
}

function asciiText(units: Uint8Array, length: number): string {
  if (length <= CHUNK_UNITS) return String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]);
  const parts: string[] = [];
  for (let i = 0; i < length; i += CHUNK_UNITS) {
    const chunk = units.subarray(i, Math.min(length, i + CHUNK_UNITS));
    parts.push(String.fromCharCode.apply(null, chunk as unknown as number[]));
  }
  return parts.join('');
}

// ໜ and ໝ are ຫນ and ຫມ, as CLDR has them.
function putConsonant(c: number): void {
  if (c !== HO_NO && c !== HO_MO) {
    putLetter(PRIMARY[c] ?? 0);
    return;
  }
  putLetter(PRIMARY[HO_SUNG] ?? 0);
  putLetter(PRIMARY[c === HO_NO ? NO : MO] ?? 0);
}

// Returns the place after what was put: a vowel written first sorts after its consonant.
function putLao(text: string, index: number): number {
  const c = text.charCodeAt(index);
  const kind = kindOf(c);
  if (kind === PREVOWEL && kindOf(text.charCodeAt(index + 1)) === CONSONANT) {
    putConsonant(text.charCodeAt(index + 1));
    putLetter(PRIMARY[c] ?? 0);
    return index + 2;
  }
  const mark = SECOND[c & 0x7f] ?? 0;
  if (mark !== 0) putMark(mark);
  else if (kind === CONSONANT) putConsonant(c);
  else if (kind !== 0) putLetter(PRIMARY[c] ?? 0);
  else putCodePoint(OTHER, c);
  return index + 1;
}

function putForeign(codePoint: number): void {
  const letter = String.fromCodePoint(codePoint);
  const known = PUNCTUATION.indexOf(letter);
  if (known >= 0) putCodePoint(SIGN, known);
  else if (SIGN_LIKE.test(letter)) putCodePoint(SIGN, codePoint + PUNCTUATION.length);
  else if (SPACE_LIKE.test(letter)) putLetter(SPACE);
  else if (FOREIGN.test(letter)) putForeignMark(codePoint);
  else if (!IGNORED.test(letter)) putCodePoint(OTHER, codePoint);
}

const isFigure = (c: number): boolean => c >= ZERO && c <= ZERO + 9;

function figuresEnd(text: string, start: number): number {
  let end = start;
  while (isFigure(text.charCodeAt(end))) end++;
  return end;
}

// Puts the letter or number at the index, and returns the place after it.
function putNext(text: string, index: number): number {
  const c = text.charCodeAt(index);
  if (c >>> 7 === 0x1d) return putLao(text, index);
  if (isFigure(c)) {
    const end = figuresEnd(text, index);
    putNumber(text, index, end);
    return end;
  }
  const primary = c < 0x100 ? (PRIMARY[c] ?? 0) : 0;
  if (primary !== 0) {
    putLetter(primary);
    return index + 1;
  }
  const codePoint = text.codePointAt(index) ?? 0;
  putForeign(codePoint);
  return index + (codePoint > 0xffff ? 2 : 1);
}

/**
 * The key of a text for sorting: printable ASCII whose order by plain comparison (`<`, PostgreSQL's collation "C", memcmp) is the
 * order of Lao words; about a byte a letter. Keys are equal for one word in two encodings (ນ້ຳ typed ນໍ້າ, ໜ typed ຫນ), for ຕ່າງໆ and
 * ຕ່າງ with a space behind, for capital and small letters, and for 007 and 7: what stands behind the key decides there.
 *
 * The order is that of CLDR's Lao collation: space, signs, numbers by value, Lao, Latin, other scripts; a vowel written first sorts
 * after its consonant; ສ before ຊ; tones, ໌ and ໍ (as CLDR has it, though a vowel) decide only between words otherwise alike.
 * It differs from `Intl.Collator('lo', {numeric: true})` in these: text is normalised first (CLDR parts ຫຼວງ from ຫລວງ by all words
 * between, and ນ້ຳ from ນໍ້າ); case and other third-level differences are nothing; scripts beyond Lao and Latin, and signs
 * beyond ASCII, go by code point. Takes any string. `mostUnits` cuts the key, and then no more of a long text is read than that
 * takes: a cut key sorts as the whole one does, or not at all.
 */
export function collationKey(text: string, mostUnits = Number.POSITIVE_INFINITY): string {
  const rawMost = RAW_PER_UNIT * mostUnits;
  const normalised = normalise(text.length > rawMost ? text.slice(0, rawMost) : text);
  const plain = PLAIN.test(normalised) ? normalised : normalised.normalize('NFD');
  prepare(plain.length);
  for (let i = 0; i < plain.length && firstLength < mostUnits; ) i = putNext(plain, i);
  if (secondLength > 0 && firstLength < mostUnits) {
    first[firstLength++] = LEVEL_END;
    first.set(second.subarray(0, secondLength), firstLength);
    firstLength += secondLength;
  }
  return asciiText(first, Math.min(firstLength, mostUnits));
}

/** Compares two texts for sorting: by their collation keys, then by code unit, so that only equal texts are equal. */
export function compareLao(one: string, other: string): number {
  const [first, second] = [collationKey(one), collationKey(other)];
  if (first !== second) return first < second ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
