// Real files that nobody in the project wrote, in the folder beside the checkout. Tests that need them are skipped with a
// word where it is absent. It copies nothing.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const folder = new URL('../../../shared/', import.meta.url);

/** `false` where the file or folder is there, else the word a test is skipped with. */
export function skipWithout(path: string): false | string {
  return existsSync(new URL(path, folder)) ? false : `no ../shared/${path} beside this checkout`;
}

/** The address of a file or folder beside the checkout. */
export function sharedUrl(path: string): URL {
  return new URL(path, folder);
}

/** The bytes of a file; what ends in `.gz` is unpacked. */
export function readShared(path: string): Buffer {
  const bytes = readFileSync(sharedUrl(path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}
