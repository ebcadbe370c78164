// References the other way: how many records of which registers point at a record, and the provinces of the small map.
import { type Inbound, namedRegister, type ProvinceCell, titlesOf } from '#interface/site';
import { columnOf } from '#projection/record';
import type { Item } from '#register';
import type { StoredRegister } from '#store';
import type { Shelf } from './shelf.ts';

/** The registers whose public fields point at these records, with counts. Facets are counted from the kept counts. */
export async function inboundOf(shelf: Shelf, stored: StoredRegister, keys: readonly string[]): Promise<Inbound[]> {
  const asked = (await shelf.catalogue.all()).flatMap(other =>
    other.register.schema.fields
      .filter(field => field.visibility === 'public' && field.type === 'string')
      .filter(field => namedRegister(field, other.register) === stored.register.name)
      .map(async field => {
        const rows = field.facet
          ? await shelf.sql`
              select sum(count) as count from laopedia.value_count
              where register_id = ${other.id} and field = ${field.number} and value = any(${[...keys]}::text[])`
          : await shelf.sql.unsafe(
              `select count(*) as count from records.r${other.id} where ${columnOf(field)} = any($1::text[]) and not withdrawn`,
              [[...keys]],
            );
        return { register: other.register, field, keys, count: Number(rows[0]?.['count'] ?? 0) };
      }),
  );
  return (await Promise.all(asked)).filter(one => one.count > 0);
}

/** The provinces as cells, with how many enterprises (else records of any place register) each holds. */
export async function provinceCells(shelf: Shelf): Promise<ProvinceCell[]> {
  const places = await shelf.catalogue.find('jurisdiction');
  if (places === undefined || shelf.cells.length === 0) return [];
  const codes = shelf.cells.map(cell => cell.code);
  const rows = await shelf.sql.unsafe(
    `select r.key, b.body from records.r${places.id} r
     join laopedia.body_public b on b.register_id = ${places.id} and b.number = r.entry where r.key = any($1::text[])`,
    [codes],
  );
  const names = new Map(
    rows.map(row => [String(row['key']), titlesOf(places.register, JSON.parse(String(row['body'])) as Item)]),
  );
  const counts = await countsByProvince(shelf);
  return shelf.cells.flatMap(({ code, column, row }) => {
    const name = names.get(code);
    if (name === undefined) return [];
    const lo = name.lo ?? name.en ?? code;
    return [{ code, column, row, name: { lo, en: name.en ?? lo }, count: counts.get(code) ?? 0 }];
  });
}

// A place's code begins with its province's.
async function countsByProvince(shelf: Shelf): Promise<Map<string, number>> {
  const enterprises = await shelf.catalogue.find('enterprise');
  const field = enterprises?.register.schema.fields.find(one => one.as === 'jurisdiction' && one.facet);
  if (enterprises === undefined || field === undefined) return new Map();
  const rows = await shelf.sql`
    select left(value, 2) as province, sum(count) as count from laopedia.value_count
    where register_id = ${enterprises.id} and field = ${field.number} group by 1`;
  return new Map(rows.map(row => [String(row['province']), Number(row['count'])]));
}
