// The first line of a sealed file, and the key of its chunks. All of the line is bound into the key (HKDF), so a file under
// another name, or of another set, does not open.
import { createHash, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { publicKey, recipientOfKey, secretKey } from './identity.ts';
import { SealProblem } from './problem.ts';

/** What the first line says, as JSON. */
export interface Header {
  readonly form: typeof form;
  /** What the file is, and in which set. */
  readonly name: string;
  readonly within: string;
  /** SHA-256 (hex) of what was sealed, where the writer knew it before. */
  readonly digest?: string;
  /** When, as the writer says; free text of the caller's. */
  readonly until?: string;
  /** To whom it is encrypted, and the public half of a key used for this file alone; absent: not encrypted. */
  readonly recipient?: string;
  readonly once?: string;
}

export const form = 'laopedia-sealed/v1';
export const mostHeaderBytes = 4096;
/** Bytes of compressed text in every chunk but the last. */
export const chunkBytes = 128 * 1024;
export const tagBytes = 16;
export const digestBytes = 32;

/** The key of a file for its writer, with the header that lets the reader find it again. */
export function headerFor(
  facts: Pick<Header, 'name' | 'within' | 'digest' | 'until'>,
  recipient: string | undefined,
): { readonly line: Buffer; readonly key: Buffer | undefined } {
  if (recipient === undefined) return { line: lineOf({ form, ...facts }), key: undefined };
  const { privateKey } = generateKeyPairSync('x25519');
  const line = lineOf({ form, ...facts, recipient, once: recipientOfKey(privateKey) });
  return { line, key: keyOf(diffieHellman({ privateKey, publicKey: publicKey(recipient) }), line) };
}

/** The key of a file for its reader; undefined where it is not encrypted. */
export function keyFor(header: Header, line: Uint8Array, secret: string | undefined): Buffer | undefined {
  const { recipient, once, name } = header;
  if (recipient === undefined || once === undefined) return undefined;
  if (secret === undefined) throw new SealProblem('key-needed', `${name} is encrypted`);
  const privateKey = secretKey(secret);
  if (recipientOfKey(privateKey) !== recipient) throw new SealProblem('wrong-key', `${name} is for another key`);
  return keyOf(diffieHellman({ privateKey, publicKey: publicKey(once) }), line);
}

/** Reads a header from its line, without the line's end. */
export function parseHeader(line: Uint8Array): Header {
  try {
    const header = JSON.parse(Buffer.from(line).toString('utf8')) as Header;
    if (header.form === form && typeof header.name === 'string' && typeof header.within === 'string') return header;
  } catch {
    // told below
  }
  throw new SealProblem('unknown-form', `this is no file of the form ${form}`);
}

/** The nonce of a chunk: its place, and whether it is the last, so that none can be moved, left out or cut off. */
export function nonceOf(place: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(place), 3);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function lineOf(header: Header): Buffer {
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  if (line.length > mostHeaderBytes) throw new Error('a header too long');
  return line;
}

function keyOf(shared: Buffer, line: Uint8Array): Buffer {
  const bound = createHash('sha256').update(line).digest();
  return Buffer.from(hkdfSync('sha256', shared, bound, form, 32));
}
