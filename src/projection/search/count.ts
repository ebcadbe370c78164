// How many records of each register have all the words, for the headings of an answer; and all of their keys, for a list.
import type { Speaker } from '#store';
import { type Asked, askedOf } from './asked.ts';
import type { Registers } from './candidate.ts';
import { everywhere } from './mixed.ts';
import { type Scope, scopesOf } from './scope.ts';
import { search } from './search.ts';

/** The records of one register that have all the words. */
export interface CountedHits {
  readonly registerId: number;
  readonly count: number;
  /** False where counting stopped: there are more. */
  readonly exact: boolean;
}

/** Keys of a register's records that answer, the best first. */
export interface FoundKeys {
  readonly keys: readonly string[];
  /** False where more records have the words than are given. */
  readonly exact: boolean;
}

const countedMost = 10_000;
const rankedMost = 200;

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
    const counted = counts.flat();
    if (counted.length > 0)
      return counted.sort((one, other) => other.count - one.count || one.registerId - other.registerId);
  }
  return [];
}

/**
 * The keys of all records of a register that have all the words, up to 10,000, those first that search ranks first; where none
 * has them, of those that search finds.
 */
export async function findKeys(sql: Speaker, words: string, registerId: number): Promise<FoundKeys> {
  const asked = askedOf(words);
  if (asked === undefined) return { keys: [], exact: true };
  const registers = [registerId];
  const ranked = (await search(sql, { words, registers, limit: rankedMost })).map(({ key }) => key);
  const { scopes } = await scopesOf(sql, registers, undefined);
  for (const scope of scopes) {
    for (const lists of wordLists(asked)) {
      const rows = await sql`
        select key from laopedia.keys_found(${registers}::int4[], ${listsText(scope, lists)}::text::jsonb, ${countedMost + 1}::int4)
        order by key`;
      if (rows.length === 0) continue;
      const keys = [...new Set([...ranked, ...rows.map(row => String(row['key']))])];
      return { keys: keys.slice(0, countedMost), exact: keys.length <= countedMost };
    }
  }
  return { keys: ranked, exact: true };
}

// From the strict to the loose: the phrase, and its words anywhere.
function wordLists({ phrase, loosePhrase, parts }: Asked): (readonly (readonly number[])[])[] {
  const exact = parts.map(part => part.exact);
  const loose = parts.map(part => (part.loose.length > 0 ? part.loose : part.exact));
  return [everywhere([phrase]), everywhere([loosePhrase]), everywhere(exact), everywhere(loose)].filter(
    lists => lists.length > 0,
  );
}

function listsText({ filter }: Scope, lists: readonly (readonly number[])[]): string {
  return JSON.stringify(lists.map(list => [...filter, ...list]));
}

async function countIn(sql: Speaker, scope: Scope, lists: readonly (readonly number[])[]): Promise<CountedHits[]> {
  const rows = await sql`
    select * from laopedia.count_found(${scope.registers as number[]}::int4[], ${listsText(scope, lists)}::text::jsonb,
      ${countedMost + 1}::int4)`;
  return rows.map(row => {
    const count = Number(row['count']);
    return { registerId: Number(row['register_id']), count: Math.min(count, countedMost), exact: count <= countedMost };
  });
}
