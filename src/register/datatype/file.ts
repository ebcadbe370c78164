// A reference to a file by its SHA-256 (lower-case hexadecimal); the bytes lie in the store as a blob.
import { type Datatype, flawed, read } from './reading.ts';
import { cleanText } from './text.ts';

/** The datatype `file`. */
export const file: Datatype = {
  read(given) {
    const clean = cleanText(given);
    if ('flaw' in clean) return clean;
    const digest = clean.text.toLowerCase().replace(/^sha-?256:/, '');
    return /^[0-9a-f]{64}$/.test(digest) ? read(digest, clean.notes) : flawed('file/unreadable');
  },
  write: String,
};
