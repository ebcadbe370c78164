// Resolves texts to keys of a register: keys first, then aliases and names. What two records share is ambiguous, not guessed.
import { encodeKeyPart } from '#register';
import { findRegister, type Speaker } from '#store';
import { mostNamed, nameIndex } from './name-index.ts';
import { readSuccessors } from './successors.ts';

/** What a text names: one record, several, or none (with the nearest name, to ask "did you mean"). */
export type NameAnswer =
  | { readonly found: string; readonly withdrawn?: boolean; readonly by: 'key' | 'alias' | 'name' }
  | { readonly ambiguous: readonly string[] }
  | { readonly absent: true; readonly suggestion?: string };

/** Resolves texts in a register; one that is not there holds nothing. */
export async function resolveNames(
  sql: Speaker,
  register: string,
  texts: readonly string[],
): Promise<Map<string, NameAnswer>> {
  const answers = new Map<string, NameAnswer>();
  const stored = await findRegister(sql, register);
  if (stored === undefined || texts.length === 0) return answers;
  const keys = new Map(texts.map(text => [encodeKeyPart(text.normalize('NFC').trim()), text]));
  const rows = await sql.unsafe(`select key, withdrawn from records.r${stored.id} where key = any($1::text[])`, [
    [...keys.keys()],
  ]);
  for (const row of rows) {
    const key = String(row['key']);
    const text = keys.get(key);
    if (text !== undefined) answers.set(text, { found: key, withdrawn: Boolean(row['withdrawn']), by: 'key' });
  }
  const gone = rows.filter(row => row['withdrawn']).map(row => String(row['key']));
  for (const [key, heirs] of await readSuccessors(sql, stored.id, gone)) {
    const text = keys.get(key);
    const [heir] = heirs;
    if (text === undefined || heir === undefined) continue;
    answers.set(text, heirs.length === 1 ? { found: heir, by: 'alias' } : { ambiguous: heirs });
  }
  const left = texts.filter(text => !answers.has(text));
  if (left.length === 0 || stored.records > mostNamed) return answers;
  const index = await nameIndex(sql, stored);
  for (const text of left) {
    const found = index.find(text);
    const [first] = found;
    if (first !== undefined && found.length === 1) answers.set(text, { found: first.key, by: first.by });
    else if (first !== undefined) answers.set(text, { ambiguous: found.map(one => one.key) });
    else {
      const suggestion = index.suggest(text);
      answers.set(text, suggestion === undefined ? { absent: true } : { absent: true, suggestion });
    }
  }
  return answers;
}
