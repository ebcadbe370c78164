// Holds what search keeps against the log: every standing record is there with its titles and text, and no other. It reads
// items by itself and looks for their words in what is kept; it does not call what keeps them.
import type { Field, Item } from '#register';
import type { Checked, Divergence, FoldCheck, FoldedKey, Speaker } from '#store';
import { passagesMost, passageUnits } from './passage.ts';

interface Kept {
  readonly title: string;
  readonly body: string;
  readonly passages: number;
  /** Every passage has lexemes beside its register's mark and its key's. */
  readonly found: boolean;
}

/** Begins the comparison of a register's search rows. */
export async function checkSearch(sql: Speaker, { registerId, register, found }: Checked): Promise<FoldCheck> {
  const open = register.schema.fields.filter(field => field.visibility === 'public');
  const titles = open.filter(field => field.search === 'title');
  const texts = open.filter(field => field.search === 'text');
  const place = (key: string) => ({ place: `search ${key}`, key });
  return {
    async take(keys) {
      const standing = keys.filter(key => key.put !== undefined && key.versions.at(-1)?.withdrawn === false);
      const kept = await readKept(sql, registerId, standing);
      for (const key of standing) {
        const how = divergence(kept.get(key.key), key, titles, texts);
        if (how !== undefined) found({ ...place(key.key), how });
      }
    },
    async end() {
      const rows = await sql.unsafe(`
        select key from laopedia.search k where register_id = ${registerId} and not exists (
          select from records.r${registerId} r where r.key = k.key and not r.withdrawn) limit 100`);
      for (const row of rows) found({ ...place(String(row['key'])), how: 'superfluous' });
    },
  };
}

async function readKept(sql: Speaker, registerId: number, keys: readonly FoldedKey[]): Promise<Map<string, Kept>> {
  const rows = await sql`
    select key, case when count(distinct title) = 1 then min(title) else '' end as title, string_agg(body, '' order by passage) as body, count(*)::int4 as passages,
      bool_and(cardinality(lexemes) > 2) as found
    from laopedia.search where register_id = ${registerId} and key = any(${keys.map(key => key.key)}::text[])
    group by key`;
  return new Map(rows.map(row => [String(row['key']), row as unknown as Kept]));
}

function divergence(
  kept: Kept | undefined,
  { item }: FoldedKey,
  titles: readonly Field[],
  texts: readonly Field[],
): Divergence['how'] | undefined {
  // A redacted item says nothing: then nothing may be kept of it, with a row or without.
  const silent = item !== undefined && Object.keys(item).length === 0;
  if (kept === undefined) return silent ? undefined : 'missing';
  if (silent) return kept.title === '' && kept.body === '' ? undefined : 'different';
  const cut = kept.passages >= passagesMost && kept.body.length >= passagesMost * passageUnits * 0.75;
  const whole = saysAll(kept.title, saidOf(item, titles), false);
  const marked = texts.filter(field => field.as === 'markdown');
  const all =
    saysAll(kept.body, saidOf(item, texts), cut) && (cut || marked.every(field => holds(kept.body, item, field)));
  const indexed = kept.found || !letter.test(kept.title + kept.body);
  return whole && all && indexed ? undefined : 'different';
}

const letter = /[\p{L}\p{N}]/u;
const markup = /\]\([^)\s]*\)|[^\p{L}\p{M}]+/gu;

type Parts = readonly (string | undefined)[];

// What stands in some fields, in their order; undefined where the fold chooses the words itself: values of a code list stand
// there as words, a number as it is written, a text with markup as it is read.
function saidOf(item: Item | undefined, fields: readonly Field[]): Parts {
  return fields.flatMap(({ name, codes, as }): Parts => {
    const value = item?.[name];
    if (value === undefined || value === null || value === '') return [];
    return [typeof value === 'string' && codes === undefined && as !== 'markdown' ? value : undefined];
  });
}

// Nothing else may stand beside what is known letter by letter: a short title is easily found within another.
function saysAll(kept: string, parts: Parts, cut: boolean): boolean {
  const known = parts.filter(part => part !== undefined);
  if (known.length === parts.length) {
    const whole = known.join('\n');
    return cut ? whole.startsWith(kept) : kept === whole;
  }
  if (cut) return true;
  let from = 0;
  for (const part of known) {
    const at = kept.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

// Its letters are all there, in their order.
function holds(body: string, item: Item | undefined, { name }: Field): boolean {
  const value = item?.[name];
  return typeof value !== 'string' || body.replace(markup, '').includes(value.replace(markup, ''));
}
