// From another language to Lao: the Lao words that a question in Latin letters means, by the word lists of open registers. They
// may be wrong as the lists are: what they find belongs behind what was found by the question itself.
import type { Speaker } from '#store';
import type { Registers } from './candidate.ts';
import { countHits } from './count.ts';
import { glossBetween } from './word-entry.ts';
import { glossWords } from './word-gloss.ts';

const charsMax = 200;
const questionWordsMax = 6;
const meaningsMax = 8;
/** So many are counted in the registers at most. */
const countedMax = 24;

/**
 * Lao words for a question in Latin letters, the best first, at most 8: those that mean exactly this, then those that mean
 * more, then what its words mean one by one. Of equals first the word that more records of `registers` (all open ones if absent)
 * have; what none has is left out. Empty for Lao, and where no word list is open.
 */
export async function glossedWords(sql: Speaker, words: string, registers?: Registers): Promise<readonly string[]> {
  const asked = words.slice(0, charsMax);
  if (!/\p{Script=Latin}/u.test(asked) || /\p{Script=Lao}/u.test(asked)) return [];
  const parts = [...new Set(glossWords(asked))].slice(0, questionWordsMax);
  if (parts.length === 0) return [];
  const meant = await readMeant(sql, parts.length === 1 ? parts : [parts.join(' '), ...parts]);
  const within = meant.length === 0 ? [] : await registersOfTexts(sql, registers);
  const counted = [];
  for (const one of meant.slice(0, countedMax)) {
    const count = await countRecords(sql, one.word, within);
    if (count > 0) counted.push({ ...one, count });
  }
  const sorted = counted.sort((one, other) => one.grade - other.grade || other.count - one.count);
  return sorted.slice(0, meaningsMax).map(one => one.word);
}

interface Meant {
  readonly word: string;
  /** 0 for a word that means the question, 1 and more for one that means so many words beside it. */
  readonly grade: number;
}

// The words of a question by themselves answer a part of it: only what means nothing else, and after all others.
const partGrade = 100;

async function readMeant(sql: Speaker, parts: readonly string[]): Promise<Meant[]> {
  const rows = await sql`
    select p.place, f.word, f.beside
    from unnest(${parts as string[]}::text[]) with ordinality p (text, place)
    cross join lateral (
      select k.word, min(array_length(string_to_array(g.gloss, ' '), 1)) - array_length(string_to_array(p.text, ' '), 1) as beside
      from laopedia.search_word k
      cross join lateral unnest(string_to_array(k.gloss, ${glossBetween})) g (gloss)
      where string_to_array(k.gloss, ' ') @> string_to_array(p.text, ' ')
        and string_to_array(g.gloss, ' ') @> string_to_array(p.text, ' ')
        and k.register_id = any(array(select id from laopedia.register where open))
      group by k.word
      order by beside, length(k.word), k.word
      limit ${countedMax}
    ) f
    where p.place = 1 or f.beside = 0
    order by p.place = 1 desc, f.beside, length(f.word), f.word`;
  const best = new Map<string, Meant>();
  for (const row of rows) {
    const word = String(row['word']);
    const grade = Number(row['beside']) + (Number(row['place']) === 1 ? 0 : partGrade);
    if (!best.has(word)) best.set(word, { word, grade });
  }
  return [...best.values()];
}

// A word list has all its words: that says nothing of whether anybody writes them.
async function registersOfTexts(sql: Speaker, registers: Registers): Promise<number[]> {
  const rows = await sql`
    select id from laopedia.register r
    where open and (${registers === undefined} or id = any(${(registers ?? []) as number[]}::int4[]))
      and not exists (select from laopedia.search_word w where w.register_id = r.id)`;
  return rows.map(row => Number(row['id']));
}

async function countRecords(sql: Speaker, word: string, registers: readonly number[]): Promise<number> {
  const counts = await countHits(sql, word, registers);
  return counts.reduce((sum, { count }) => sum + count, 0);
}
