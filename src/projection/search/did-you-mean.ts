// Did you mean: what somebody may have meant whose words are nowhere as typed. What stands in the best hits is looked at first,
// then what the index knows. It needs no list of words.
import type { Speaker } from '#store';
import { askedOf } from './asked.ts';
import type { Registers } from './candidate.ts';
import { type CountedHits, countHits } from './count.ts';
import { respellings } from './respell.ts';
import { scopesOf } from './scope.ts';
import { type SearchHit, search } from './search.ts';
import { type Spelling, spellingIn } from './spelling.ts';

const hitsRead = 40;
const respelledHits = 5;

/** What was searched, and what it gave: the best hits, and how many records have all the words. */
export interface Judged {
  readonly words: string;
  readonly registers?: Registers;
  readonly place?: string | undefined;
  readonly hits: readonly SearchHit[];
  readonly counted: readonly CountedHits[];
}

/**
 * What somebody may have meant whose words are nowhere as they typed them: a spelling near theirs that is in the records, and
 * that a search finds. Undefined where the words are found, by spelling or sound, or nothing comes near. `hits`, the best of
 * them, spare a search where they are known.
 */
export async function didYouMean(
  sql: Speaker,
  words: string,
  registers?: Registers,
  place?: string,
  hits?: readonly SearchHit[],
): Promise<string | undefined> {
  const found = hits ?? (await search(sql, { words, registers, limit: hitsRead, place }));
  if (isHeld(spellingIn(words, found))) return undefined;
  const counted = await countHits(sql, words, registers, place);
  const spelling = await spellingOf(sql, { words, registers, place, hits: found, counted });
  return spelling.held === 'near' ? spelling.text : undefined;
}

/** How words stand in what they found; where they are nowhere, the index is asked for a spelling a letter away. */
export async function spellingOf(sql: Speaker, judged: Judged): Promise<Spelling> {
  const { words, registers, place, hits, counted } = judged;
  const spelling = spellingIn(words, hits);
  if (isHeld(spelling) && spelling.held !== 'part') return spelling;
  // Who has all the words may have them far apart, where no snippet shows them together.
  if (counted.length > 0) return { held: 'exact' };
  if (spelling.held === 'part') return spelling;
  if (spelling.held === 'near' && spelling.edits === 1) return spelling;
  const { knowledge } = await scopesOf(sql, registers, place);
  for (const text of respellings(askedOf(words)?.words ?? '', knowledge)) {
    const found = spellingIn(text, await search(sql, { words: text, registers, place, limit: respelledHits }));
    if (found.held === 'exact') return { held: 'near', text, edits: 1 };
    if (found.held === 'folded') return { held: 'near', text: found.text, edits: 1 };
  }
  return spelling;
}

function isHeld({ held }: Spelling): boolean {
  return held !== 'near' && held !== 'loose';
}
