// Looser keys of names than matchingKey, for finding one that was misheard or is typed in Latin; and how alike two keys are.
// None of them says that two names are one: the likeliest is shown first, and a person decides.
import { fold } from './fold.ts';
import { foldLatin } from './fold-latin.ts';
import { matchingKey, type NameKind } from './matching-key.ts';
import { romanise } from './romanise.ts';
import { splitSyllables } from './syllable.ts';

/** The matching key with every syllable folded: ບ້ານໂພນແພງ and ບ. ໂພນແພງ and ໂພນແພງ are one, and ຜົນແພງ is too. */
export function foldedKey(name: string, options: { readonly kind?: NameKind } = {}): string {
  return splitSyllables(matchingKey(name, options)).map(fold).join('');
}

/** The matching key in folded Latin letters, to be compared with foldLatin of what a person types: ແຂວງບໍ່ແກ້ວ is bokeo. */
export function latinKey(name: string, options: { readonly kind?: NameKind } = {}): string {
  return foldLatin(romanise(matchingKey(name, options)));
}

function trigramsOf(key: string): Set<string> {
  const padded = `  ${key} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)));
}

/**
 * How alike two keys are, 0 to 1: twice the trigrams they share over all they have (Dice), with two spaces before and one after,
 * as PostgreSQL's pg_trgm pads words, so that a common beginning counts for more.
 */
export function keySimilarity(one: string, other: string): number {
  if (one === '' || other === '') return one === other ? 1 : 0;
  const first = trigramsOf(one);
  const second = trigramsOf(other);
  let shared = 0;
  for (const trigram of first) if (second.has(trigram)) shared++;
  return (2 * shared) / (first.size + second.size);
}
