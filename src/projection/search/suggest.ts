// Names by their beginning, while a person still types.
import type { Speaker } from '#store';
import { askedOf } from './asked.ts';
import type { Registers } from './candidate.ts';
import { type Scope, scopesOf } from './scope.ts';

/** A record whose name begins so. */
export interface Suggestion {
  readonly registerId: number;
  readonly key: string;
  readonly title: string;
}

const prefixUnits = 12;
const lastLetter = '\u{10ffff}';
const shortestSound = 3;

/** Names that begin with what was typed, in Lao, English or Lao in Latin letters; the shortest first, at most `limit`. */
export async function suggest(
  sql: Speaker,
  prefix: string,
  limit: number,
  registers?: Registers,
): Promise<Suggestion[]> {
  const asked = askedOf(prefix);
  if (asked === undefined || asked.nameKey === '' || limit < 1) return [];
  const { scopes } = await scopesOf(sql, registers, undefined);
  const begins = asked.nameKey.slice(0, prefixUnits);
  // A key by sound holds letters and digits only: nothing in it means anything to `like`.
  const sounds = asked.latinKey.length < shortestSound ? null : asked.latinKey;
  const found = await Promise.all(scopes.map(scope => suggestIn(sql, scope, begins, sounds, limit)));
  return found
    .flat()
    .sort(
      (one, other) =>
        one.title.length - other.title.length || one.registerId - other.registerId || (one.key < other.key ? -1 : 1),
    )
    .slice(0, limit);
}

async function suggestIn(
  sql: Speaker,
  { registers, filter }: Scope,
  begins: string,
  sounds: string | null,
  limit: number,
): Promise<Suggestion[]> {
  const rows = await sql`
    select * from laopedia.suggest_names(${registers as number[]}::int4[], ${filter as number[]}::int4[], ${begins}::text,
      ${begins + lastLetter}::text, ${sounds}::text, ${limit}::int4)`;
  const names = rows.map(row => ({
    registerId: Number(row['register_id']),
    key: String(row['key']),
    title: String(row['title']),
  }));
  return names;
}
