// Compares the record tables and record_past with the log folded by key, by a merge: both are read once, in key order.
import { type Field, fieldsOfTier, type Tier, tiersOf } from '#register';
import type { Checked, FoldCheck, FoldedKey, Speaker } from '#store';
import { columnHolds } from './column-check.ts';
import { columnOf, tableOf } from './physical.ts';
import { hasSortKey, sortColumnOf, sortKey } from './sort-key.ts';
import { openSortedRows, type SortedRow, type SortedRows } from './sorted-rows.ts';
import { checkSuccessors } from './successor-check.ts';

/** Begins the comparison of a register's records; `record_past` is held too. */
export async function checkRecords(sql: Speaker, checked: Checked): Promise<FoldCheck> {
  const tables: TierCheck[] = [];
  for (const tier of tiersOf(checked.register.schema)) tables.push(await openTier(sql, checked, tier));
  const past = await openSortedRows(
    sql,
    'fsck_past',
    `select key, from_entry::text, until_entry::text, withdrawn::text from laopedia.record_past
     where register_id = ${checked.registerId} order by key, from_entry`,
  );
  const unknownPast = (row: SortedRow) => checked.found({ ...pastPlace(row), how: 'superfluous' });
  return {
    async take(keys) {
      for (const key of keys) {
        for (const table of tables) await holdRecord(table, key, checked);
        await holdPast(past, key, checked, unknownPast);
      }
    },
    async end() {
      for (const table of tables) await table.rows.end(table.unknown);
      await past.end(unknownPast);
      await checkSuccessors(sql, checked);
    },
  };
}

interface TierCheck {
  readonly tier: Tier;
  readonly fields: readonly Field[];
  readonly rows: SortedRows;
  readonly unknown: (row: SortedRow) => void;
}

async function openTier(sql: Speaker, { registerId, register, found }: Checked, tier: Tier): Promise<TierCheck> {
  const fields = fieldsOfTier(register.schema, tier);
  const keys = fields.filter(hasSortKey).map(sortColumnOf);
  const columns = ['entry', ...(tier === 'public' ? ['withdrawn'] : []), ...fields.map(columnOf), ...keys];
  const texts = columns.map(column => `, ${column}::text`).join('');
  const query = `select key${texts} from ${tableOf(registerId, tier)} order by key`;
  return {
    tier,
    fields,
    rows: await openSortedRows(sql, `fsck_${tier}`, query),
    unknown: ({ key }) => found({ ...recordPlace(key, tier), how: 'superfluous' }),
  };
}

async function holdRecord({ tier, fields, rows, unknown }: TierCheck, key: FoldedKey, { found }: Checked) {
  const [row] = await rows.take(key.key, unknown);
  const last = key.versions.at(-1);
  const place = recordPlace(key.key, tier);
  if (row === undefined) {
    // A key that was never put has no record to withdraw.
    if (key.put !== undefined) found({ ...place, how: 'missing' });
    return;
  }
  const differs = (column: string) => found({ ...place, place: `${place.place}, column ${column}`, how: 'different' });
  const entry = tier === 'public' ? last?.number : key.put;
  if (row['entry'] !== String(entry)) differs('entry');
  if (tier === 'public' && row['withdrawn'] !== String(last?.withdrawn === true)) differs('withdrawn');
  for (const field of fields) {
    const column = columnOf(field);
    const value = key.item?.[field.name];
    if (key.item === undefined) continue;
    if (!columnHolds(row[column] ?? null, value, field)) differs(column);
    const order = sortColumnOf(field);
    if (hasSortKey(field) && (row[order] ?? null) !== sortKey(value, field)) differs(order);
  }
}

// Each version but the last stood until the next one came.
async function holdPast(
  past: SortedRows,
  { key, versions }: FoldedKey,
  { found }: Checked,
  unknown: (row: SortedRow) => void,
) {
  const rows = new Map((await past.take(key, unknown)).map(row => [String(row['from_entry']), row]));
  for (const [at, { number, withdrawn }] of versions.slice(0, -1).entries()) {
    const row = rows.get(String(number));
    const place = pastPlace({ key, from_entry: String(number) });
    if (row === undefined) {
      found({ ...place, how: 'missing' });
      continue;
    }
    rows.delete(String(number));
    const same = row['until_entry'] === String(versions[at + 1]?.number) && row['withdrawn'] === String(withdrawn);
    if (!same) found({ ...place, how: 'different' });
  }
  for (const row of rows.values()) unknown(row);
}

function recordPlace(key: string, tier: Tier) {
  return { key, place: `key ${key} (${tier})` };
}

function pastPlace(row: SortedRow) {
  return { key: row.key, place: `record_past of key ${row.key} from entry ${row['from_entry']}` };
}
