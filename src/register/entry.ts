// An entry: an item's numbered appearance in the log. Here its canonical bytes are made and read; its number is its place
// in the tree, so the bytes hold no number, no time and no person, and can be hashed before anybody approves.
import { hash } from 'node:crypto';
import { canonicalJson, type JsonObject, parseStrictJson } from '#lib/canonical-json';
import type { Tier } from './tier.ts';

/**
 * `put` an item; `withdraw` a key; `redact` bodies for ever; `succeed` a key by others; `schema`; `publication`.
 *
 * `succeed` withdraws its key and says what took its place: to every fold of records it is a `withdraw` (no body, empty
 * digests, `validFrom` where a day is stated), and `to` and `how` go beside it into `laopedia.successor`, from where
 * references to the old key are led on. The keys in `to` were put by other entries; they stood when it was published.
 */
export type Operation = 'put' | 'withdraw' | 'redact' | 'succeed' | 'schema' | 'publication';

/** How a key was succeeded: it got another one, it went into another record, or it was divided among several. */
export type SuccessionKind = 'renumbered' | 'merged' | 'split';

/** The kinds of succession. */
export const successionKinds: readonly SuccessionKind[] = ['renumbered', 'merged', 'split'];

/** What took the place of a key: one key, or at least two where it was split. */
export interface Succeeded {
  readonly to: readonly string[];
  readonly how: SuccessionKind;
}

/** SHA-256 of a tier's salt and canonical body, in base64. */
export type Digests = Readonly<Partial<Record<Tier, string>>>;

/** An entry that stands for a key, or for the schema (`key` empty). */
export interface RowEntry {
  readonly op: Exclude<Operation, 'publication'>;
  readonly key: string;
  readonly validFrom?: string;
  readonly digests: Digests;
  /** Of `succeed` only, as in Succeeded. */
  readonly to?: readonly string[];
  readonly how?: SuccessionKind;
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
  if (entry.validFrom === undefined && entry.to === undefined && entry.how === undefined) return plainEntry(entry);
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

/** What a parsed entry says took the place of its key; undefined where it is no `succeed`, or none of this form. */
export function succeededBy(entry: JsonObject): Succeeded | undefined {
  const { op, to, how } = entry;
  const kind = successionKinds.find(one => one === how);
  if (op !== 'succeed' || kind === undefined || !Array.isArray(to)) return undefined;
  return { to: to.filter(key => typeof key === 'string'), how: kind };
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
