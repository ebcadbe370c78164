// Small JSON files of a backup that carry their own SHA-256 in a last line: a changed bit is found without any key.
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { replaceFile } from '#lib/durable';
import { refuseBackup } from './refusals.ts';

/** Writes a statement in the place of an older one. */
export async function writeStatement(path: string, said: object): Promise<void> {
  const text = `${JSON.stringify(said, null, 1)}\n`;
  await replaceFile(path, [Buffer.from(`${text}sha256 ${hash('sha256', text, 'hex')}\n`)]);
}

/** Reads one; undefined where there is none. Refuses one that was changed or is of another form. */
export async function findStatement<Said extends { readonly form: string }>(
  path: string,
  form: Said['form'],
): Promise<Said | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw problem;
  }
  const end = text.lastIndexOf('sha256 ');
  const body = text.slice(0, Math.max(0, end));
  if (text.slice(end) !== `sha256 ${hash('sha256', body, 'hex')}\n`) throw refuseBackup('damaged', { file: path });
  const said = JSON.parse(body) as Said;
  if (said.form !== form) throw refuseBackup('newer-form', { file: path, form: said.form });
  return said;
}
