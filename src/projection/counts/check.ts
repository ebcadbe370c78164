// Compares the kept counts with the standing records, counted anew. The records themselves are held against the log by
// their own check in the same run.
import type { Checked, FoldCheck, Speaker } from '#store';
import { countedFields } from './counted-fields.ts';

/** Begins the comparison of a register's counts; all of it happens at its end. */
export async function checkCounts(sql: Speaker, { registerId, register, found }: Checked): Promise<FoldCheck> {
  return {
    async take() {},
    async end() {
      const fields = countedFields(register);
      for (const field of fields) {
        const column = `f${field.number}`;
        const counted =
          field.type === 'list'
            ? `select part as value from records.r${registerId} r cross join jsonb_array_elements_text(r.${column}) part where not r.withdrawn`
            : `select r.${column}::text as value from records.r${registerId} r where not r.withdrawn and r.${column} is not null`;
        const rows = await sql.unsafe(`
          select coalesce(kept.value, counted.value) as value, kept.count as kept, counted.count as counted
          from (select value, count from laopedia.value_count where register_id = ${registerId} and field = ${field.number}) kept
          full join (select value, count(*) as count from (${counted}) c where value is not null group by value) counted
            on counted.value = kept.value
          where kept.count is distinct from counted.count
          limit 100`);
        for (const row of rows) {
          const how = row['kept'] === null ? 'missing' : row['counted'] === null ? 'superfluous' : 'different';
          found({ place: `count of ${field.name}: ${row['value']}`, how });
        }
      }
      const others = await sql`
        select distinct field from laopedia.value_count
        where register_id = ${registerId} and field <> all(${fields.map(field => field.number)}::int[])`;
      for (const { field } of others) found({ place: `count of field ${field}`, how: 'superfluous' });
    },
  };
}
