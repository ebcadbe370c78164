// The search: from the strict to the loose, and no looser than it takes to fill the page; then ranked by reading the texts.
import { cutPieces, highlight, type Piece, type Rarity, snippet } from '#lib/lao';
import type { Speaker } from '#store';
import { type Asked, askedOf } from './asked.ts';
import type { Candidate, Registers } from './candidate.ts';
import { findAlike } from './find-alike.ts';
import { type Frequencies, findSome } from './find-some.ts';
import { findSure } from './find-sure.ts';
import { type Ranked, rankCandidates } from './rank.ts';

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
  const { words, registers, limit, offset = 0 } = options;
  const asked = askedOf(words);
  if (asked === undefined || limit < 1) return [];
  const ranked = await ranking(sql, asked, registers, offset + limit);
  return ranked.slice(offset, offset + limit).map(one => hitOf(asked, one));
}

// With so many records that have all the words, those that have some of them are noise.
const enoughSure = 5;
// With any, neighbouring syllables will do: single ones are in half of all texts.
const pairWorth = 0.6;

async function ranking(sql: Speaker, asked: Asked, registers: Registers, wanted: number): Promise<Ranked[]> {
  const found = new Map<string, Candidate>();
  const add = (candidates: readonly Candidate[]) => {
    for (const one of candidates) {
      const id = `${one.registerId} ${one.key}`;
      if (!found.has(id)) found.set(id, one);
    }
  };
  let rarity: Rarity | undefined;
  add(await findSure(sql, asked, registers));
  const sure = found.size;
  if (sure < Math.min(wanted, enoughSure)) {
    const standing = await countStanding(sql);
    const some = await findSome(sql, asked, registers, { standing, leastWorth: sure === 0 ? 0 : pairWorth });
    add(some.candidates);
    rarity = rarityOf(some.frequencies, standing);
  }
  if (sure === 0 && isNameLike(asked)) add(await findAlike(sql, asked, registers));
  return rankCandidates(asked, [...found.values()], { rarity: rarity ?? (() => 1) }).filter(one => one.score > 0);
}

function isNameLike({ latinKey }: Asked): boolean {
  return latinKey.length >= 3 && latinKey.length <= 40;
}

// Counted by heads, not by rows: a scan of the table for one number would cost more than the search.
async function countStanding(sql: Speaker): Promise<number> {
  const rows = await sql`
    select greatest(sum(greatest(c.reltuples, 0)), 1000)::float8 as rows
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'laopedia.search'::regclass`;
  return Number(rows[0]?.['rows'] ?? 1000);
}

function rarityOf(frequencies: Frequencies, standing: number): Rarity {
  return lexeme => Math.log(1 + standing / (frequencies.get(lexeme) ?? 1));
}

function hitOf(asked: Asked, { candidate, score }: Ranked): SearchHit {
  const { registerId, key, title, body } = candidate;
  return {
    registerId,
    key,
    title,
    pieces: highlight(asked.words, title),
    snippet: body === '' ? [] : cutPieces(snippet(asked.words, body)),
    score,
  };
}
