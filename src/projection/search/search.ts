// The search: from the strict to the loose, and no looser than it takes to fill the page; then ranked by reading the texts.
import { cutPieces, highlight, type Piece, snippet } from '#lib/lao';
import type { Speaker } from '#store';
import { type Asked, askedOf } from './asked.ts';
import type { Candidate } from './candidate.ts';
import { findAlike } from './find-alike.ts';
import { findSome } from './find-some.ts';
import { findSounding, findSure } from './find-sure.ts';
import type { Knowledge } from './knowledge.ts';
import { type Ranked, rankCandidates } from './rank.ts';
import { type Scope, scopesOf } from './scope.ts';
import { sureOf } from './sure.ts';

/** What to search, and which part of the answer to give. */
export interface SearchOptions {
  /** Lao in any encoding or spelling, English, Lao names in Latin letters, codes. At most 200 characters are read. */
  readonly words: string;
  /** Numbers of registers; all open ones if absent. */
  readonly registers?: readonly number[] | undefined;
  readonly limit: number;
  readonly offset?: number | undefined;
  /** Code of a jurisdiction: only records of that place, or of one below it. */
  readonly place?: string | undefined;
}

/** A record that answers. `pieces` are its title and `snippet` the part of its text that matches, what matched marked. */
export interface SearchHit {
  readonly registerId: number;
  readonly key: string;
  /** The values of its title fields, a line each; empty for a register without any. */
  readonly title: string;
  readonly pieces: readonly Piece[];
  readonly snippet: readonly Piece[];
  /** Set where the key or code, or the whole name, is exactly what was asked for. */
  readonly sure?: 'code' | 'name';
  /** Only the order means something: scores of two queries cannot be compared. */
  readonly score: number;
}

/**
 * Finds records by words, the best first: code or key, whole name, beginning of a name, all words, some words, names that
 * sound alike. At most the best 200 candidates are ordered and can be paged through. Public fields only; withdrawn records are
 * not found. Any string is answered; one without letters and digits finds nothing.
 */
export async function search(sql: Speaker, options: SearchOptions): Promise<SearchHit[]> {
  const { words, registers, place, limit, offset = 0 } = options;
  const asked = askedOf(words);
  if (asked === undefined || limit < 1) return [];
  const { knowledge, scopes } = await scopesOf(sql, registers, place);
  const found = await Promise.all(scopes.map(scope => candidatesIn(sql, asked, scope, knowledge, offset + limit)));
  const rarity = (lexeme: number) => Math.log(1 + knowledge.records / knowledge.count(lexeme));
  const ranked = onceEach(rankCandidates(asked, found.flat(), { rarity }).filter(one => one.score > 0));
  return ranked.slice(offset, offset + limit).map(one => hitOf(asked, one));
}

// With so many records that have all the words, those that have some of them are noise.
const enoughSure = 5;
// With any, neighbouring syllables will do: single ones are in half of all texts.
const pairWorth = 1;

async function candidatesIn(
  sql: Speaker,
  asked: Asked,
  scope: Scope,
  knowledge: Knowledge,
  wanted: number,
): Promise<Candidate[]> {
  const sure = await findSure(sql, asked, scope, knowledge, wanted);
  const records = new Set(sure.map(({ registerId, key }) => `${registerId} ${key}`)).size;
  if (records >= Math.min(wanted, enoughSure)) return sure;
  const isSaid = sure.some(({ way }) => way === 'code' || way === 'words');
  const loose = await Promise.all([
    findSounding(sql, asked, scope),
    findSome(sql, asked, scope, knowledge, isSaid ? pairWorth : 0),
    ...(isSaid ? [] : [findAlike(sql, asked, scope)]),
  ]);
  return [...sure, ...loose.flat()];
}

// A record may be found in several ways, and in several passages: where it ranks best it is shown.
function onceEach(ranked: readonly Ranked[]): Ranked[] {
  const seen = new Set<string>();
  return ranked.filter(({ candidate: { registerId, key } }) => {
    const id = `${registerId} ${key}`;
    return !seen.has(id) && seen.add(id);
  });
}

function hitOf(asked: Asked, { candidate, score }: Ranked): SearchHit {
  const { registerId, key, title, body } = candidate;
  const sure = sureOf(asked, candidate);
  return {
    registerId,
    key,
    title,
    pieces: highlight(asked.words, title),
    snippet: body === '' ? [] : cutPieces(snippet(asked.words, body)),
    ...(sure === undefined ? {} : { sure }),
    score,
  };
}
