// Counts of a field's values among the records of a list: what a facet shows once the list is narrowed. It scans what the
// filters leave; the kept counts of projection/counts answer for the whole register.
import { compareLao } from '#lib/lao';
import type { Field } from '#register';
import type { Speaker, StoredRegister } from '#store';
import { whereOf } from './filter.ts';
import type { ListQuery } from './list-query.ts';
import { columnOf, tableOf } from './physical.ts';

/** The most frequent values of a public field, in Lao order where they are as frequent, among the standing records that the query leaves; at most `limit`. */
export async function countBy(
  sql: Speaker,
  stored: StoredRegister,
  field: Field,
  query: Pick<ListQuery, 'filters' | 'keys'>,
  limit: number,
): Promise<{ readonly value: string; readonly count: number }[]> {
  if (field.visibility !== 'public') throw new Error(`${field.name} is hidden and cannot be counted by`);
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = ['not r.withdrawn', ...whereOf(stored.register, query.filters ?? {}, bind)];
  if (query.keys !== undefined) where.push(`r.key = any(${bind(query.keys)}::text[])`);
  const column = `r.${columnOf(field)}`;
  const parts =
    field.type === 'list'
      ? `jsonb_array_elements_text(${column}) as v (value)`
      : `(select ${column}::text) as v (value)`;
  const rows = await sql.unsafe(
    `select v.value, count(*) as count from ${tableOf(stored.id)} r cross join lateral ${parts}
     where ${where.join(' and ')} and v.value is not null
     group by v.value order by count(*) desc, v.value collate "C" limit ${limit}`,
    values as never[],
  );
  return rows
    .map(row => ({ value: String(row['value']), count: Number(row['count']) }))
    .sort((one, other) => other.count - one.count || compareLao(one.value, other.value));
}
