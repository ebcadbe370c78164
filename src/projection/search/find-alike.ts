// The last go: names that sound alike, by letter triples of their Latin keys.
import type { Speaker } from '#store';
import type { Asked } from './asked.ts';
import { Candidate } from './candidate.ts';
import { latinKey } from './name-key.ts';
import type { Scope } from './scope.ts';

const rowsMost = 100;
const [shortest, longest] = [3, 40];
const [shortestWord, wordsMost] = [4, 4];

/**
 * Whoever has a name that sounds alike: misspelled Lao, and Lao names in anybody's Latin letters; and who has a name like one of
 * the words. By pg_trgm's word similarity: comparing with all of a long name was ten times slower and found less.
 */
export async function findAlike(sql: Speaker, { words, latinKey: whole }: Asked, scope: Scope): Promise<Candidate[]> {
  const parts = words.split(/\s+/u).map(latinKey);
  const names = [
    ...(whole.length >= shortest && whole.length <= longest ? [whole] : []),
    ...(parts.length > 1 ? parts.filter(part => part.length >= shortestWord && part.length <= longest) : []),
  ];
  if (names.length === 0) return [];
  const rows = await sql`
    select * from laopedia.find_alike(${scope.registers as number[]}::int4[], ${scope.filter as number[]}::int4[],
      ${[...new Set(names)].slice(0, wordsMost)}::text[], ${rowsMost}::int4)`;
  return rows.map(row => new Candidate(row));
}
