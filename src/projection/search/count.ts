// How many records of each register have all the words, for the headings of an answer.
import type { Speaker } from '#store';
import { type Asked, askedOf } from './asked.ts';
import type { Registers } from './candidate.ts';
import { ofTitle } from './lexeme-row.ts';
import { type Scope, scopesOf } from './scope.ts';

/** The records of one register that have all the words. */
export interface CountedHits {
  readonly registerId: number;
  readonly count: number;
  /** False where counting stopped: there are more. */
  readonly exact: boolean;
}

const countedMost = 10_000;

/**
 * Counts the records that have all the words, as spelled if any has them so, else however they are spelled; by register, the most
 * first; in a place and all within it if one is given. Counting stops at 10,000 records of a register. What is found by code,
 * name or likeness alone is not counted.
 */
export async function countHits(
  sql: Speaker,
  words: string,
  registers?: Registers,
  place?: string,
): Promise<CountedHits[]> {
  const asked = askedOf(words);
  if (asked === undefined) return [];
  const { scopes } = await scopesOf(sql, registers, place);
  for (const lists of wordLists(asked)) {
    const counts = await Promise.all(scopes.map(scope => countIn(sql, scope, lists)));
    const counted = counts.flat().filter(({ count }) => count > 0);
    if (counted.length > 0)
      return counted.sort((one, other) => other.count - one.count || one.registerId - other.registerId);
  }
  return [];
}

// Of each step from the strict to the loose: one list for titles and one for texts.
function wordLists({ phrase, loosePhrase, parts }: Asked): (readonly number[])[] {
  const exact = parts.flatMap(part => part.exact);
  const loose = parts.flatMap(part => (part.loose.length > 0 ? part.loose : part.exact));
  return [phrase, loosePhrase, exact, loose].filter(list => list.length > 0);
}

async function countIn(sql: Speaker, { registers, filter }: Scope, list: readonly number[]): Promise<CountedHits[]> {
  const rows = await sql`
    select * from laopedia.count_found(${registers as number[]}::int4[], ${[...filter, ...list.map(ofTitle)]}::int4[],
      ${[...filter, ...list]}::int4[], ${countedMost}::int4)`;
  return rows.map(row => {
    const count = Number(row['count']);
    return { registerId: Number(row['register_id']), count: Math.min(count, countedMost), exact: count <= countedMost };
  });
}
