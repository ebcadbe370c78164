// The two halves of a key (X25519): whoever has the public one can seal and cannot read; the secret one reads. A pass phrase
// is a secret half too, stretched by scrypt. It keeps nothing.
import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, scryptSync } from 'node:crypto';
import { SealProblem } from './problem.ts';

/** A secret half, and the public one that belongs to it (base64url of 32 bytes). */
export interface Identity {
  readonly secret: string;
  readonly recipient: string;
}

/** With what a pass phrase is stretched; it stands beside what was sealed, and is no secret. */
export interface PassPhraseSalt {
  readonly salt: string;
  /** scrypt's N, a power of two; r is 8 and p 1. */
  readonly cost: number;
}

const secretPrefix = 'laopedia-secret-1-';
const recipientPrefix = 'laopedia-public-1-';
const keyBytes = 32;
const defaultCost = 2 ** 17;
// PKCS #8 and SubjectPublicKeyInfo of RFC 8410, before the 32 bytes of the key.
const secretDer = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicDer = Buffer.from('302a300506032b656e032100', 'hex');

/** A new key: the line for the secret file and the line for the public one. */
export function makeIdentity(): { readonly secretLine: string; readonly recipientLine: string } {
  const secret = randomBytes(keyBytes).toString('base64url');
  return { secretLine: secretPrefix + secret, recipientLine: recipientPrefix + recipientOf(secret) };
}

/** The key in a text, if a line of it is a secret half. */
export function readIdentity(text: string): Identity | undefined {
  const secret = lineWith(text, secretPrefix);
  return secret === undefined ? undefined : { secret, recipient: recipientOf(secret) };
}

/** The public half in a text, also where it holds the secret one. */
export function readRecipient(text: string): string | undefined {
  return lineWith(text, recipientPrefix) ?? readIdentity(text)?.recipient;
}

/** The key of a pass phrase. Without a salt, a new one is made: keep it beside what is sealed. About .4 s and 128 MB. */
export function identityOfPassPhrase(
  phrase: string,
  known?: PassPhraseSalt,
): { readonly identity: Identity; readonly salt: PassPhraseSalt } {
  const salt = known ?? { salt: randomBytes(16).toString('base64url'), cost: defaultCost };
  const options = { N: salt.cost, r: 8, p: 1, maxmem: 256 * salt.cost * 8 };
  const bytes = scryptSync(phrase.normalize('NFC'), Buffer.from(salt.salt, 'base64url'), keyBytes, options);
  const secret = bytes.toString('base64url');
  return { identity: { secret, recipient: recipientOf(secret) }, salt };
}

/** The secret half as a key of node:crypto. */
export function secretKey(secret: string): KeyObject {
  return createPrivateKey({ key: Buffer.concat([secretDer, bytesOf(secret)]), format: 'der', type: 'pkcs8' });
}

/** The public half as a key of node:crypto. */
export function publicKey(recipient: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicDer, bytesOf(recipient)]), format: 'der', type: 'spki' });
}

/** The public half of a key of node:crypto. */
export function recipientOfKey(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicDer.length).toString('base64url');
}

function recipientOf(secret: string): string {
  return recipientOfKey(secretKey(secret));
}

function bytesOf(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64url');
  if (bytes.length !== keyBytes) throw new SealProblem('no-key', 'a key has 32 bytes');
  return bytes;
}

function lineWith(text: string, prefix: string): string | undefined {
  const line = text
    .split('\n')
    .map(one => one.trim())
    .find(one => one.startsWith(prefix));
  if (line === undefined) return undefined;
  bytesOf(line.slice(prefix.length));
  return line.slice(prefix.length);
}
