// The hashes of RFC 6962, section 2.1: SHA-256 with a leading byte that keeps leaves and nodes apart. The one place of
// this room that touches a crypto library; it keeps nothing between two calls.
import { hash } from 'node:crypto';
import { MerkleProblem } from './merkle-problem.ts';

/** How long a hash is. */
export const hashBytes = 32;

const leafPrefix = 0x00;
const nodePrefix = 0x01;

// Written to and hashed within one synchronous call, so one of each is enough; a fresh one per call cost a fifth more.
const leafScratch = new Uint8Array(1 + 1023);
leafScratch[0] = leafPrefix;
const nodeScratch = new Uint8Array(1 + 2 * hashBytes);
nodeScratch[0] = nodePrefix;

/** The hash of an entry as a leaf: SHA-256(0x00 || entry), any length, empty too. 32 bytes of their own memory (a Buffer, as for every hash made here). */
export function leafHash(entry: Uint8Array): Uint8Array {
  const length = 1 + entry.length;
  const input = length <= leafScratch.length ? leafScratch.subarray(0, length) : new Uint8Array(length);
  input.set(entry, 1); // a new array starts with zeros, which is the leaf's prefix
  return hash('sha256', input, 'buffer');
}

/** The hash of two subtrees side by side: SHA-256(0x01 || left || right). Refuses (`hash`) what is not 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  checkHash(left);
  checkHash(right);
  nodeScratch.set(left, 1);
  nodeScratch.set(right, 1 + hashBytes);
  return hash('sha256', nodeScratch, 'buffer');
}

/** The root of the tree that holds nothing: SHA-256 of no bytes. */
export function emptyRoot(): Uint8Array {
  return hash('sha256', new Uint8Array(0), 'buffer');
}

/** Throws `MerkleProblem` (`hash`) unless these are 32 bytes. */
export function checkHash(bytes: Uint8Array): void {
  if (bytes.length !== hashBytes) throw new MerkleProblem('hash', `a hash has ${hashBytes} bytes, not ${bytes.length}`);
}
