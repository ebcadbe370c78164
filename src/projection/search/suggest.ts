// Names by their beginning, while a person still types.
import type { Speaker } from '#store';
import { type Asked, askedOf } from './asked.ts';
import { Bound, type Registers, within } from './candidate.ts';

/** A record whose name begins so. */
export interface Suggestion {
  readonly registerId: number;
  readonly key: string;
  readonly title: string;
}

/** Names that begin with what was typed, in Lao, English or Lao in Latin letters; the shortest first, at most `limit`. */
export async function suggest(
  sql: Speaker,
  prefix: string,
  limit: number,
  registers?: Registers,
): Promise<Suggestion[]> {
  const asked = askedOf(prefix);
  if (asked === undefined || asked.nameKey === '' || limit < 1) return [];
  const bound = new Bound();
  const where = within(registers, bound);
  const most = bound.bind(limit);
  const conditions = [nameBeginning(asked, bound), soundBeginning(asked, bound)].filter(one => one !== undefined);
  const parts = conditions.map(
    condition => `(select k.register_id, k.key, k.title from laopedia.search k where ${condition} and ${where}
      order by k.name_key limit ${most})`,
  );
  const rows = await sql.unsafe(
    `select register_id, key, title from (${parts.join(' union ')}) f
     order by length(title), register_id, key limit ${most}`,
    bound.values as never[],
    { prepare: true },
  );
  return rows.map(row => ({
    registerId: Number(row['register_id']),
    key: String(row['key']),
    title: String(row['title']),
  }));
}

function nameBeginning({ nameKey }: Asked, bound: Bound): string {
  return `k.name_key >= ${bound.bind(nameKey)} and k.name_key < ${bound.bind(`${nameKey}\u{10ffff}`)}`;
}

const shortestSound = 3;

// The beginning of any title's or Lao word's key. It holds letters and digits only: nothing in it means anything to `like`.
function soundBeginning({ latinKey }: Asked, bound: Bound): string | undefined {
  if (latinKey.length < shortestSound) return undefined;
  return `(k.latin_key like ${bound.bind(`${latinKey}%`)} or k.latin_key like ${bound.bind(`% ${latinKey}%`)})`;
}
