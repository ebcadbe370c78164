// Rows of a list as records under today's field names.
import { canonicalJson } from '#lib/canonical-json';
import type { Item } from '#register';
import { type Speaker, type StoredRegister, schemaReader } from '#store';
import type { ListedRecord } from './list-query.ts';
import { openItem } from './open-item.ts';
import { publicationTimes } from './publication-times.ts';

/** Rows of entries with bodies as records under today's field names. */
export async function listedRecords(
  sql: Speaker,
  stored: StoredRegister,
  rows: readonly Record<string, unknown>[],
): Promise<ListedRecord[]> {
  const old = rows.some(row => Number(row['entry']) < stored.schemaEntry);
  const schemas = old ? await schemaReader(sql, stored.id) : undefined;
  const entries = rows.map(row => Number(row['entry']));
  const times = await publicationTimes(sql, stored.id, entries);
  return rows.map((row, at) => {
    const [entry = 0, time = new Date(0)] = [entries[at], times[at]];
    const whole = { key: String(row['key']), entry, time };
    const text = String(row['body']);
    if (entry >= stored.schemaEntry) return new Listed(whole, text);
    const then = schemas?.at(entry) ?? stored.register;
    return new Listed(whole, canonicalJson(openItem(JSON.parse(text), then, stored.register, ['public'])));
  });
}

// A body is canonical JSON, and most readers send it on as it is: it is only read by who asks for the item.
class Listed implements ListedRecord {
  readonly key: string;
  readonly entry: number;
  readonly time: Date;
  readonly itemText: string;
  #item: Item | undefined;

  constructor({ key, entry, time }: Pick<ListedRecord, 'key' | 'entry' | 'time'>, itemText: string) {
    this.key = key;
    this.entry = entry;
    this.time = time;
    this.itemText = itemText;
  }

  get item(): Item {
    this.#item ??= JSON.parse(this.itemText) as Item;
    return this.#item;
  }
}
