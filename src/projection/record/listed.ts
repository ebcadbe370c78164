// Rows of a list as records under today's field names.
import { type Speaker, type StoredRegister, schemaReader } from '#store';
import type { ListedRecord } from './list-query.ts';
import { openItem } from './open-item.ts';

/** Rows of entries with bodies as records under today's field names. */
export async function listedRecords(
  sql: Speaker,
  stored: StoredRegister,
  rows: readonly Record<string, unknown>[],
): Promise<ListedRecord[]> {
  const old = rows.some(row => Number(row['entry']) < stored.schemaEntry);
  const schemas = old ? await schemaReader(sql, stored.id) : undefined;
  return rows.map(row => {
    const entry = Number(row['entry']);
    const body = JSON.parse(String(row['body']));
    const then = entry < stored.schemaEntry ? (schemas?.at(entry) ?? stored.register) : stored.register;
    return {
      key: String(row['key']),
      entry,
      time: row['time'] as Date,
      item: openItem(body, then, stored.register, ['public']),
    };
  });
}
