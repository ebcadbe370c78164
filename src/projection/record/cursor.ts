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
    if (isText(value ?? '') && isText(key)) return { value: value as string | null, key };
  } catch {
    // Not JSON: refused below like any other wrong cursor.
  }
  throw refuseRecord('bad-cursor');
}

// PostgreSQL's texts hold no NUL.
function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0') && value.isWellFormed();
}
