// Signed notes as C2SP signed-note has them: a text, a blank line, and lines of signatures. It does not know what the
// text means, and keeps no list of keys.
import { checkName, isName, type Signer, type Verifier } from './key.ts';
import { NoteProblem } from './note-problem.ts';
import { fromBase64, toBase64 } from './text-forms.ts';

/** One signature line of a note. */
export interface NoteSignature {
  readonly name: string;
  /** Eight lower-case hexadecimal digits. */
  readonly keyId: string;
  /** Without the key id; 64 bytes for Ed25519, of any length for other kinds. */
  readonly signature: Uint8Array;
}

/** A note taken apart, nothing of it checked. */
export interface ParsedNote {
  /** With its last newline, without the blank line. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A note at least one known key has signed. */
export interface OpenedNote {
  readonly text: string;
  /** By known keys, each once. */
  readonly verifiedSignatures: readonly NoteSignature[];
  /** By keys not known here; nothing is known about them. */
  readonly unverified: readonly NoteSignature[];
}

/** More signatures than this are refused (C2SP asks for at least 16; Go's note package stops at 100). */
const maxSignatures = 100;

/** A longer note is refused, in UTF-16 code units. */
const maxNoteLength = 1_000_000;

/**
 * Signs a text: one signature line for each signer, in order. Two signers at once are how a key is rotated: who knows
 * either key accepts the note. Refuses (`text`) a text without a newline at its end or with control characters, and a
 * signer given twice.
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n') || !isNoteText(text)) {
    throw new NoteProblem('text', 'a text to be signed ends in a newline and has no control characters');
  }
  if (signers.length === 0 || signers.length > maxSignatures) throw new NoteProblem('text', 'no signers, or too many');
  if (new Set(signers.map(signer => signer.vkey)).size < signers.length)
    throw new NoteProblem('text', 'a signer twice');
  const bytes = Buffer.from(text, 'utf8');
  const lines = signers.map(signer => {
    checkName(signer.name);
    return `— ${signer.name} ${toBase64(Buffer.concat([Buffer.from(signer.keyId, 'hex'), signer.sign(bytes)]))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/**
 * Opens a note with the keys one knows. Refuses a text that is no note (`note`), a wrong signature under a known name
 * and key id (`signature`), a note no known key has signed (`unverified`), and two different keys of one name and id (`key`).
 */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const bytes = Buffer.from(text, 'utf8');
  const known = knownKeys(verifiers);
  const seen = new Set<string>();
  const verifiedSignatures: NoteSignature[] = [];
  const unverified: NoteSignature[] = [];
  for (const signature of signatures) {
    const verifier = known.get(place(signature));
    if (verifier === undefined) unverified.push(signature);
    else if (!verifier.verify(bytes, signature.signature)) {
      throw new NoteProblem('signature', `the signature by ${signature.name} is wrong`);
    } else if (!seen.has(place(signature))) {
      seen.add(place(signature));
      verifiedSignatures.push(signature);
    }
  }
  if (verifiedSignatures.length === 0) throw new NoteProblem('unverified', 'no known key has signed this note');
  return { text, verifiedSignatures, unverified };
}

/** Takes a note apart without checking a signature: to show it, or to find which key is needed. Refuses (`note`) others. */
export function parseNote(note: string): ParsedNote {
  const split = note.lastIndexOf('\n\n');
  if (note.length > maxNoteLength || !isNoteText(note) || split < 0 || !note.endsWith('\n')) throw notANote();
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > maxSignatures) throw new NoteProblem('note', `more than ${maxSignatures} signatures`);
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const [, name = '', base64 = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (!isName(name) || bytes === undefined || bytes.length < 5) throw notANote();
  return { name, keyId: Buffer.from(bytes.subarray(0, 4)).toString('hex'), signature: bytes.subarray(4) };
}

function knownKeys(verifiers: readonly Verifier[]): Map<string, Verifier> {
  const known = new Map<string, Verifier>();
  for (const verifier of verifiers) {
    const other = known.get(place(verifier));
    // Key ids are short: two keys under one are somebody's attack on the list of keys.
    if (other !== undefined && other.vkey !== verifier.vkey)
      throw new NoteProblem('key', `two keys are ${place(verifier)}`);
    known.set(place(verifier), verifier);
  }
  return known;
}

function place(key: { readonly name: string; readonly keyId: string }): string {
  return `${key.name}+${key.keyId}`;
}

function isNoteText(text: string): boolean {
  return text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}

function notANote(): NoteProblem {
  return new NoteProblem('note', 'not a signed note');
}
