// Holds the kept words against the log: every plain word stands there with what it means, and no other. It reads items by
// itself; it does not call what keeps the words.
import { normalise } from '#lib/lao';
import type { Field, Item } from '#register';
import type { Checked, Divergence, FoldCheck, Speaker } from '#store';

interface Kept {
  readonly word: string;
  readonly gloss: string;
}

/** Begins the comparison of a word list; a register that is none may keep no words at all. */
export async function checkWords(sql: Speaker, { registerId, register, found }: Checked): Promise<FoldCheck> {
  const open = register.schema.fields.filter(field => field.visibility === 'public');
  const word = open.find(field => field.lexical === 'word');
  const glosses = open.filter(field => field.lexical === 'gloss');
  const place = (key: string) => ({ place: `word ${key}`, key });
  return {
    async take(keys) {
      if (word === undefined) return;
      const standing = keys.filter(key => key.put !== undefined && key.versions.at(-1)?.withdrawn === false);
      const names = standing.map(key => key.key);
      const rows = await sql`
        select key, word, gloss from laopedia.search_word
        where register_id = ${registerId} and key = any(${names}::text[])`;
      const kept = new Map(rows.map(row => [String(row['key']), row as unknown as Kept]));
      for (const { key, item = {} } of standing) {
        const how = divergence(kept.get(key), item, word, glosses);
        if (how !== undefined) found({ ...place(key), how });
      }
    },
    async end() {
      const stands = `exists (select from records.r${registerId} r where r.key = k.key and not r.withdrawn)`;
      const rows = await sql.unsafe(`
        select key from laopedia.search_word k
        where register_id = ${registerId} and ${word === undefined ? 'true' : `not ${stands}`} limit 100`);
      for (const row of rows) found({ ...place(String(row['key'])), how: 'superfluous' });
    },
  };
}

function divergence(
  kept: Kept | undefined,
  item: Item,
  word: Field,
  glosses: readonly Field[],
): Divergence['how'] | undefined {
  const said = String(item[word.name] ?? '');
  if (kept === undefined) return plainWord.test(said) ? 'missing' : undefined;
  const lao = normalise(said).replace(/\s+/g, ' ').trim();
  if (plainWord.test(said) ? kept.word !== lao : !lao.includes(kept.word)) return 'different';
  const means = glosses.map(field => String(item[field.name] ?? '')).join(';');
  return meansTheSame(kept.gloss, means.toLowerCase()) ? undefined : 'different';
}

const plainWord = /^\p{Script=Lao}{2,40}$/u;

// Without the rules of folding: only what they leave alone is told, each way, and that of a plural the beginning is kept.
function meansTheSame(gloss: string, means: string): boolean {
  if (!/^[a-z0-9 ,;]{0,900}$/.test(means)) return true;
  const [kept, said] = [wordsOf(gloss), wordsOf(means)];
  const isKept = (one: string) => kept.some(other => isSame(one, other));
  const isSaid = (one: string) => said.some(other => isSame(other, one));
  return kept.every(isSaid) && said.filter(word => word.length > longestLittleWord).every(isKept);
}

const longestLittleWord = 5;

function wordsOf(text: string): string[] {
  return text.split(/[ ,;]+/).filter(word => word !== '');
}

function isSame(said: string, kept: string): boolean {
  return said === kept || (said.endsWith('s') && singulars(said).includes(kept));
}

function singulars(word: string): string[] {
  return [word.slice(0, -1), word.slice(0, -2), `${word.slice(0, -3)}y`];
}
