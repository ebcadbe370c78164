// The order of Lao words as a key: text that sorts by plain comparison as the words sort in a list.
// It asks no ICU, so that a database, a cursor and a page agree whatever versions they were built with.
import { CONSONANT, HO_MO, HO_NO, HO_SUNG, isLaoMark, kindOf, MO, NO, PREVOWEL } from './letter.ts';
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
const RUN_TOP = 88;

// What a code unit below U+0F00 is at the first level; 0 for what has no unit of its own.
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

class KeyWriter {
  private readonly first: number[] = [];
  private readonly second: number[] = [];
  private unmarked = 0;

  letter(primary: number): void {
    this.first.push(primary);
    this.unmarked++;
  }

  /** What has no unit of its own: a leader, and the code point in four more, so that the order is that of code points. */
  codePoint(leader: number, codePoint: number): void {
    this.first.push(leader);
    spell(codePoint, this.first);
    this.unmarked++;
  }

  /** A number by its value: how many figures it has, and those. */
  number(figures: string): void {
    const value = figures.replace(/^0+/, '');
    this.first.push(NUMBER);
    let rest = value.length;
    for (; rest >= RUN_MOST; rest -= RUN_MOST) this.first.push(unit(RUN_MOST));
    this.first.push(unit(rest));
    for (let i = 0; i < value.length; i++) this.first.push(value.charCodeAt(i));
    this.unmarked++;
  }

  /** A mark of the second level, with the letters without one before it: the fewer they are, the further behind. */
  mark(weight: number, codePoint?: number): void {
    for (; this.unmarked >= RUN_MOST; this.unmarked -= RUN_MOST) this.second.push(unit(RUN_TOP - RUN_MOST));
    this.second.push(unit(RUN_TOP - this.unmarked), weight);
    if (codePoint !== undefined) spell(codePoint, this.second);
    this.unmarked = 0;
  }

  end(): string {
    if (this.second.length === 0) return textOf(this.first);
    return `${textOf(this.first)}${String.fromCharCode(LEVEL_END)}${textOf(this.second)}`;
  }
}

function spell(codePoint: number, into: number[]): void {
  for (let shift = 18; shift >= 0; shift -= 6) into.push(unit((codePoint >> shift) & 63));
}

const CHUNK_UNITS = 4096;

function textOf(units: readonly number[]): string {
  let text = '';
  for (let i = 0; i < units.length; i += CHUNK_UNITS) text += String.fromCharCode(...units.slice(i, i + CHUNK_UNITS));
  return text;
}

// ໜ and ໝ are ຫນ and ຫມ, as CLDR has them.
function consonant(writer: KeyWriter, c: number): void {
  if (c !== HO_NO && c !== HO_MO) {
    writer.letter(PRIMARY[c] ?? 0);
    return;
  }
  writer.letter(PRIMARY[HO_SUNG] ?? 0);
  writer.letter(PRIMARY[c === HO_NO ? NO : MO] ?? 0);
}

// Returns the place after what was written: a vowel written first sorts after its consonant.
function lao(writer: KeyWriter, text: string, index: number): number {
  const c = text.charCodeAt(index);
  const kind = kindOf(c);
  const next = text.charCodeAt(index + 1);
  if (kind === PREVOWEL && kindOf(next) === CONSONANT) {
    consonant(writer, next);
    writer.letter(PRIMARY[c] ?? 0);
    return index + 2;
  }
  const second = SECOND[c & 0x7f] ?? 0;
  if (second !== 0) writer.mark(second);
  else if (kind === CONSONANT) consonant(writer, c);
  else if (kind !== 0 || isLaoMark(c)) writer.letter(PRIMARY[c] ?? 0);
  else writer.codePoint(OTHER, c);
  return index + 1;
}

function foreign(writer: KeyWriter, codePoint: number): void {
  const letter = String.fromCodePoint(codePoint);
  const known = PUNCTUATION.indexOf(letter);
  if (known >= 0) writer.codePoint(SIGN, known);
  else if (SIGN_LIKE.test(letter)) writer.codePoint(SIGN, codePoint + PUNCTUATION.length);
  else if (SPACE_LIKE.test(letter)) writer.letter(SPACE);
  else if (FOREIGN.test(letter)) writer.mark(FOREIGN_MARK, codePoint);
  else if (!IGNORED.test(letter)) writer.codePoint(OTHER, codePoint);
}

const isFigure = (c: number): boolean => c >= 0x30 && c <= 0x39;

function figuresEnd(text: string, start: number): number {
  let end = start;
  while (isFigure(text.charCodeAt(end))) end++;
  return end;
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
 * beyond ASCII, go by code point. Takes any string.
 */
export function collationKey(text: string): string {
  const normalised = normalise(text);
  const plain = PLAIN.test(normalised) ? normalised : normalised.normalize('NFD');
  const writer = new KeyWriter();
  for (let i = 0; i < plain.length; ) {
    const c = plain.codePointAt(i) ?? 0;
    if (c >>> 7 === 0x1d) i = lao(writer, plain, i);
    else if (isFigure(c)) {
      const end = figuresEnd(plain, i);
      writer.number(plain.slice(i, end));
      i = end;
    } else {
      const primary = c < 0xf00 ? (PRIMARY[c] ?? 0) : 0;
      if (primary !== 0) writer.letter(primary);
      else foreign(writer, c);
      i += c > 0xffff ? 2 : 1;
    }
  }
  return writer.end();
}

/** Compares two texts for sorting: by their collation keys, then by code unit, so that only equal texts are equal. */
export function compareLao(one: string, other: string): number {
  const [first, second] = [collationKey(one), collationKey(other)];
  if (first !== second) return first < second ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
