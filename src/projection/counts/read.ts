// Reading the kept counts of a facet.
import { compareLao } from '#lib/lao';
import type { Field } from '#register';
import type { Speaker } from '#store';

/** A value and how many standing records have it. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** The counts of one facet, the most frequent first, in Lao order where they are as frequent; at most `limit`. */
export async function readCounts(sql: Speaker, registerId: number, field: Field, limit = 1000): Promise<ValueCount[]> {
  const rows = await sql`
    select value, count from laopedia.value_count
    where register_id = ${registerId} and field = ${field.number}
    order by count desc, value collate "C" limit ${limit}`;
  return rows
    .map(row => ({ value: String(row['value']), count: Number(row['count']) }))
    .sort((one, other) => other.count - one.count || compareLao(one.value, other.value));
}
