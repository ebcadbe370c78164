// The key of a backup as an operator gives it: a file with a secret or a public half, or with a pass phrase in its first line.
import { readFile } from 'node:fs/promises';
import { identityOfPassPhrase, readIdentity, readRecipient, SealProblem } from '#lib/sealed';
import { refuseBackup } from './refusals.ts';
import type { BackupSet, Sealing } from './set.ts';

const leastLetters = 12;

/** To whom a set is sealed with this key file. A pass phrase is stretched with the salt of the set, where there is one. */
export async function sealingOf(keyFile: string, known: BackupSet | undefined): Promise<Sealing> {
  const text = await textOf(keyFile);
  const recipient = reading(keyFile, () => readRecipient(text));
  if (recipient !== undefined) return { recipient };
  const { identity, salt } = identityOfPassPhrase(phraseOf(text, keyFile), known?.phrase);
  return { recipient: identity.recipient, phrase: salt };
}

/** The secret half for a set. Refuses a public half, and a pass phrase that is not the set's. */
export async function secretOf(keyFile: string, set: BackupSet): Promise<string> {
  const text = await textOf(keyFile);
  const identity = reading(keyFile, () => readIdentity(text));
  if (identity !== undefined) return checked(identity, set);
  if (set.phrase === undefined)
    throw refuseBackup(readRecipient(text) === undefined ? 'wrong-key' : 'key-needed', { file: set.folder });
  return checked(identityOfPassPhrase(phraseOf(text, keyFile), set.phrase).identity, set);
}

function checked(
  { secret, recipient }: { readonly secret: string; readonly recipient: string },
  set: BackupSet,
): string {
  if (recipient !== set.recipient) throw refuseBackup('wrong-key', { file: set.folder });
  return secret;
}

function phraseOf(text: string, file: string): string {
  const phrase = text.split(/\r?\n/)[0]?.trim() ?? '';
  if (phrase.length < leastLetters) throw refuseBackup('key-unreadable', { file, least: leastLetters });
  return phrase;
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw refuseBackup('key-unreadable', { file, least: leastLetters });
  });
}

function reading<Found>(file: string, read: () => Found): Found {
  try {
    return read();
  } catch (problem) {
    if (problem instanceof SealProblem) throw refuseBackup('key-unreadable', { file, least: leastLetters });
    throw problem;
  }
}
