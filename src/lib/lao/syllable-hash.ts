// The hashes of a token, as spelled and folded. Texts are made of some thousand syllables: what each folds to is remembered.
// A syllable is known by its letters, not by its hash, so that no two are ever taken for one.
import { foldedUnits, foldSpan } from './fold.ts';
import { at, type Units } from './units.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

// FNV-1a over 16-bit units; lexeme.ts finishes the mixing.
export function hashSpan(units: Units, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ at(units, i), FNV_PRIME);
  return hash | 0;
}

// So many letters of seven bits are the name of a syllable, in two numbers; longer ones are slips of the hand.
const NAMED_LETTERS = 8;
const HALF = NAMED_LETTERS / 2;
const SLOT_BITS = 13;
const fore = new Int32Array(1 << SLOT_BITS);
const rear = new Int32Array(1 << SLOT_BITS);
const foldedHash = new Int32Array(1 << SLOT_BITS);

/** The hash of the folded syllable at [start, end), whose hash as spelled is known. */
export function hashFolded(units: Units, start: number, end: number, exact: number): number {
  if (end - start > NAMED_LETTERS) return hashSpan(foldedUnits(), 0, foldSpan(units, start, end));
  let first = 0;
  let second = 0;
  let foreign = 0;
  const middle = start + HALF < end ? start + HALF : end;
  for (let i = start; i < middle; i++) {
    first = (first << 7) | (at(units, i) & 0x7f);
    foreign |= at(units, i) ^ 0x0e80;
  }
  for (let i = middle; i < end; i++) {
    second = (second << 7) | (at(units, i) & 0x7f);
    foreign |= at(units, i) ^ 0x0e80;
  }
  if (foreign > 0x7f) return hashSpan(foldedUnits(), 0, foldSpan(units, start, end));
  const slot = (exact ^ (exact >>> 15)) & ((1 << SLOT_BITS) - 1);
  if (fore[slot] === first && rear[slot] === second) return foldedHash[slot] ?? 0;
  fore[slot] = first;
  rear[slot] = second;
  const folded = hashSpan(foldedUnits(), 0, foldSpan(units, start, end));
  foldedHash[slot] = folded;
  return folded;
}
