// What an entry is, read from its bytes by the strict reader. Unknown forms and bytes that are not canonical fail.
import { canonicalJson, type JsonObject } from '#lib/canonical-json';
import { entryForm, parseEntry, publicationForm, type Refusal } from '#register';
import { refuseVerify } from '../refusals.ts';

/** What matters of an entry for the whole. */
export interface Appearance {
  readonly op: string;
  /** Digest of its public body, if it has one. */
  readonly publicDigest: string | undefined;
  /** Of a publication. */
  readonly first?: number;
  readonly count?: number;
  readonly time?: string;
}

const operations = ['put', 'withdraw', 'redact', 'succeed', 'schema'];
const timeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads an entry; adds a failure and answers undefined where it is of no known form. */
export function readAppearance(number: number, bytes: Uint8Array, failures: Refusal[]): Appearance | undefined {
  const entry = readCanonical(bytes);
  const appearance = entry === undefined ? undefined : appearanceOf(entry);
  if (appearance === undefined) failures.push(refuseVerify('entry-unreadable', { number }));
  return appearance;
}

function readCanonical(bytes: Uint8Array): JsonObject | undefined {
  try {
    const text = decoder.decode(bytes);
    const entry = parseEntry(text);
    return entry !== undefined && canonicalJson(entry) === text ? entry : undefined;
  } catch {
    return undefined; // not UTF-8
  }
}

function appearanceOf(entry: JsonObject): Appearance | undefined {
  const { form, op, digests, first, count, time, key } = entry;
  if (typeof op !== 'string' || !isObject(digests)) return undefined;
  const given = digests['public'];
  if (given !== undefined && typeof given !== 'string') return undefined;
  if (form === entryForm) {
    return operations.includes(op) && typeof key === 'string' ? { op, publicDigest: given } : undefined;
  }
  if (form !== publicationForm || op !== 'publication') return undefined;
  if (typeof first !== 'number' || typeof count !== 'number') return undefined;
  if (typeof time !== 'string' || !timeForm.test(time)) return undefined;
  return { op, publicDigest: given, first, count, time };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
