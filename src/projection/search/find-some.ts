// The loose go: records that have some of the words, found word by word, those with the rarest first.
import type { Speaker } from '#store';
import { type Asked, pairWorth } from './asked.ts';
import { Candidate } from './candidate.ts';
import type { Knowledge } from './knowledge.ts';
import { ofTitle } from './lexeme-row.ts';
import type { Scope } from './scope.ts';

// Beside records that have all the words, fewer that have some of them are worth reading.
const [rowsMost, rowsBeside] = [200, 60];
const bytesMost = 200_000;
const [lexemesLeast, lexemesMost] = [4, 24];
// What stands in more than this share of all records leads to none in particular.
const leadingShare = 0.02;
const titleWorth = 1.5;

/** Whoever has some of the words; `isSaid` where others have them all: then single syllables lead nowhere. */
export async function findSome(
  sql: Speaker,
  asked: Asked,
  scope: Scope,
  knowledge: Knowledge,
  isSaid: boolean,
): Promise<Candidate[]> {
  const rare = [...asked.worths]
    .filter(([, worth]) => !isSaid || worth === pairWorth)
    .map(([lexeme, worth]) => ({ lexeme, worth, share: knowledge.count(lexeme) / knowledge.records }))
    .map(({ lexeme, worth, share }) => ({ lexeme, share, worth: worth * Math.log(1 + 1 / share) }))
    .sort((one, other) => other.worth - one.worth)
    .filter(({ share }, at) => at < lexemesLeast || share <= leadingShare)
    .slice(0, lexemesMost);
  if (rare.length === 0) return [];
  const lexemes = rare.flatMap(({ lexeme }) => [ofTitle(lexeme), lexeme]);
  const worths = rare.flatMap(({ worth }) => [worth * titleWorth, worth]);
  const rows = await sql`
    select * from laopedia.find_some(${scope.registers as number[]}::int4[], ${scope.filter as number[]}::int4[],
      ${lexemes}::int4[], ${worths}::float8[], ${isSaid ? rowsBeside : rowsMost}::int4, ${bytesMost}::int4)`;
  return rows.map(row => new Candidate(row));
}
