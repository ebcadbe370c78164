// The cursor of a list: the last row's sort value and key, opaque to the reader and safe in an address.
import { refuseRecord } from './refusals.ts';

/** Where the next page begins: after this value and key. */
export interface Cursor {
  readonly value: string | null;
  readonly key: string;
}

/** Writes a cursor. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.key])).toString('base64url');
}

/** Reads a cursor, or refuses what is none (`record/bad-cursor`). */
export function readCursor(text: string): Cursor {
  try {
    const [value, key] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if ((value === null || typeof value === 'string') && typeof key === 'string') return { value, key };
  } catch {
    // Not JSON: refused below like any other wrong cursor.
  }
  throw refuseRecord('bad-cursor');
}
