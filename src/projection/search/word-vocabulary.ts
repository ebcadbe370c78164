// The words that search has been given: read from the word lists when they are first needed, held in the process, and read
// again when a list has changed. Closed registers are not read.
import { type Lexicon, lexiconOf } from '#lib/lao';
import type { Speaker } from '#store';

/** The words of all open word lists. */
export interface Vocabulary {
  readonly lexicon: Lexicon;
  /** Numbers of the registers that are lists of words. */
  readonly lists: readonly number[];
  readonly words: number;
  /** True where the lists hold more than are kept. */
  readonly cut: boolean;
}

/** So many different words are kept at most. */
export const vocabularyWordsMax = 200_000;

/** For so long a look at the lists is trusted, unless this process publishes one. */
const heldMs = 2000;

interface Look {
  readonly atMs: number;
  readonly vocabulary: Promise<Vocabulary | undefined>;
}

const looks = new WeakMap<Speaker, Look>();
let publishedMs = 0;

/** Tells that words are being published in this process: the next search looks at the lists again. */
export function wordsPublished(): void {
  publishedMs = performance.now();
}

/** The vocabulary as the word lists stand; undefined where there is none. At most two seconds behind another process. */
export function vocabularyOf(sql: Speaker): Promise<Vocabulary | undefined> {
  const now = performance.now();
  const last = looks.get(sql);
  if (last !== undefined && now - last.atMs < heldMs && last.atMs > publishedMs) return last.vocabulary;
  const vocabulary = lookAgain(sql);
  looks.set(sql, { atMs: now, vocabulary });
  vocabulary.catch(() => looks.delete(sql));
  return vocabulary;
}

/** One for the process, whichever pool asks: known by the roots of the lists' logs, which no two logs share. */
let held: { readonly roots: string; readonly vocabulary: Promise<Vocabulary> } | undefined;

async function lookAgain(sql: Speaker): Promise<Vocabulary | undefined> {
  const lists = await sql`
    select r.id, encode(h.root, 'hex') as root
    from laopedia.register r join laopedia.head h on h.register_id = r.id
    where r.open and exists (select from laopedia.search_word w where w.register_id = r.id)
    order by r.id`;
  if (lists.length === 0) {
    held = undefined;
    return undefined;
  }
  const roots = lists.map(list => `${list['id']} ${list['root']}`).join();
  if (held?.roots !== roots) {
    const vocabulary = readVocabulary(
      sql,
      lists.map(list => Number(list['id'])),
    );
    held = { roots, vocabulary };
    vocabulary.catch(() => {
      held = undefined;
    });
  }
  return held.vocabulary;
}

// As one text: rows of the driver would take many times the memory of the words.
async function readVocabulary(sql: Speaker, lists: readonly number[]): Promise<Vocabulary> {
  const rows = await sql`
    select coalesce(string_agg(word, e'\n'), '') as words, count(*)::int4 as count
    from (select word from laopedia.search_word where register_id = any(${lists as number[]}::int4[])
          group by word order by length(word), word limit ${vocabularyWordsMax + 1}) w`;
  const words = String(rows[0]?.['words'] ?? '').split('\n');
  const cut = words.length > vocabularyWordsMax;
  if (cut) words.pop();
  return { lexicon: lexiconOf(words), lists, words: words.length, cut };
}
