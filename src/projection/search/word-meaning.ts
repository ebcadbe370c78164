// From another language to Lao: the Lao words that a question in Latin letters means, by the word lists of open registers. They
// may be wrong as the lists are: what they find belongs behind what was found by the question itself.
import { analyse } from '#lib/lao';
import type { Speaker } from '#store';
import type { Registers } from './candidate.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';
import { textLexemes } from './lexeme-row.ts';
import { glossBetween } from './word-entry.ts';
import { glossWords } from './word-gloss.ts';
import { readRegistersOfTexts } from './word-lists.ts';

const charsMax = 200;
const questionWordsMax = 6;
const meaningsMax = 8;
/** So many Lao words are read for a question, and for each word of it. */
const readMost = 60;

/**
 * Lao words for a question in Latin letters, the best first, at most 8: those that mean exactly this, then those that mean
 * more, then, if each of its words means something, what they mean one by one; of equals first what more records of
 * `registers` (all open ones if absent) have. Words that hardly any record has come last; one that holds a better word finds
 * nothing more and is left out. Empty for Lao, and where no word list is open.
 */
export async function glossedWords(sql: Speaker, words: string, registers?: Registers): Promise<readonly string[]> {
  const asked = words.slice(0, charsMax);
  if (!/\p{Script=Latin}/u.test(asked) || /\p{Script=Lao}/u.test(asked)) return [];
  const parts = [...new Set(glossWords(asked))].slice(0, questionWordsMax);
  if (parts.length === 0) return [];
  const meant = await readMeant(sql, parts.length === 1 ? parts : [parts.join(' '), ...parts]);
  if (meant.length === 0) return [];
  const texts = await readRegistersOfTexts(sql);
  const searched = registers === undefined ? texts : texts.filter(id => registers.includes(id));
  return searched.length === 0 ? [] : bestOf(meant, await knowledgeOf(sql, searched));
}

interface Meant {
  readonly word: string;
  /** 0 for a word that means the question, 1 and more for one that means so many words beside it. */
  readonly grade: number;
}

// The words of a question by themselves answer a part of it: only what means nothing else, and after all others.
const partGrade = 100;

async function readMeant(sql: Speaker, parts: readonly string[]): Promise<Meant[]> {
  // Adding 0 keeps the primary key out of it, which would find every word of the list.
  const rows = await sql`
    select p.place::int4, f.word, f.beside
    from unnest(${parts as string[]}::text[]) with ordinality p (text, place)
    cross join lateral (
      select k.word, min(cardinality(string_to_array(g.gloss, ' '))) - cardinality(string_to_array(p.text, ' ')) as beside
      from laopedia.search_word k
      cross join lateral unnest(string_to_array(k.gloss, ${glossBetween})) g (gloss)
      where string_to_array(k.gloss, ' ') @> string_to_array(p.text, ' ')
        and string_to_array(g.gloss, ' ') @> string_to_array(p.text, ' ')
        and k.register_id + 0 = any(array(select id from laopedia.register where open))
      group by k.word
      order by beside, length(k.word), k.word
      limit ${readMost}
    ) f
    order by p.place = 1 desc, f.beside, length(f.word), f.word`;
  // With a word that means nothing the question is not English alone: Muang Long is a place, and not long.
  const isAllMeant = new Set(rows.map(row => row['place']).filter(place => place !== 1)).size === parts.length - 1;
  const best = new Map<string, Meant>();
  for (const row of rows) {
    const [word, beside, isPart] = [String(row['word']), Number(row['beside']), row['place'] !== 1];
    if (best.has(word) || (isPart && (beside > 0 || !isAllMeant))) continue;
    best.set(word, { word, grade: isPart ? partGrade : beside });
  }
  return [...best.values()];
}

// A short word's syllables stand side by side in longer words too; of three on it is surely the word.
const sureSyllables = 3;

// A dictionary is full of words that nobody writes: they come last, since what stands in one record is not known of either.
function bestOf(meant: readonly Meant[], knowledge: Knowledge): string[] {
  const known = meant.map(({ word, grade }) => {
    const records = Math.min(...Array.from(textLexemes(word), lexeme => knowledge.count(lexeme)));
    const doubts = Math.max(0, sureSyllables - analyse(word).count);
    return { word, grade, unseen: records < 1 ? 1 : 0, worth: records / 2 ** doubts };
  });
  known.sort((one, other) => one.unseen - other.unseen || one.grade - other.grade || other.worth - one.worth);
  const best: string[] = [];
  for (const { word } of known) {
    if (best.length === meaningsMax) break;
    if (!best.some(better => word.includes(better))) best.push(word);
  }
  return best;
}
