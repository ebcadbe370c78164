// Kept counts: how many standing records have each value of each facet. Moved by differences in the publication's
// transaction, so that a page of facets costs a few rows, not a scan.
import type { Field, Register } from '#register';
import type { Applied, Fold } from '#store';
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
    const fields = countedFields(applied.register);
    if (fields.length === 0) return;
    await sql.unsafe(moveCounts(applied, fields, applied.fresh));
    if (!applied.fresh) await sql.unsafe(dropZeros(applied.registerId));
  },
  steps(stepped) {
    const fields = countedFields(stepped.register);
    if (fields.length === 0) return '';
    // Most corrections leave all counts alone.
    return `
      ${moveCounts(stepped, fields, false)};
      if found then ${dropZeros(stepped.registerId)}; end if;`;
  },
  async clear(sql, registerId) {
    await sql`delete from laopedia.value_count where register_id = ${registerId}`;
  },
  check: checkCounts,
};

// A list counts each of its parts once. Values are counted as text, as filters have them. All fields of a row at once: the
// staged rows are wide, and are read a single time.
function valuesOf(fields: readonly Field[], alias: string): string {
  const parts = fields.map(({ number, type }) =>
    type === 'list'
      ? `select ${number}, part from jsonb_array_elements_text(${alias}.f${number}) part`
      : `select ${number}, ${alias}.f${number}::text`,
  );
  return `lateral (${parts.join(' union all ')}) as v (field, value)`;
}

type Rows = Pick<Applied, 'registerId' | 'staging'>;

function moveCounts({ registerId, staging }: Rows, fields: readonly Field[], fresh: boolean): string {
  const added = `
    select v.field, v.value, 1 as by
    from ${staging} s, ${valuesOf(fields, 's')}
    where s.op = 'put' and v.value is not null`;
  const gone = `
    select v.field, v.value, -1 as by
    from ${staging} s join records.r${registerId} r using (key), ${valuesOf(fields, 'r')}
    where not r.withdrawn and v.value is not null`;
  return `
    insert into laopedia.value_count as c (register_id, field, value, count)
    select ${registerId}, field, value, sum(by)
    from (${fresh ? added : `${added} union all ${gone}`}) moved
    group by field, value having sum(by) <> 0
    on conflict (register_id, field, value) do update set count = c.count + excluded.count`;
}

function dropZeros(registerId: number): string {
  return `delete from laopedia.value_count where register_id = ${registerId} and count = 0`;
}
