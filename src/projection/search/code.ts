// Codes and keys as they are compared: however a person sets dashes and spaces, 05-0000123 is 050000123.
import { normalise } from '#lib/lao';

const filling = /[^\p{L}\p{M}\p{N}]+/gu;
const plainCode = /^[a-z0-9]*$/;

/** A code without dashes, spaces and other signs, in lower case, Lao digits as 0-9. Empty where nothing remains. */
export function comparableCode(code: string): string {
  return plainCode.test(code) ? code : normalise(code).replace(filling, '');
}

/**
 * The lexeme of a comparable code, kept among those of the titles: FNV-1a, seeded apart from words. It spares an index; a
 * collision costs a candidate, since the codes themselves are compared afterwards.
 */
export function codeLexeme(code: string): number {
  let hash = 0x3c6ef372;
  for (let i = 0; i < code.length; i++) hash = Math.imul(hash ^ code.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
