// Salts: random bytes by the block, since a call to the generator for each of a million salts costs more than the hashing.
import { randomFillSync } from 'node:crypto';
import { saltBytes } from '#register';

const block = Buffer.alloc(saltBytes * 512);
let used = block.length;

/** A fresh salt of 32 random bytes. */
export function nextSalt(): Uint8Array {
  if (used >= block.length) {
    randomFillSync(block);
    used = 0;
  }
  const salt = Uint8Array.prototype.slice.call(block, used, used + saltBytes);
  used += saltBytes;
  return salt;
}
