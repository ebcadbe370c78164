// The last go: names that sound alike, by letter triples of their Latin keys.
import type { Speaker } from '#store';
import type { Asked } from './asked.ts';
import { Bound, type Candidate, type Registers, readCandidates, ways, within } from './candidate.ts';

const similarMost = 100;

/** Whoever has a name that sounds alike: misspelled Lao, and Lao names in anybody's Latin letters. */
export async function findAlike(sql: Speaker, asked: Asked, registers: Registers): Promise<Candidate[]> {
  if (asked.latinKey.length < 3) return [];
  const bound = new Bound();
  const where = within(registers, bound);
  const key = bound.bind(asked.latinKey);
  // The other operator, %, compares with all of a long name: it was ten times slower and found less.
  const found = `
    select k.register_id, k.key, ${ways.indexOf('alike')} as way, word_similarity(${key}, k.latin_key)::float8 as weight
    from laopedia.search k where ${key} <% k.latin_key and ${where}
    order by weight desc, length(k.latin_key), k.register_id, k.key limit ${similarMost}`;
  return readCandidates(sql, found, bound);
}
