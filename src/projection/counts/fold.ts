// Kept counts: how many standing records have each value of each facet. Moved by differences in the publication's
// transaction, so that a page of facets costs a few rows, not a scan.
import type { Field, Register } from '#register';
import type { Applied, Fold, Speaker } from '#store';
import { checkCounts } from './check.ts';
import { countedFields } from './counted-fields.ts';

/** Keeps `laopedia.value_count`. */
export const countsFold: Fold = {
  name: 'counts',
  leansOn: ['record'],
  version: 1,
  async prepare(sql) {
    await sql.unsafe(`
      create table if not exists laopedia.value_count (
        register_id integer not null,
        field       integer not null,
        value       text not null,
        count       bigint not null,
        primary key (register_id, field, value)
      )`);
    await sql.unsafe('grant select, insert, update, delete on laopedia.value_count to laopedia_app');
    await sql.unsafe('grant select on laopedia.value_count to laopedia_public');
  },
  async define(_sql, _registerId, register, before) {
    if (before === undefined) return false;
    const numbers = (one: Register) =>
      countedFields(one)
        .map(field => field.number)
        .sort()
        .join();
    return numbers(register) !== numbers(before);
  },
  columns: () => [],
  stage: () => [],
  async apply(sql, applied) {
    for (const field of countedFields(applied.register)) await moveCounts(sql, applied, field);
  },
  async clear(sql, registerId) {
    await sql`delete from laopedia.value_count where register_id = ${registerId}`;
  },
  check: checkCounts,
};

// A list counts each of its parts once. Values are counted as text, as filters have them.
function valuesOf(field: Field, alias: string): string {
  const column = `${alias}.f${field.number}`;
  if (field.type === 'list') return `lateral jsonb_array_elements_text(${column}) as v (value)`;
  return `lateral (select ${column}::text) as v (value)`;
}

async function moveCounts(sql: Speaker, { registerId, staging, fresh }: Applied, field: Field): Promise<void> {
  const added = `select v.value, 1 as by from ${staging} s, ${valuesOf(field, 's')} where s.op = 'put' and v.value is not null`;
  const gone = `
    select v.value, -1 as by
    from ${staging} s join records.r${registerId} r using (key), ${valuesOf(field, 'r')}
    where not r.withdrawn and v.value is not null`;
  await sql.unsafe(`
    insert into laopedia.value_count as c (register_id, field, value, count)
    select ${registerId}, ${field.number}, value, sum(by)
    from (${fresh ? added : `${added} union all ${gone}`}) moved
    group by value having sum(by) <> 0
    on conflict (register_id, field, value) do update set count = c.count + excluded.count`);
  if (!fresh)
    await sql`delete from laopedia.value_count where register_id = ${registerId} and field = ${field.number} and count = 0`;
}
