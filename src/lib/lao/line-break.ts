// Where a line of Lao may be broken: between syllables and at spaces. It never parts a base from its marks.
import { normaliseWithOffsets } from './normalise.ts';
import { syllables } from './syllable.ts';

/**
 * Indexes into the raw text before which a line may be broken, rising: the start of each syllable that follows another
 * directly, and the start of whatever follows a space. Never 0, never inside a syllable, never before punctuation.
 * For output only (as <wbr> or U+200B): stored text keeps none.
 */
export function lineBreaks(text: string): number[] {
  const { text: normalised, offsets } = normaliseWithOffsets(text);
  const breaks: number[] = [];
  let end = -1;
  for (const syllable of syllables(normalised)) {
    const before = normalised[syllable.start - 1];
    if (syllable.start === end || before === ' ' || before === '\n') breaks.push(offsets[syllable.start] ?? 0);
    end = syllable.end;
  }
  return breaks;
}
