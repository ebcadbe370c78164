// What a character that is no part of a Lao syllable is: a mark, a letter or digit, or neither.
// The platform is asked once for each: a test of a pattern costs more than all else that is done with a character.
import { kindOf } from './letter.ts';

const MARK = 1;
const LETTER = 2;
const NEITHER = 3;
const MARK_PATTERN = /^\p{M}$/u;
const LETTER_PATTERN = /^[\p{L}\p{N}]$/u;
// 0 for what was not asked yet.
const known = new Uint8Array(0x10000);

function judged(codePoint: number): number {
  if (kindOf(codePoint) !== 0) return NEITHER;
  const character = String.fromCodePoint(codePoint);
  if (MARK_PATTERN.test(character)) return MARK;
  return LETTER_PATTERN.test(character) ? LETTER : NEITHER;
}

function classOf(codePoint: number): number {
  if (codePoint > 0xffff) return judged(codePoint);
  const before = known[codePoint] ?? 0;
  if (before !== 0) return before;
  const found = judged(codePoint);
  known[codePoint] = found;
  return found;
}

/** True for a letter or digit of a script other than Lao, and for digits of Lao. */
export function isForeignLetter(codePoint: number): boolean {
  return classOf(codePoint) === LETTER;
}

/** True for a mark of a script other than Lao: it stays with the letter before it. */
export function isForeignMark(codePoint: number): boolean {
  return codePoint >= 0x300 && classOf(codePoint) === MARK;
}
