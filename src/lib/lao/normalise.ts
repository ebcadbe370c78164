// One spelling for Lao text that was typed in many: the rules N0-N15, for index and query alike.
// It never replaces the text a person wrote: that is kept for display, and the offsets lead back to it.
import { identity, type Traced, traceCanonical } from './canonical.ts';
import { scan, scannedLength, scannedOffsets, scannedText, scannedUnits } from './spelling-scan.ts';
import { type Units, unitsOf } from './units.ts';

/** Normalised text, and where each of its code units stands in the raw text. */
export interface NormalisedText {
  readonly text: string;
  /** Normalised code-unit index to raw code-unit index, never falling; length is text.length + 1. */
  readonly offsets: Uint32Array;
}

// Two passes settle every text met; the bound only keeps a pathological mix of marks from going on.
const PASSES_MAX = 8;

function through(inner: Uint32Array, outer: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(inner.length);
  for (let i = 0; i < inner.length; i++) offsets[i] = outer[inner[i] ?? 0] ?? 0;
  return offsets;
}

// Rewriting Lao can bring marks of another script side by side, and composing those can do the reverse:
// text with foreign letters goes round until it rests.
function normaliseForeign(raw: string): Traced {
  let made: Traced = { text: raw, offsets: identity(raw.length) };
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const before = made.text;
    const canonical = traceCanonical(before);
    scan(canonical.text, true);
    const offsets = through(scannedOffsets(canonical.text.length), through(canonical.offsets, made.offsets));
    made = { text: scannedText(), offsets };
    if (made.text === before) return made;
  }
  return made;
}

/**
 * The one spelling of a text under which equal words are equal: NFC; invisible characters deleted; every space U+0020;
 * marks in one order and once; ໍາ as ຳ; ຫລ ຫນ ຫມ as ຫຼ ໜ ໝ; Lao digits as 0-9; ໆ and ຯ as a space; lower case.
 * Takes any string, lone surrogates too; refuses nothing; normalising twice changes nothing. Line ends are kept.
 * The rules answer what was counted in Lao news, corpora and gazetteers (ໍາ for ຳ in a quarter to all cases).
 */
export function normalise(text: string): string {
  const outcome = scan(text, false);
  if (outcome === 'same') return text;
  return outcome === 'rewritten' ? scannedText() : normaliseForeign(text).text;
}

/** As normalise, into an array of units that is valid until the next text is normalised. */
export function normaliseUnits(text: string): { readonly units: Units; readonly length: number } {
  if (scan(text, false) !== 'foreign') return { units: scannedUnits(), length: scannedLength() };
  const made = normaliseForeign(text).text;
  return { units: unitsOf(made), length: made.length };
}

/** As normalise, with the way back: offsets[i] is where unit i of the outcome stands in the raw text. */
export function normaliseWithOffsets(text: string): NormalisedText {
  const outcome = scan(text, false);
  if (outcome === 'foreign') return normaliseForeign(text);
  return { text: outcome === 'same' ? text : scannedText(), offsets: scannedOffsets(text.length) };
}
