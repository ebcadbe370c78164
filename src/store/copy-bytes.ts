// Rows in COPY's text form as bytes, set down row by row: a batch kept as strings would live until it is sent, and tidying
// them away took a third of a composing thread's time.
import { copyText } from './copy.ts';

/** A growing row of bytes. What `take` gives is valid until the next `put`. */
export interface CopyBytes {
  put(values: readonly (string | null)[]): void;
  take(): Uint8Array;
}

const firstBytes = 1 << 20;
const mostBytesOfUnit = 3;

/** Opens it, empty. */
export function openCopyBytes(): CopyBytes {
  let bytes = Buffer.allocUnsafe(firstBytes);
  let length = 0;
  return {
    put(values) {
      const text = copyText(values);
      const needed = length + text.length * mostBytesOfUnit;
      if (needed > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.max(needed, bytes.length * 2));
        bytes.copy(larger, 0, 0, length);
        bytes = larger;
      }
      length += bytes.write(text, length, 'utf8');
    },
    take() {
      const taken = bytes.subarray(0, length);
      length = 0;
      return taken;
    },
  };
}
