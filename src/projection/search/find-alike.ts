// The last go: names that sound alike, by letter triples of their Latin keys.
import type { Speaker } from '#store';
import type { Asked } from './asked.ts';
import { Candidate } from './candidate.ts';
import type { Scope } from './scope.ts';

const rowsMost = 100;
const [shortest, longest] = [3, 40];

/**
 * Whoever has a name that sounds alike: misspelled Lao, and Lao names in anybody's Latin letters. By pg_trgm's word
 * similarity: comparing with all of a long name was ten times slower and found less.
 */
export async function findAlike(sql: Speaker, { latinKey }: Asked, scope: Scope): Promise<Candidate[]> {
  if (latinKey.length < shortest || latinKey.length > longest) return [];
  const rows = await sql`
    select * from laopedia.find_alike(${scope.registers as number[]}::int4[], ${scope.filter as number[]}::int4[],
      ${latinKey}::text, ${rowsMost}::int4)`;
  return rows.map(row => new Candidate(row));
}
