// Where a search looks: the small registers together, and each large one by itself, so that none crowds out another.
import type { Speaker } from '#store';
import type { Registers } from './candidate.ts';
import { markLexeme } from './code.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';

/** Registers that are asked in one go. */
export interface Scope {
  readonly registers: readonly number[];
  /** Marks that every row must have. */
  readonly filter: readonly number[];
  /** Its number, if it is a large register by itself. */
  readonly large: number | undefined;
}

/** What is known of the registers asked, and the goes to make. */
export interface Scopes {
  readonly knowledge: Knowledge;
  readonly scopes: readonly Scope[];
}

/** The scopes of a search in these registers (all open ones if undefined), in a place and all within it if one is given. */
export async function scopesOf(sql: Speaker, registers: Registers, place: string | undefined): Promise<Scopes> {
  const asked = registers ?? (await openRegisters(sql));
  const knowledge = await knowledgeOf(sql, asked);
  const marks = place === undefined ? [] : [markLexeme('place', place)];
  const large = asked.filter(id => knowledge.isLarge(id));
  const small = asked.filter(id => !knowledge.isLarge(id));
  // Among many small registers one alone is found by its own mark; a large one has a table of its own.
  const own = small.length === 1 ? small.map(id => markLexeme('register', String(id))) : [];
  const together = small.length === 0 ? [] : [{ registers: small, filter: [...own, ...marks], large: undefined }];
  return { knowledge, scopes: [...together, ...large.map(id => ({ registers: [id], filter: marks, large: id }))] };
}

async function openRegisters(sql: Speaker): Promise<number[]> {
  const rows = await sql`select id from laopedia.register where open order by id`;
  return rows.map(row => Number(row['id']));
}
