// Makes a given value a clean text: NFC, trimmed, without invisible controls. What cannot be kept as text is a flaw.
import type { JsonValue } from '#lib/canonical-json';
import type { FindingCode, Flaw } from '../finding.ts';

/** A clean text with notes, or a flaw. */
export type CleanText = { readonly text: string; readonly notes: readonly Flaw[] } | { readonly flaw: Flaw };

const clean = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
// What stands where a byte of an old font or encoding was read as a character: lists of villages are full of them.
const brokenLetter = /[\u0080-\u009f]/;
const bidiOverride = /[\u202a-\u202e\u2066-\u2069]/;
const zeroWidthSpace = '\u200b';

/** Cleans a text. Control characters, direction overrides and half characters are flaws; spaces, forms and broken letters are notes. */
export function cleanText(given: JsonValue): CleanText {
  if (typeof given === 'number' || typeof given === 'boolean') return { text: String(given), notes: [] };
  if (typeof given !== 'string') return { flaw: { code: 'value/not-text' } };
  if (clean.test(given)) return { text: given, notes: [] };
  const wrong = wrongCharacter(given);
  if (wrong !== undefined) return { flaw: { code: wrong } };
  const notes: Flaw[] = brokenLetter.test(given) ? [{ code: 'value/broken-letter' }] : [];
  let text = trimmed(given);
  if (text !== given) notes.push({ code: 'value/trimmed' });
  const composed = text.normalize('NFC');
  if (composed !== text) notes.push({ code: 'value/composed' });
  text = composed;
  return { text, notes };
}

/** The invisible character a text must not hold: a control, a direction override, half a surrogate pair. */
export function wrongCharacter(text: string): FindingCode | undefined {
  if (control.test(text)) return 'value/control-character';
  if (bidiOverride.test(text)) return 'value/bidi-override';
  if (!text.isWellFormed()) return 'value/lone-surrogate';
  return undefined;
}

/** The text without spaces at its ends, those of no width too. By hand: an expression tries a long inner run at each place. */
export function trimmed(text: string): string {
  let clean = text.trim();
  while (clean.startsWith(zeroWidthSpace) || clean.endsWith(zeroWidthSpace)) {
    let start = 0;
    let end = clean.length;
    while (clean[start] === zeroWidthSpace) start++;
    while (end > start && clean[end - 1] === zeroWidthSpace) end--;
    clean = clean.slice(start, end).trim();
  }
  return clean;
}
