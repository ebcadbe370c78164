// An entry: an item's numbered appearance in the log. Here its canonical bytes are made and read; its number is its place
// in the tree, so the bytes hold no number, no time and no person, and can be hashed before anybody approves.
import { hash } from 'node:crypto';
import { canonicalJson, type JsonObject, parseStrictJson } from '#lib/canonical-json';
import type { Tier } from './tier.ts';

/** `put` an item; `withdraw` a key; `redact` bodies for ever; `succeed` a key by another; `schema`; `publication`. */
export type Operation = 'put' | 'withdraw' | 'redact' | 'succeed' | 'schema' | 'publication';

/** SHA-256 of a tier's salt and canonical body, in base64. */
export type Digests = Readonly<Partial<Record<Tier, string>>>;

/** An entry that stands for a key, or for the schema (`key` empty). */
export interface RowEntry {
  readonly op: Exclude<Operation, 'publication'>;
  readonly key: string;
  readonly validFrom?: string;
  readonly digests: Digests;
  readonly to?: string;
  readonly how?: string;
}

/** The form and hash every entry names, so that a later form can stand beside it. */
export const entryForm = 'laopedia/entry/v1+sha256';

const tierDomain = Buffer.from('laopedia/tier/v1\0');

/** Length of a tier's salt in bytes. */
export const saltBytes = 32;

/** The salted digest of a tier's body (LOG.md): without the salt nobody can guess a hidden value from it. */
export function tierDigest(salt: Uint8Array, canonicalBody: string): string {
  return hash('sha256', Buffer.concat([tierDomain, salt, Buffer.from(canonicalBody)]), 'base64');
}

/** The canonical bytes of a row entry as text (RFC 8785). */
export function composeEntry(entry: RowEntry): string {
  if (entry.validFrom === undefined && entry.to === undefined) return plainEntry(entry);
  return canonicalJson({ form: entryForm, ...(entry as unknown as JsonObject) });
}

// The common case written out, in RFC 8785 order of names: a million of them are made in one import.
function plainEntry({ op, key, digests }: RowEntry): string {
  const parts: string[] = [];
  if (digests.custodian !== undefined) parts.push(`"custodian":"${digests.custodian}"`);
  if (digests.government !== undefined) parts.push(`"government":"${digests.government}"`);
  if (digests.public !== undefined) parts.push(`"public":"${digests.public}"`);
  return `{"digests":{${parts.join(',')}},"form":"${entryForm}","key":${JSON.stringify(key)},"op":"${op}"}`;
}

/** Reads the bytes of a row or publication entry; undefined where they are of no form known here. */
export function parseEntry(bytes: string): JsonObject | undefined {
  try {
    const entry = parseStrictJson(bytes, { maxDepth: 8 });
    return typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? (entry as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
