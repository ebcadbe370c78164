// Codes and keys as they are compared: however a person sets dashes and spaces, 05-0000123 is 050000123.
import { normalise } from '#lib/lao';

const filling = /[^\p{L}\p{M}\p{N}]+/gu;
const plainCode = /^[a-z0-9]*$/;

/** A code without dashes, spaces and other signs, in lower case, Lao digits as 0-9. Empty where nothing remains. */
export function comparableCode(code: string): string {
  return plainCode.test(code) ? code : normalise(code).replace(filling, '');
}

/** What a lexeme of the titles stands for, beside the words: a code, a name as it sounds, or its consonants alone. */
const seeds = { code: 0x3c6ef372, sound: 0x7ed55d16, bones: 0x165667b1 } as const;

/**
 * The lexeme of a comparable code or of a Latin key, kept among those of the titles: FNV-1a, seeded apart from words. It spares
 * an index; a collision costs a candidate, since codes and names are compared afterwards.
 */
export function markLexeme(kind: keyof typeof seeds, text: string): number {
  let hash: number = seeds[kind];
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
