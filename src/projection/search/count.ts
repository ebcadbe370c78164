// How many records of each register have all the words, for the headings of an answer.
import type { Speaker } from '#store';
import { askedOf } from './asked.ts';
import { Bound, type Registers, within } from './candidate.ts';

/** The records of one register that have all the words. */
export interface CountedHits {
  readonly registerId: number;
  readonly count: number;
  /** False where counting stopped: there are more. */
  readonly exact: boolean;
}

const countedMost = 10_000;

/**
 * Counts the records that have all the words, however they are spelled, in one of their titles or in their text; by register,
 * the most first. Counting stops at 10,000 records. What is found by code, name or likeness alone is not counted.
 */
export async function countHits(
  sql: Speaker,
  words: string,
  registers?: Registers,
  _place?: string,
): Promise<CountedHits[]> {
  const asked = askedOf(words);
  const loosest = asked?.conjunctions.at(-1);
  if (loosest === undefined) return [];
  const bound = new Bound();
  const where = within(registers, bound);
  const all = `${bound.bind([...loosest])}::int4[]`;
  const rows = await sql.unsafe(
    `select register_id, count(*)::int4 as count, sum(count(*)) over () as total
     from (select k.register_id from laopedia.search k
           where (k.title_lexemes @> ${all} or k.lexemes @> ${all}) and ${where} limit ${countedMost + 1}) f
     group by register_id order by count desc, register_id`,
    bound.values as never[],
    { prepare: true },
  );
  return rows.map(row => ({
    registerId: Number(row['register_id']),
    count: Number(row['count']),
    exact: Number(row['total']) <= countedMost,
  }));
}
