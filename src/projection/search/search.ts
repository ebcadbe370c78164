// The search: from the strict to the loose, and no looser than it takes to fill the page; then ranked by reading the texts.
import { cutPieces, highlight, type Piece, snippet } from '#lib/lao';
import type { Speaker } from '#store';
import { type Asked, askedOf } from './asked.ts';
import type { Candidate } from './candidate.ts';
import type { Ranked } from './rank.ts';
import { onceEach, type Reach, ranking } from './ranking.ts';
import { sureOf } from './sure.ts';
import { glossedWords } from './word-meaning.ts';

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
 * Finds records by words, the best first: code or key, whole name, beginning of a name, all words, what English words mean by the
 * lists an operator has loaded, some words, names that sound alike. At most the best 200 candidates are ordered and can be paged
 * through. Public fields only; withdrawn records are not found. Any string is answered; one without letters and digits finds nothing.
 */
export async function search(sql: Speaker, options: SearchOptions): Promise<SearchHit[]> {
  const { words, registers, place, limit, offset = 0 } = options;
  const asked = askedOf(words);
  if (asked === undefined || limit < 1) return [];
  const reach = { registers, place, wanted: offset + limit };
  const own = (await ranking(sql, asked, reach)).map(one => ({ asked, ...one }));
  const firm = own.filter(({ candidate }) => isFirm(asked, candidate));
  const meant = firm.length < reach.wanted ? await meantBy(sql, asked, reach) : [];
  const answered = meant.length === 0 ? own : onceEach([...firm, ...meant, ...own]);
  return answered.slice(offset, offset + limit).map((one, at) => hitOf(one, offset + at, one.asked === asked));
}

interface Answered extends Ranked {
  /** The words it answers: those of the question, or what they mean. */
  readonly asked: Asked;
}

// What holds the words, or is called as they sound; the rest is only like them.
function isFirm({ latinKey }: Asked, candidate: Candidate): boolean {
  const { way } = candidate;
  return way === 'code' || way === 'words' || way === 'folded' || candidate.latinKey.split(' ').includes(latinKey);
}

// A word for each meaning, best first, and its records in their order.
async function meantBy(sql: Speaker, asked: Asked, reach: Reach): Promise<Answered[]> {
  const words = await glossedWords(sql, asked.words, reach.registers);
  const meanings = words.map(askedOf).filter(one => one !== undefined);
  const found = await Promise.all(
    meanings.map(async meaning => {
      const ranked = await ranking(sql, meaning, reach);
      return ranked.filter(({ candidate }) => candidate.way === 'words').map(one => ({ asked: meaning, ...one }));
    }),
  );
  return found.flat();
}

// Scores of what was found in several ways are no measure of each other: what stands later has less.
function hitOf({ asked, candidate }: Answered, at: number, isOwn: boolean): SearchHit {
  const { registerId, key, title, body } = candidate;
  const sure = isOwn ? sureOf(asked, candidate) : undefined;
  return {
    registerId,
    key,
    title,
    pieces: highlight(asked.words, title),
    snippet: body === '' ? [] : cutPieces(snippet(asked.words, body)),
    ...(sure === undefined ? {} : { sure }),
    score: 1 / (1 + at),
  };
}
