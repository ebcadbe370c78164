// Rows into a table by COPY: the text form of PostgreSQL, written straight into the connection. It escapes, nothing else.
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Speaker } from './fold.ts';

const special = /[\\\n\r\t]/;
const specials = /[\\\n\r\t]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const flushChars = 1 << 17;

/** One value in COPY's text form; null is `\N`. */
export function copyValue(value: string | null): string {
  if (value === null) return '\\N';
  return special.test(value) ? value.replace(specials, letter => escapes[letter] ?? letter) : value;
}

/** Text as bytea's escape form: our canonical texts begin with `{`, so only backslashes need care. */
export function byteaText(text: string): string {
  return text.includes('\\') ? text.replaceAll('\\', '\\\\') : text;
}

/** Bytes as bytea's hexadecimal form. */
export function byteaHex(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`;
}

/** An array of texts as PostgreSQL writes it. */
export function textsText(texts: Iterable<string>): string {
  return `{${Array.from(texts, text => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** A row in COPY's text form, with its line end. */
export function copyText(values: readonly (string | null)[]): string {
  let text = '';
  for (let at = 0; at < values.length; at++) text += (at === 0 ? '' : '\t') + copyValue(values[at] ?? null);
  return `${text}\n`;
}

/** Sends rows that are in COPY's text form already into `table` (quoted), in a statement of its own. */
export async function sendCopy(
  sql: Speaker,
  table: string,
  columns: readonly string[],
  rows: Uint8Array,
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.map(name => `"${name}"`).join(', ');
  const stream: Writable = await sql.unsafe(`copy ${table} (${names}) from stdin`).writable();
  await finished(stream.end(rows));
}

/** A COPY under way: `write` takes rows, `end` waits until the server has them all. */
export interface Copy {
  write(values: readonly (string | null)[]): Promise<void> | undefined;
  end(): Promise<void>;
  /** Gives up: the server forgets what was written. After `end` it does nothing. */
  abort(): void;
}

/** Starts a COPY into `table` (quoted) with these columns. What is written is not there before `end`. */
export async function openCopy(sql: Speaker, table: string, columns: readonly string[]): Promise<Copy> {
  const names = columns.map(name => `"${name}"`).join(', ');
  const stream: Writable = await sql.unsafe(`copy ${table} (${names}) from stdin`).writable();
  let failure: unknown;
  let ended = false;
  let wake = () => {};
  stream.on('drain', () => wake());
  stream.on('error', error => {
    failure = error;
    wake();
  });
  let text = '';
  const flush = async () => {
    if (failure !== undefined) throw failure;
    const part = text;
    text = '';
    if (!stream.write(part) && failure === undefined) {
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
    if (failure !== undefined) throw failure;
  };
  return {
    write(values) {
      text += copyText(values);
      return text.length < flushChars ? undefined : flush();
    },
    async end() {
      if (text !== '') await flush();
      // A stream that broke while nobody waited is told here; it would send no event any more.
      await finished(stream.end());
      ended = true;
    },
    abort() {
      if (!ended) stream.destroy(new Error('given up'));
      ended = true;
    },
  };
}
