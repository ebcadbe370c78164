// Codes and keys as they are compared: however a person sets dashes and spaces, 05-0000123 is 050000123. And what the index
// keeps beside words: marks, each a lexeme of its own kind.
import { normalise } from '#lib/lao';
import { decodeKey } from '#register';

const filling = /[^\p{L}\p{M}\p{N}]+/gu;
const plainCode = /^[a-z0-9]*$/;

/** A code without dashes, spaces and other signs, in lower case, Lao digits as 0-9. Empty where nothing remains. */
export function comparableCode(code: string): string {
  return plainCode.test(code) ? code : normalise(code).replace(filling, '');
}

/** A key as it is read: the parts of a composite one with a space between. */
export function decodedKey(key: string): string {
  if (!key.includes('%') && !key.includes('~')) return key;
  try {
    return decodeKey(key).join(' ');
  } catch {
    return key;
  }
}

/** What a mark stands for: a code, a name as it sounds, its consonants alone, a place and all within it, a register. */
const seeds = {
  code: 0x3c6ef372,
  sound: 0x7ed55d16,
  bones: 0x165667b1,
  place: 0x4cf5ad43,
  register: 0x38495ab5,
} as const;

/**
 * The lexeme of a comparable code, a Latin key, a place's code or a register's number: FNV-1a, seeded apart from words. It
 * spares an index of its own; a collision costs a candidate, since codes and names are compared afterwards.
 */
export function markLexeme(kind: keyof typeof seeds, text: string): number {
  let hash: number = seeds[kind];
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
