// The hashes of a token, as spelled and folded. Texts are made of some thousand syllables: the hashes of each are remembered.
// A syllable is known by its letters, not by a hash, so that no two are ever taken for one.
import { foldedUnits, foldSpan } from './fold.ts';
import { at, type Units } from './units.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over 16-bit units; lexeme.ts finishes the mixing. */
export function hashSpan(units: Units, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ at(units, i), FNV_PRIME);
  return hash | 0;
}

/** The hash of the folded syllable at [start, end). */
export function hashFolded(units: Units, start: number, end: number): number {
  return hashSpan(foldedUnits(), 0, foldSpan(units, start, end));
}

/** A syllable of more letters has no name, and is not remembered: it is a slip of the hand. */
export const NAMED_LETTERS = 8;
const HALF = NAMED_LETTERS / 2;
// Which bits of each half belong to a syllable of so many letters.
const FORE_MASKS = Int32Array.from({ length: NAMED_LETTERS + 1 }, (_, letters) => maskOf(letters));
const REAR_MASKS = Int32Array.from({ length: NAMED_LETTERS + 1 }, (_, letters) => maskOf(letters - HALF));

function maskOf(letters: number): number {
  return (1 << (7 * Math.max(0, Math.min(HALF, letters)))) - 1;
}

// Four numbers side by side for each syllable: its letters in two halves, its hash as spelled, its hash folded.
const SLOT_BITS = 13;
const slots = new Int32Array(4 << SLOT_BITS);

// Four letters of the Lao block by their seven bits each.
function four(units: Units, from: number): number {
  return (
    (at(units, from) & 0x7f) |
    ((at(units, from + 1) & 0x7f) << 7) |
    ((at(units, from + 2) & 0x7f) << 14) |
    ((at(units, from + 3) & 0x7f) << 21)
  );
}

/** Where the hashes of the syllable of at most eight letters of the Lao block stand: exactAt and foldedAt read them at once. */
export function slotOf(units: Units, start: number, end: number): number {
  const first = four(units, start) & (FORE_MASKS[end - start] ?? 0);
  const second = four(units, start + HALF) & (REAR_MASKS[end - start] ?? 0);
  const slot = ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - SLOT_BITS)) << 2;
  if (slots[slot] === first && slots[slot + 1] === second) return slot;
  slots[slot] = first;
  slots[slot + 1] = second;
  slots[slot + 2] = hashSpan(units, start, end);
  slots[slot + 3] = hashFolded(units, start, end);
  return slot;
}

/** The hash as spelled at a place that slotOf has just told. */
export function exactAt(slot: number): number {
  return slots[slot + 2] ?? 0;
}

/** The hash of the folded syllable there. */
export function foldedAt(slot: number): number {
  return slots[slot + 3] ?? 0;
}
