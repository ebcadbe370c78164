// The order of Lao words in lists, by CLDR's Lao collation (a leading vowel sorts after its consonant).
import { normalise } from './normalise.ts';

const collator = new Intl.Collator('lo', { numeric: true });

/** Compares two texts for sorting: by Lao collation of their normalised forms, figures by value, then by code unit. */
export function compareLao(one: string, other: string): number {
  return collator.compare(normalise(one), normalise(other)) || (one < other ? -1 : one > other ? 1 : 0);
}
