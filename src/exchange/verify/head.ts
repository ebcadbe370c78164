// The checkpoint of a log under check: its form, its signature, whose log it is. Nothing is believed without the key.
import {
  type Checkpoint,
  NoteProblem,
  openNote,
  openVerifier,
  parseCheckpoint,
  parseNote,
  type Verifier,
} from '#lib/note';
import { refuseVerify } from '../refusals.ts';
import type { LogSource } from '../source.ts';
import type { KeySource } from './report.ts';

/** A checkpoint that may be held against a log. */
export interface SignedHead {
  readonly checkpoint: Checkpoint;
  readonly note: string;
  readonly keySource: KeySource;
  readonly key: string | undefined;
}

const maxNoteBytes = 1_000_000;

/** Reads the checkpoint and checks its signature: under the given key, else under the one the log itself gives. */
export async function readHead(source: LogSource, given: string | undefined): Promise<SignedHead> {
  const bytes = await source.find('checkpoint', maxNoteBytes);
  if (bytes === undefined) throw refuseVerify('missing', { path: 'checkpoint' });
  const note = Buffer.from(bytes).toString();
  const key = given ?? (await keyOfLog(source));
  return { checkpoint: openHead(note, key), note, key, keySource: keySourceOf(given, key) };
}

/** The checkpoint in a note, its signature checked unless there is no key. */
export function openHead(note: string, key: string | undefined): Checkpoint {
  const verifier = key === undefined ? undefined : verifierOf(key);
  try {
    const text = verifier === undefined ? parseNote(note).text : openNote(note, [verifier]).text;
    const checkpoint = parseCheckpoint(text);
    if (verifier === undefined || verifier.name === checkpoint.origin) return checkpoint;
    throw refuseVerify('wrong-log', { origin: checkpoint.origin, name: verifier.name });
  } catch (problem) {
    if (!(problem instanceof NoteProblem)) throw problem;
    if (problem.code === 'signature') throw refuseVerify('wrong-signature');
    if (problem.code === 'unverified') throw refuseVerify('wrong-key', { key: key ?? '' });
    throw refuseVerify('checkpoint-unreadable');
  }
}

/** Where the key of a check came from. */
export function keySourceOf(given: string | undefined, key: string | undefined): KeySource {
  if (given !== undefined) return 'given';
  return key === undefined ? 'none' : 'log';
}

function verifierOf(key: string): Verifier {
  try {
    return openVerifier(key.trim());
  } catch (problem) {
    if (problem instanceof NoteProblem) throw refuseVerify('key-unreadable', { key: key.slice(0, 200) });
    throw problem;
  }
}

async function keyOfLog(source: LogSource): Promise<string | undefined> {
  const bytes = await source.find('key', maxNoteBytes);
  const [first = ''] = bytes === undefined ? [] : Buffer.from(bytes).toString().split('\n');
  return first === '' ? undefined : first;
}
