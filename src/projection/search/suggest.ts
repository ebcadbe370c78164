// Names by their beginning, while a person still types.
import type { Speaker } from '#store';
import { askedOf } from './asked.ts';
import { Bound, type Registers, within } from './candidate.ts';
import { nameGoes } from './find-sure.ts';

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
  if (asked === undefined) return [];
  const bound = new Bound();
  const where = within(registers, bound);
  const most = bound.bind(limit);
  const goes = nameGoes(asked, bound).filter(go => go.way === 'prefix');
  if (goes.length === 0) return [];
  const parts = goes.map(
    ({ condition }) => `(select k.register_id, k.key, k.title from laopedia.search k where ${condition} and ${where}
      order by length(k.name_key), k.register_id, k.key limit ${most})`,
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
