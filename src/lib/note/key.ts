// Keys of signed notes (C2SP signed-note, Ed25519 only), written as Go's note package writes them. A signer holds its
// private key inside and gives out only its name, key id and verifier key.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { NoteProblem } from './note-problem.ts';
import { fromBase64, toBase64 } from './text-forms.ts';

/** Someone who signs notes. */
export interface Signer {
  readonly name: string;
  /** Eight lower-case hexadecimal digits: the start of SHA-256(name || newline || 0x01 || public key). */
  readonly keyId: string;
  /** The verifier key that belongs to it. */
  readonly vkey: string;
  /** The Ed25519 signature, 64 bytes, of some bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** Someone whose signatures are known. */
export interface Verifier {
  readonly name: string;
  readonly keyId: string;
  readonly vkey: string;
  /** Whether this is the key's signature of these bytes. */
  verify(bytes: Uint8Array, signature: Uint8Array): boolean;
}

const ed25519 = 0x01; // signature type of C2SP signed-note
const keyBytes = 32; // a seed or a public key (RFC 8032)

// What PKCS #8 (RFC 8410, 7) writes before the 32 bytes of an Ed25519 seed; node:crypto takes no bare seed.
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Makes a new key: `skey` is the signer's secret (`PRIVATE+KEY+name+keyid+base64`), `vkey` what others check with
 * (`name+keyid+base64`). Refuses (`name`) a name `checkName` refuses.
 */
export function generateSigner(name: string): { readonly skey: string; readonly vkey: string } {
  checkName(name);
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(pkcs8Prefix.length);
  const vkey = verifierKey(name, publicBytes(createPublicKey(privateKey)));
  return { skey: `PRIVATE+KEY+${name}+${keyIdOf(vkey)}+${toBase64(Buffer.of(ed25519, ...seed))}`, vkey };
}

/** The signer of a `skey`. Refuses (`key`) any other text, and one whose key id is not its key's; never shows the text. */
export function openSigner(skey: string): Signer {
  const prefix = 'PRIVATE+KEY+';
  const parts = skey.startsWith(prefix) ? splitKey(skey.slice(prefix.length)) : undefined;
  if (parts === undefined) throw new NoteProblem('key', 'not a signer key');
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, parts.key]), format: 'der', type: 'pkcs8' });
  const vkey = verifierKey(parts.name, publicBytes(createPublicKey(privateKey)));
  if (keyIdOf(vkey) !== parts.keyId) throw new NoteProblem('key', 'the key id of a signer key is not its own');
  return { name: parts.name, keyId: parts.keyId, vkey, sign: bytes => signBytes(null, bytes, privateKey) };
}

/** The verifier of a `vkey`. Refuses (`key`) any other text, and one whose key id is not its key's. */
export function openVerifier(vkey: string): Verifier {
  const parts = splitKey(vkey);
  if (parts === undefined || verifierKey(parts.name, parts.key) !== vkey) {
    throw new NoteProblem('key', `not a verifier key: ${JSON.stringify(vkey.slice(0, 200))}`);
  }
  const x = Buffer.from(parts.key).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return {
    name: parts.name,
    keyId: parts.keyId,
    vkey,
    verify: (bytes, signature) => verifyBytes(null, bytes, publicKey, signature),
  };
}

/** Throws `NoteProblem` (`name`) unless this can name a key: not empty, no Unicode space, no plus, no control, well-formed. */
export function checkName(name: string): void {
  if (!isName(name)) throw new NoteProblem('name', `${JSON.stringify(name.slice(0, 200))} cannot name a key`);
}

/** Whether `checkName` takes it. */
export function isName(name: string): boolean {
  // White_Space is what Go's unicode.IsSpace tests; the controls are the ones a note may not hold.
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+\u0000-\u001f]/u.test(name);
}

function splitKey(text: string): { name: string; keyId: string; key: Uint8Array } | undefined {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const [, name = '', keyId = '', base64 = ''] = match ?? [];
  const typed = fromBase64(base64);
  if (!isName(name) || typed?.length !== 1 + keyBytes || typed[0] !== ed25519) return undefined;
  return { name, keyId, key: typed.subarray(1) };
}

function verifierKey(name: string, publicKey: Uint8Array): string {
  const typed = Buffer.of(ed25519, ...publicKey);
  const keyId = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
  return `${name}+${keyId}+${toBase64(typed)}`;
}

function keyIdOf(vkey: string): string {
  return vkey.split('+')[1] ?? '';
}

function publicBytes(key: KeyObject): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
