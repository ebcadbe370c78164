// The loose go: records that have some of the words, found word by word, those with the rarest first.
import type { Speaker } from '#store';
import type { Asked } from './asked.ts';
import { Bound, type Candidate, type Registers, readCandidates, ways, within } from './candidate.ts';

const mostOfEach = 200;

/** How many records have a lexeme, as far as they were looked through. */
export type Frequencies = Map<number, number>;

/** How loosely to look: among how many records, and for lexemes worth how much. */
export interface Looseness {
  readonly standing: number;
  readonly leastWorth: number;
}

/** Whoever has some of the words, those with the rarest first; fills in how frequent the lexemes are. */
export async function findSome(
  sql: Speaker,
  asked: Asked,
  registers: Registers,
  { standing, leastWorth }: Looseness,
): Promise<{ candidates: Candidate[]; frequencies: Frequencies }> {
  const bound = new Bound();
  const where = within(registers, bound);
  const wanted = [...asked.worths].filter(([, worth]) => worth >= leastWorth);
  if (wanted.length === 0) return { candidates: [], frequencies: new Map() };
  const lexemes = bound.bind(wanted.map(([lexeme]) => lexeme));
  const worths = bound.bind(wanted.map(([, worth]) => worth));
  const of = (column: string, worth: number) =>
    `(select k.register_id, k.key, ${worth} as place from laopedia.search k
      where k.${column} @> array[a.lexeme] and ${where} limit ${mostOfEach})`;
  const matches = `
    select a.lexeme, a.worth * f.place as worth, f.register_id, f.key, count(*) over (partition by a.lexeme) as frequency
    from unnest(${lexemes}::int4[], ${worths}::float8[]) a (lexeme, worth)
    cross join lateral (${of('title_lexemes', 1.5)} union all ${of('lexemes', 1)}) f`;
  const found = `
    select register_id, key, ${ways.indexOf('some')} as way,
      sum(worth * ln(1 + ${bound.bind(standing)}::float8 / frequency)) as weight,
      array_agg(lexeme) as lexemes, array_agg(frequency) as frequencies
    from (${matches}) m group by register_id, key`;
  const frequencies: Frequencies = new Map();
  const candidates = await readCandidates(sql, found, bound, row => {
    const counts = row['frequencies'] as readonly number[];
    for (const [at, lexeme] of (row['lexemes'] as readonly number[]).entries())
      frequencies.set(lexeme, Number(counts[at]));
  });
  return { candidates, frequencies };
}
