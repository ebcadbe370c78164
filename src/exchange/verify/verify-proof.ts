// Checks one entry from the text of a proof alone (C2SP tlog-proof with the entry in its `extra`): a file, or the words of a
// printed extract typed or scanned back in. It asks no server.
import type { JsonObject } from '#lib/canonical-json';
import { leafHash, verifyInclusion } from '#lib/merkle';
import { NoteProblem, parseProof, type TlogProof } from '#lib/note';
import { parseEntry, Refusal, tierDigest } from '#register';
import { refuseVerify } from '../refusals.ts';
import { keySourceOf, openHead } from './head.ts';
import type { KeySource } from './report.ts';

/** What a proof shows. Without a key the signature is not checked, and `keySource` is `none`. */
export interface ProofReport {
  readonly holds: boolean;
  readonly keySource: KeySource;
  readonly origin: string | undefined;
  readonly size: number;
  readonly number: number | undefined;
  readonly entry: JsonObject | undefined;
  /** The public body, if the proof holds it. */
  readonly body: string | undefined;
  readonly failures: readonly Refusal[];
}

const nothing = { origin: undefined, size: 0, number: undefined, entry: undefined, body: undefined };

/** Checks a proof: the checkpoint's signature under the key, the entry's place under its root, the body's digest. */
export function verifyProof(text: string, key?: string): ProofReport {
  const keySource = keySourceOf(key, key);
  try {
    const proof = readProof(text);
    const { entry, salt, body } = readExtra(proof);
    const { origin, size, root } = openHead(proof.checkpoint, key);
    const number = proof.index;
    const failures: Refusal[] = [];
    if (!verifyInclusion(leafHash(Buffer.from(entry)), number, size, proof.hashes, root)) {
      failures.push(refuseVerify('proof-fails', { number }));
    }
    const parsed = parseEntry(entry);
    if (parsed === undefined) failures.push(refuseVerify('entry-unreadable', { number }));
    const digest = (parsed?.['digests'] as JsonObject | undefined)?.['public'];
    if (body !== undefined && tierDigest(Buffer.from(salt ?? '', 'base64'), body) !== digest) {
      failures.push(refuseVerify('body-changed', { number }));
    }
    return { holds: failures.length === 0, keySource, origin, size, number, entry: parsed, body, failures };
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return { holds: false, keySource, ...nothing, failures: [problem] };
  }
}

function readProof(text: string): TlogProof {
  try {
    return parseProof(text.replaceAll('\r\n', '\n'));
  } catch (problem) {
    if (problem instanceof NoteProblem) throw refuseVerify('proof-unreadable');
    throw problem;
  }
}

function readExtra({ extra }: TlogProof): { readonly entry: string; readonly salt?: string; readonly body?: string } {
  const known = extra === undefined ? undefined : parseEntry(Buffer.from(extra).toString());
  const { entry, salt, body } = known ?? {};
  if (typeof entry !== 'string') throw refuseVerify('proof-without-entry');
  return typeof salt === 'string' && typeof body === 'string' ? { entry, salt, body } : { entry };
}
