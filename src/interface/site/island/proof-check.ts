// The three checks a browser makes of a proof: data to entry, entry to root, root to signature. It fetches nothing.
import { leafHashWith, type Sha256, verifyInclusionWith } from '#lib/merkle';
import { fromBase64, readProofText } from './proof-text.ts';

/** The texts of the page that are checked. `body` and `salt` are absent where the contents were erased. */
export interface ProofParts {
  readonly entry: string;
  readonly proof: string;
  readonly body?: string;
  readonly salt?: string;
  readonly key?: string;
}

/** `undefined` where this browser or this page cannot say. */
export interface ProofAnswer {
  readonly body: boolean | undefined;
  readonly entry: boolean;
  readonly signature: boolean | undefined;
}

const encoder = new TextEncoder();

/** SHA-256 by the browser. */
export const sha256: Sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** Checks the parts. A part that cannot be read does not hold. */
export async function checkProof(parts: ProofParts): Promise<ProofAnswer> {
  const [body, entry, signature] = await Promise.all([
    holds(() => bodyFits(parts)),
    holds(() => entryIsIn(parts)),
    holds(() => signatureIsRight(parts)),
  ]);
  return { body, entry: entry === true, signature };
}

async function holds(check: () => Promise<boolean | undefined>): Promise<boolean | undefined> {
  try {
    return await check();
  } catch {
    return false;
  }
}

// The salted digest of the public tier, as the entry names it: SHA-256("laopedia/tier/v1\0" || salt || body).
async function bodyFits({ entry, body, salt }: ProofParts): Promise<boolean | undefined> {
  if (body === undefined || salt === undefined) return undefined;
  const named = (JSON.parse(entry) as { digests?: { public?: string } }).digests?.public;
  const bytes = [encoder.encode('laopedia/tier/v1\0'), fromBase64(salt), encoder.encode(body)];
  const digest = await sha256(joined(bytes));
  return named !== undefined && sameBytes(digest, fromBase64(named));
}

async function entryIsIn({ entry, proof }: ProofParts): Promise<boolean> {
  const { index, size, hashes, root } = readProofText(proof);
  const leaf = await leafHashWith(sha256, encoder.encode(entry));
  return verifyInclusionWith(sha256, leaf, index, size, hashes, root);
}

// A verifier key is `name+keyid+base64(0x01 || key)`; a signature line holds the key id's four bytes, then the signature.
async function signatureIsRight({ proof, key }: ProofParts): Promise<boolean | undefined> {
  if (key === undefined) return undefined;
  const { signed, signatures } = readProofText(proof);
  const [, name = '', keyId = '', typed = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key.trim()) ?? [];
  const own = signatures.filter(one => one.name === name && hexadecimal(one.bytes.slice(0, 4)) === keyId);
  const imported = await importKey(fromBase64(typed).slice(1));
  if (imported === undefined) return undefined;
  for (const { bytes } of own)
    if (await crypto.subtle.verify('Ed25519', imported, bytes.slice(4), encoder.encode(signed))) return true;
  return false;
}

// Older browsers have no Ed25519.
async function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
  } catch {
    return undefined;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
