// The names of a register in memory, by matching key: small registers that others refer to (places, offices, codes).

import { matchingKey, placeLevel } from '#lib/lao';
import { type Item, nearest } from '#register';
import type { Speaker, StoredRegister } from '#store';

/** A record that a name may mean. `kind` is the level of a place, where it has one. */
interface Named {
  readonly key: string;
  readonly kind: string | undefined;
  readonly by: 'alias' | 'name';
}

/** Names to records. */
export interface NameIndex {
  find(text: string): readonly Named[];
  suggest(text: string): string | undefined;
}

/** Above so many records names are not kept in memory; then only keys are understood. */
export const mostNamed = 100_000;

const kept = new Map<string, { readonly size: number; readonly index: NameIndex }>();

/** The names of a register as it stands; made anew when its log has grown. */
export async function nameIndex(sql: Speaker, stored: StoredRegister): Promise<NameIndex> {
  const known = kept.get(stored.origin);
  if (known?.size === stored.size) return known.index;
  const index = await readIndex(sql, stored);
  kept.set(stored.origin, { size: stored.size, index });
  return index;
}

async function readIndex(sql: Speaker, stored: StoredRegister): Promise<NameIndex> {
  const byName = new Map<string, Named[]>();
  const names: string[] = [];
  const rows = await sql.unsafe(`
    select r.key, b.body from records.r${stored.id} r
    join laopedia.body_public b on b.register_id = ${stored.id} and b.number = r.entry
    where not r.withdrawn`);
  for (const row of rows) {
    const item = JSON.parse(String(row['body'])) as Item;
    const key = String(row['key']);
    const kind = typeof item['kind'] === 'string' ? item['kind'] : undefined;
    for (const { text, by } of namesOf(item, stored)) {
      names.push(text);
      const match = matchingKey(text, { kind: 'place' });
      const found = byName.get(match);
      if (found === undefined) byName.set(match, [{ key, kind, by }]);
      else if (!found.some(one => one.key === key)) found.push({ key, kind, by });
    }
  }
  return {
    find: text => narrowed(byName.get(matchingKey(text, { kind: 'place' })) ?? [], text),
    suggest: text => nearest(text, names),
  };
}

function namesOf(item: Item, stored: StoredRegister): { text: string; by: 'alias' | 'name' }[] {
  return stored.register.schema.fields.flatMap(field => {
    const value = item[field.name];
    if (field.visibility !== 'public' || value === undefined) return [];
    const by = field.search === 'title' && field.type === 'string' ? 'name' : 'alias';
    if (field.search !== 'title' && field.search !== 'code') return [];
    return (Array.isArray(value) ? value : [value]).map(text => ({ text: String(text), by }) as const);
  });
}

// Two places of one name (ແຂວງວຽງຈັນ, ນະຄອນຫຼວງວຽງຈັນ): the level word decides, or nothing does.
function narrowed(found: readonly Named[], text: string): readonly Named[] {
  const level = placeLevel(text);
  if (found.length < 2 || level === undefined) return found;
  const fitting = found.filter(one => one.kind === level);
  return fitting.length > 0 ? fitting : found;
}
